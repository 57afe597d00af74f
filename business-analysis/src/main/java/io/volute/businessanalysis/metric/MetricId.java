package io.volute.businessanalysis.metric;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.volute.core.error.Excerpt;
import io.volute.core.spec.Names;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric by name and number: {@code take-rate@3}. The number is raised whenever the definition changes. Without one the
 * metric is a draft: exploratory, whatever it finds.
 *
 * @param name its name
 * @param version its number, from 1; 0 for a draft
 */
public record MetricId(String name, int version) implements Comparable<MetricId> {
    private static final Pattern FORM = Pattern.compile("([^@]+)(?:@([1-9][0-9]{0,5}))?");
    private static final Comparator<MetricId> ORDER =
            Comparator.comparing(MetricId::name).thenComparing(MetricId::version);

    /** Checks. */
    public MetricId {
        Names.problem("metric", name).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (version < 0) {
            throw new IllegalArgumentException("metric " + name + "@" + version + ": its number is below 1");
        }
    }

    /**
     * Reads {@code name@number} or {@code name}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    @JsonCreator
    public static MetricId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "metric: " + Excerpt.of(text) + " (expected: a name and its number, such as take-rate@3)");
        }
        return new MetricId(matcher.group(1), matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
    }

    /** Whether it has no number yet. */
    public boolean isDraft() {
        return version == 0;
    }

    @Override
    public int compareTo(MetricId other) {
        return ORDER.compare(this, other);
    }

    /** As written. */
    @Override
    @JsonValue
    public String toString() {
        return isDraft() ? name : name + "@" + version;
    }
}

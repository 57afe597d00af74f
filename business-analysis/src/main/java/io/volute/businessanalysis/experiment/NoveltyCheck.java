package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.experiment.TrustCheck.Status;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Significance;
import io.volute.statistics.mean.Novelty;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the effect is one of novelty: of units whose whole window is over, the first third of it against the last. An
 * effect that turned is to be read before the result, for the whole window shows neither what was nor what will be.
 */
final class NoveltyCheck {
    private static final String CHECK = "novelty";
    private static final int FEWEST = 2;

    private final List<String> arms;
    private final int control;

    NoveltyCheck(Design design) {
        this.arms = List.copyOf(design.arms().keySet());
        this.control = arms.indexOf(design.control());
    }

    /** Empty where the thirds were not counted. */
    Optional<TrustCheck> of(ExperimentUnits units, UnitMetric metric) {
        return metric.thirds().map(thirds -> judged(units, metric, thirds));
    }

    private TrustCheck judged(ExperimentUnits units, UnitMetric metric, UnitMetric.Thirds thirds) {
        int[] over = over(units, metric);
        List<String> turned = new ArrayList<>();
        int judged = 0;
        double smallest = 1;
        int[] armOf = new int[over.length];
        for (int i = 0; i < over.length; i++) {
            armOf[i] = units.arm(over[i]);
        }
        UnitMetric first = picked(metric, thirds.first(), over);
        UnitMetric last = picked(metric, thirds.last(), over);
        MetricMoments firstSums = MetricMoments.of(first, armOf, arms.size());
        MetricMoments lastSums = MetricMoments.of(last, armOf, arms.size());
        for (int arm = 0; arm < arms.size(); arm++) {
            if (arm == control
                    || firstSums.units(arm) != lastSums.units(arm)
                    || firstSums.units(control) != lastSums.units(control)
                    || Math.min(
                                    firstSums.plain(arm).n(),
                                    firstSums.plain(control).n())
                            < FEWEST
                    || Math.min(lastSums.plain(arm).n(), lastSums.plain(control).n()) < FEWEST) {
                continue;
            }
            Novelty novelty = Novelty.of(
                    Influences.ofArm(first, firstSums, armOf, arm),
                    Influences.ofArm(last, lastSums, armOf, arm),
                    Influences.ofArm(first, firstSums, armOf, control),
                    Influences.ofArm(last, lastSums, armOf, control));
            if (novelty.change() instanceof Significance change
                    && novelty.first() instanceof Estimate early
                    && novelty.last() instanceof Estimate late) {
                judged++;
                smallest = Math.min(smallest, change.p());
                if (novelty.turned()) {
                    turned.add("in " + arms.get(arm) + " the effect on " + metric.id() + " turned: "
                            + Numbers.plain(early.estimate()) + " in the first third of each unit's window, "
                            + Numbers.plain(late.estimate())
                            + " in the last (go by the last, or by a longer window)");
                }
            }
        }
        if (judged == 0) {
            return TrustCheck.of(
                    CHECK,
                    Status.UNKNOWN,
                    "too few units whose whole window is over to tell its first third from its last");
        }
        return new TrustCheck(
                CHECK,
                turned.isEmpty() ? Status.PASS : Status.WARN,
                Optional.of(smallest),
                turned.isEmpty()
                        ? "the effect did not turn between the first and the last third of the windows of "
                                + Numbers.count(over.length) + " units"
                        : String.join("; ", turned),
                List.of());
    }

    private static UnitMetric picked(UnitMetric metric, UnitMetric.Part part, int[] rows) {
        double[] values = new double[rows.length];
        double[] denominators = new double[metric.isRatio() ? rows.length : 0];
        for (int i = 0; i < rows.length; i++) {
            values[i] = part.values()[rows[i]];
            if (metric.isRatio()) {
                denominators[i] = part.denominators()[rows[i]];
            }
        }
        return new UnitMetric(
                metric.id(), metric.definition(), new UnitMetric.Part(values, denominators), Optional.empty());
    }

    /** Units whose window is over by the day of the question: the others have no last third yet. */
    private static int[] over(ExperimentUnits units, UnitMetric metric) {
        @Nullable String[] exposed = units.attributes().get(ExperimentUnits.EXPOSED_ON);
        Optional<LocalDate> until = units.until();
        if (exposed == null || until.isEmpty()) {
            return new int[0];
        }
        Duration window = metric.definition().window().to();
        long days = window.toDays() + (window.equals(Duration.ofDays(window.toDays())) ? 0 : 1);
        // The day of the exposure ends a day later, and days written so have the order of their texts.
        String latest = until.get().minusDays(days + 1).toString();
        int[] over = new int[exposed.length];
        int kept = 0;
        for (int unit = 0; unit < exposed.length; unit++) {
            String day = exposed[unit];
            if (day != null && day.compareTo(latest) <= 0) {
                over[kept++] = unit;
            }
        }
        return Arrays.copyOf(over, kept);
    }
}

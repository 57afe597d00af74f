package io.volute.core.spec;

import io.volute.core.error.CoreError;
import io.volute.core.error.Problem;
import io.volute.core.error.VoluteException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects all problems of one spec. Not thread-safe. */
final class Problems {
    /** Nobody reads more; what follows is counted. */
    private static final int KEPT = 200;

    private static final int SHOWN = 20;
    private static final Comparator<Problem> ORDER = Comparator.comparing((Problem problem) -> problem.line() == 0)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column);

    private final List<Problem> kept = new ArrayList<>();
    private int count;

    void add(Place place, Fault fault, String message) {
        add(place, fault, message, Optional.empty());
    }

    void add(Place place, Fault fault, String message, Optional<String> suggestion) {
        count++;
        if (kept.size() < KEPT) {
            Mark mark = place.mark();
            kept.add(new Problem(
                    mark.file(),
                    mark.line(),
                    mark.column(),
                    place.path(),
                    fault.code(place.scope()),
                    message,
                    suggestion));
        }
    }

    /** Whether more problems would only be counted, so that nobody need look for suggestions. */
    boolean full() {
        return kept.size() >= KEPT;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** In the order of the text; those without a line come last. */
    List<Problem> list() {
        return kept.stream().sorted(ORDER).toList();
    }

    VoluteException exception() {
        String lines = list().stream().limit(SHOWN).map(Problems::line).collect(Collectors.joining("\n"));
        String rest = count > SHOWN ? "\n… and " + (count - SHOWN) + " more" : "";
        String total = count == 1 ? "1 problem" : count + " problems";
        return new VoluteException(CoreError.SPEC_INVALID, lines + rest + "\n" + total + ", nothing was run.", list());
    }

    private static String line(Problem problem) {
        String position = problem.line() == 0 ? "" : ":" + problem.line() + ":" + problem.column();
        String path = problem.path().isEmpty() ? "" : " " + problem.path();
        String suggestion =
                problem.suggestion().map(text -> ". " + advice(text)).orElse("");
        return problem.file() + position + path + ": " + problem.message() + suggestion;
    }

    private static String advice(String suggestion) {
        return suggestion.contains(" ") ? suggestion : "Did you mean " + suggestion + "?";
    }
}

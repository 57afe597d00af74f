package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.test.Margin;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a result says, in words of people who decide. */
final class ResultWords {
    private final ExperimentResult result;
    private final Design design;
    private final Map<MetricId, Direction> directions;
    private final Decision decision;

    ResultWords(ExperimentResult result, Design design, Map<MetricId, Direction> directions) {
        this.result = result;
        this.design = design;
        this.directions = Map.copyOf(directions);
        this.decision = new Decision(design, directions);
    }

    /** The verdict in a sentence. */
    String headline() {
        String word = switch (result.verdict().value()) {
            case "SHIP" -> "Ship";
            case "DO_NOT_SHIP" -> "Do not ship";
            case "EXTEND" -> "Go on";
            case "INVALID" -> "Believe none of it";
            default -> goesOn() ? "No evidence yet" : "No evidence either way";
        };
        return word + ": " + result.verdict().why() + ".";
    }

    /** Class of the verdict for the style sheet. */
    String mood() {
        return switch (result.verdict().value()) {
            case "SHIP" -> "good";
            case "DO_NOT_SHIP", "INVALID" -> "bad";
            default -> "open";
        };
    }

    /** What is left to do. */
    String next() {
        return switch (result.verdict().value()) {
            case "SHIP", "DO_NOT_SHIP" -> "The rule that was fixed before the data has decided. " + ahead();
            case "INVALID" -> "Find the cause and run it again under another name; no effect is shown until then.";
            default -> ahead() + smallest();
        };
    }

    private boolean goesOn() {
        return result.sequential().values().stream().anyMatch(look -> !look.stopped());
    }

    /** Looks and days to go. */
    private String ahead() {
        if (design.design().type() != LookPlan.Type.GROUP_SEQUENTIAL) {
            return design.design().type() == LookPlan.Type.FIXED
                    ? "One look was planned, and this is it. "
                            + result.daysToGo()
                                    .map(days -> "About " + days
                                            + " more days at this pace would tell whether the guardrails"
                                            + " hold, if they are as they were. ")
                                    .orElse("")
                    : "It may be looked at again at any time. ";
        }
        if (!result.sequential().isEmpty()
                && result.sequential().values().stream().allMatch(Sequential::stopped)) {
            return "No look follows. ";
        }
        List<Sequential.Point> points = result.sequential().values().stream()
                .filter(look -> !look.stopped())
                .findFirst()
                .map(look -> look.path().stream()
                        .filter(point -> point.z().isEmpty())
                        .toList())
                .orElse(List.of());
        if (points.isEmpty()) {
            return "";
        }
        String looks = points.size() == 1 ? "One look is to go" : points.size() + " looks are to go";
        Optional<String> when = points.get(0).at().map(day -> ", the next on " + day);
        Optional<String> days = result.until()
                .flatMap(now -> points.get(points.size() - 1)
                        .at()
                        .map(end -> ", the last in " + ChronoUnit.DAYS.between(now, end) + " days"));
        return looks + when.orElse("") + (points.size() > 1 || when.isEmpty() ? days.orElse("") : "") + ". ";
    }

    private String smallest() {
        List<String> said = new ArrayList<>();
        for (Design.Primary primary : design.primary()) {
            for (String arm : design.treatments()) {
                ExperimentResult.Smallest found = result.smallest().get(primary.metric() + "/" + arm);
                if (found != null && found.relative() > 0) {
                    said.add("effects on " + primary.metric() + " from " + percent(found.relative())
                            + " on would have been found; " + percent(primary.mde()) + " was asked for");
                }
            }
        }
        return said.isEmpty() ? "" : "With these data " + String.join("; ", said) + ".";
    }

    /** The finding of an arm, for the title of its plot. */
    String finding(String arm) {
        List<String> said = new ArrayList<>();
        List<Comparison> ours = of(arm);
        ours.stream()
                .filter(one -> one.role() == MetricRole.PRIMARY)
                .forEach(one -> said.add(one.metric() + " "
                        + switch (told(one)) {
                            case 1 -> "got better";
                            case -1 -> "got worse";
                            default -> "is not told apart from " + design.control();
                        }));
        List<String> guards = new ArrayList<>();
        for (Margin.Standing standing :
                List.of(Margin.Standing.HARM, Margin.Standing.UNDECIDED, Margin.Standing.REFUSED)) {
            ours.stream()
                    .filter(one -> one.guardrail()
                            .filter(guard -> guard.standing() == standing)
                            .isPresent())
                    .forEach(one -> guards.add("guardrail " + one.metric() + " " + standing(standing)));
        }
        boolean guarded = ours.stream().anyMatch(one -> one.guardrail().isPresent());
        boolean hold = ours.stream()
                .flatMap(one -> one.guardrail().stream())
                .allMatch(guard -> guard.standing() == Margin.Standing.HOLDS);
        if (guarded && hold) {
            guards.add("every guardrail holds");
        }
        boolean good = ours.stream().anyMatch(one -> one.role() == MetricRole.PRIMARY && told(one) > 0);
        return (design.treatments().size() > 1 ? arm + ": " : "")
                + String.join(", ", said)
                + (guards.isEmpty() ? "" : (good && !hold ? ", but " : ", and ") + String.join(", ", guards));
    }

    /** Comparisons of an arm. */
    List<Comparison> of(String arm) {
        return result.comparisons().stream()
                .filter(one -> one.arm().equals(arm))
                .toList();
    }

    /** 1 better, -1 worse, 0 not told; of a primary metric. */
    int told(Comparison one) {
        return decision.told(one, result.sequential());
    }

    /** The side on which a metric gets worse. */
    int badSide(Comparison one) {
        return -Objects.requireNonNullElse(directions.get(one.metric()), Direction.UP)
                .sign();
    }

    /** Good, bad, open or plain, for the style sheet. */
    String mood(Comparison one) {
        if (one.guardrail().isPresent()) {
            return switch (one.guardrail().get().standing()) {
                case HOLDS -> "good";
                case HARM -> "bad";
                default -> "open";
            };
        }
        return one.role() != MetricRole.PRIMARY ? "plain" : told(one) > 0 ? "good" : told(one) < 0 ? "bad" : "open";
    }

    /** How a metric stands. */
    String state(Comparison one) {
        if (one.guardrail().isPresent()) {
            return standing(one.guardrail().get().standing());
        }
        return switch (one.role()) {
            case PRIMARY -> told(one) > 0 ? "better" : told(one) < 0 ? "worse" : "not told apart";
            case SECONDARY ->
                one.adjusted()
                                .filter(adjusted ->
                                        adjusted.p() < design.design().alpha())
                                .isPresent()
                        ? "told apart"
                        : "not told apart";
            default -> "shown, not judged";
        };
    }

    static String standing(Margin.Standing standing) {
        return switch (standing) {
            case HOLDS -> "holds";
            case HARM -> "is broken";
            case UNDECIDED -> "is not decided";
            case REFUSED -> "cannot be judged";
        };
    }

    /**
     * The relative effect with the interval that may be read: of a primary metric the one that holds over all looks and
     * for all that were asked.
     */
    Figure relative(Comparison one) {
        double mean = one.valueControl()
                .found()
                .map(Estimate::estimate)
                .map(Math::abs)
                .orElse(0.0);
        if (one.role() == MetricRole.PRIMARY && mean > 0 && one.lift() instanceof Estimate) {
            Sequential look = result.sequential().get(ExperimentResult.key(one));
            if (look != null) {
                return look.interval().scaled(value -> value / mean);
            }
            Optional<Figure> corrected = one.adjusted()
                    .filter(adjusted -> !adjusted.method().equals("none"))
                    .map(adjusted -> adjusted.effect().scaled(value -> value / mean));
            return corrected.orElse(one.lift());
        }
        return one.lift();
    }

    /** {@code +6.1 % (4.0 … 8.2)}, or why there is none. */
    String lift(Comparison one) {
        Figure figure = relative(one);
        if (figure instanceof Estimate found) {
            double most = Math.max(Math.abs(found.low()), Math.abs(found.high()));
            return signed(found.estimate(), most) + " % (" + signed(found.low(), most) + " … "
                    + signed(found.high(), most) + ")";
        }
        return one.lift() instanceof Estimate point
                ? signed(point.estimate(), Math.abs(point.estimate())) + " %, no interval yet"
                : ((Refused) figure).message();
    }

    static String percent(double share) {
        return Math.abs(share) < .01 ? String.format(Locale.ROOT, "%.2f %%", 100 * share) : Numbers.percent(share);
    }

    /** In percent, with as many decimals as its interval asks for. */
    private static String signed(double share, double most) {
        String text = String.format(Locale.ROOT, most < .01 ? "%+.2f" : "%+.1f", 100 * share);
        return text.matches("[-+]0\\.0+") ? "0" : text;
    }
}

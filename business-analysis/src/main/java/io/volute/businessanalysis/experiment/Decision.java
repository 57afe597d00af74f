package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.core.stage.Verdict;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.test.Margin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The registered rule: data that cannot be trusted are invalid; a primary metric that got worse or a guardrail that was
 * harmed means do not ship; a primary that got better with every guardrail holding means ship, with one undecided means
 * go on; all else is no evidence. A guardrail more never makes a verdict better.
 */
final class Decision {
    private final Design design;
    private final Map<MetricId, Direction> directions;

    Decision(Design design, Map<MetricId, Direction> directions) {
        this.design = design;
        this.directions = Map.copyOf(directions);
    }

    private enum Rank {
        SHIP,
        EXTEND,
        NO_EVIDENCE,
        DO_NOT_SHIP
    }

    private record Judged(Rank rank, String why) {}

    Verdict decide(
            boolean frozenDiffers,
            List<TrustCheck> trust,
            List<Comparison> comparisons,
            SortedMap<String, Sequential> sequential) {
        if (frozenDiffers) {
            return verdict(
                    "INVALID",
                    "the design is not the one that was frozen: what was promised before the data has changed since");
        }
        List<String> failed = trust.stream()
                .filter(check -> check.status() == TrustCheck.Status.FAIL)
                .map(check -> check.check() + ": " + check.detail())
                .toList();
        if (!failed.isEmpty()) {
            return verdict("INVALID", "the data cannot be trusted: " + String.join("; ", failed));
        }
        if (!design.unitKnown()) {
            return verdict(
                    "NO_EVIDENCE",
                    "the data cannot say what was assigned (unit: unknown), so rows may belong together and every"
                            + " interval is too short");
        }
        Judged best = null;
        for (String arm : design.treatments()) {
            Judged judged = judge(arm, comparisons, sequential);
            best = best == null || judged.rank().compareTo(best.rank()) < 0 ? judged : best;
        }
        return best == null
                ? verdict("NO_EVIDENCE", "no arm to compare")
                : verdict(best.rank().name(), best.why());
    }

    private Judged judge(String arm, List<Comparison> comparisons, SortedMap<String, Sequential> sequential) {
        List<Comparison> ours =
                comparisons.stream().filter(one -> one.arm().equals(arm)).toList();
        List<String> better = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        for (Comparison one : ours) {
            if (one.role() == MetricRole.PRIMARY) {
                switch (told(one, sequential)) {
                    case 1 -> better.add(said(one));
                    case -1 -> worse.add(said(one));
                    default -> untold.add(said(one));
                }
            }
        }
        List<String> harmed = standing(ours, Margin.Standing.HARM);
        List<String> open = new ArrayList<>(standing(ours, Margin.Standing.UNDECIDED));
        open.addAll(standing(ours, Margin.Standing.REFUSED));
        String in = design.treatments().size() > 1 ? arm + ": " : "";
        if (!worse.isEmpty()) {
            return new Judged(Rank.DO_NOT_SHIP, in + String.join(", ", worse) + ": worse than " + design.control());
        }
        if (!harmed.isEmpty()) {
            String primaries = String.join(", ", better.isEmpty() ? untold : better);
            return new Judged(
                    Rank.DO_NOT_SHIP, in + primaries + ", but " + String.join(" and ", harmed) + ": guardrail broken");
        }
        if (better.isEmpty()) {
            return new Judged(
                    Rank.NO_EVIDENCE, in + String.join(", ", untold) + ": not told apart from " + design.control());
        }
        return open.isEmpty()
                ? new Judged(
                        Rank.SHIP,
                        in + String.join(", ", better) + ": better than " + design.control()
                                + (design.guardrails().isEmpty() ? "" : ", and every guardrail holds"))
                : new Judged(
                        Rank.EXTEND,
                        in + String.join(", ", better) + ": better than " + design.control() + ", but not decided yet: "
                                + String.join(", ", open));
    }

    /** 1 better, -1 worse, 0 not told. */
    int told(Comparison one, SortedMap<String, Sequential> sequential) {
        if (!(one.effect() instanceof Estimate found)) {
            return 0;
        }
        Sequential look = sequential.get(ExperimentResult.key(one));
        boolean significant = look == null
                ? one.adjusted().map(Comparison.Adjusted::p).orElse(1.0)
                        < design.design().alpha()
                : look.crossed();
        int sign = (look == null ? found.estimate() : look.z()) > 0 ? 1 : -1;
        return significant ? sign * direction(one).sign() : 0;
    }

    private Direction direction(Comparison one) {
        Direction direction = directions.get(one.metric());
        return direction == null ? Direction.UP : direction;
    }

    private static List<String> standing(List<Comparison> comparisons, Margin.Standing standing) {
        return comparisons.stream()
                .filter(one -> one.guardrail()
                        .filter(guard -> guard.standing() == standing)
                        .isPresent())
                .map(Decision::said)
                .toList();
    }

    /** {@code take-rate@3 +6.1 % (95 %: 4 … 8.2)}. */
    static String said(Comparison one) {
        return one.metric() + " " + (one.lift() instanceof Estimate ? lift(one.lift()) : absolute(one.effect()));
    }

    private static String absolute(Figure effect) {
        return effect instanceof Refused refused ? "unknown (" + refused.message() + ")" : Numbers.plain(effect);
    }

    /** {@code +6.1 % (95 %: 4 … 8.2)}. */
    static String lift(Figure lift) {
        if (!(lift instanceof Estimate found)) {
            return absolute(lift);
        }
        return (found.estimate() >= 0 ? "+" : "") + Numbers.rounded(100 * found.estimate()) + " % (95 %: "
                + Numbers.range(100 * found.low(), 100 * found.high()) + ")";
    }

    private static Verdict verdict(String value, String why) {
        return new Verdict("experiment", value, why);
    }
}

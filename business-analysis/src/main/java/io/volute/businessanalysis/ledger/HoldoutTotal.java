package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.error.VoluteException;
import io.volute.statistics.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What launches that share what they move bring together, by an experiment that withholds all of them, in the months in
 * which all of them earn: its effect on a unit, times the units that their lines count with; of derived lines, which are
 * counted anew each month, times the units that the experiment reached in each month without those it kept apart.
 */
final class HoldoutTotal {
    private static final int DIGITS = 2;

    private final HoldoutExperiment asked;
    private final ExperimentReadout readout;
    private final Evidence evidence;
    private final List<Line> lines = new ArrayList<>();

    /** A line that claims a part of it; posted, or derived. */
    private record Line(
            String id,
            String metric,
            String group,
            List<YearMonth> months,
            Optional<Posting.Estimated> posted,
            Optional<UnitValue> derived) {}

    /** {@code accruals}: all posted lines as they claim it. */
    HoldoutTotal(
            HoldoutExperiment asked, ExperimentReadout readout, List<Accruals.Accrual> accruals, Evidence evidence) {
        this.asked = asked;
        this.readout = readout;
        this.evidence = evidence;
        List<Line> shown = new ArrayList<>();
        for (Accruals.Accrual accrual : accruals) {
            Posting.Estimated one = accrual.estimate();
            one.overlapGroup()
                    .ifPresent(group -> shown.add(new Line(
                            one.id(), one.metric(), group, accrual.months(), Optional.of(one), Optional.empty())));
        }
        for (Shipped one : evidence.shipped()) {
            List<YearMonth> months = one.months().stream()
                    .map(month -> YearMonth.parse(month.month()))
                    .toList();
            one.overlapGroup()
                    .filter(group -> !months.isEmpty())
                    .ifPresent(group -> shown.add(new Line(
                            one.experiment(),
                            one.metric(),
                            group,
                            months,
                            Optional.empty(),
                            Optional.of(one.value()))));
        }
        shown.removeIf(line -> effects(line.metric()).isEmpty());
        String group = group(shown);
        shown.stream().filter(line -> line.group().equals(group)).forEach(lines::add);
    }

    HoldoutFile file() {
        if (readout.verdict().value().equals("INVALID")) {
            throw refused("experiment " + asked.name() + " is invalid: "
                    + readout.verdict().why() + " (expected: arms that may be compared)");
        }
        Line one = lines.get(0);
        same("metric", lines, Line::metric);
        BookMonth first = lines.stream()
                .map(line -> new BookMonth(line.months().get(0)))
                .max(BookMonth::compareTo)
                .orElseThrow();
        BookMonth last = lines.stream()
                .map(line -> new BookMonth(line.months().get(line.months().size() - 1)))
                .min(BookMonth::compareTo)
                .orElseThrow();
        BookMonth from = asked.from().orElse(first);
        BookMonth to = asked.to().orElse(last);
        if (to.compareTo(from) < 0) {
            throw refused("from " + from + " to " + to + ": no month in which all of " + names()
                    + " earn (expected: at least one)");
        }
        // A month for which a line claims nothing would be in the total and not in their sum.
        if (from.compareTo(first) < 0) {
            throw refused(
                    "from " + from + ": not all of " + names() + " earn in it (expected: " + first + " or later)");
        }
        if (to.compareTo(last) > 0) {
            throw refused("to " + to + ": not all of " + names() + " earn in it (expected: " + last + " or before)");
        }
        List<Estimate> effects = effects(one.metric());
        if (effects.size() > 1) {
            throw refused("experiment " + asked.name() + " compares " + effects.size()
                    + " arms with its control (expected: one, that lives with all of the launches)");
        }
        Optional<UnitValue> derived =
                lines.stream().flatMap(line -> line.derived().stream()).findFirst();
        Amount worth = derived.map(value -> reached(value, from, to)).orElseGet(() -> claimed(from, to));
        Estimate total = (Estimate)
                effects.get(0).scaled(effect -> effect * worth.value().doubleValue());
        return new HoldoutFile(
                one.group(),
                from,
                to,
                new Amount(BigDecimal.valueOf(total.estimate()).setScale(DIGITS, RoundingMode.HALF_EVEN), worth.unit()),
                Math.floor(total.low() * 100) / 100,
                Math.ceil(total.high() * 100) / 100,
                source(asked.name()));
    }

    /** What a reconciliation with an experiment names as where its total comes from. */
    static String source(String experiment) {
        return "experiment " + experiment;
    }

    /** What an effect of 1 would bring by the units of the posted lines. */
    private Amount claimed(BookMonth from, BookMonth to) {
        List<Posting.Estimated> posted =
                lines.stream().flatMap(line -> line.posted().stream()).toList();
        same("population", posted, Posting.Estimated::population);
        same("coverage", posted, Posting.Estimated::coverage);
        same("unit-value", posted, line -> written(line.unitValue().amount()));
        Posting.Estimated one = posted.get(0);
        Amount value = one.unitValue().amount();
        long months = from.month().until(to.month(), ChronoUnit.MONTHS) + 1;
        return new Amount(
                value.value().multiply(BigDecimal.valueOf(one.population() * one.coverage() * months)), value.unit());
    }

    /** What an effect of 1 would bring to those whom the experiment reached, and did not keep apart. */
    private Amount reached(UnitValue value, BookMonth from, BookMonth to) {
        int sign = evidence.objective()
                        .filter(objective -> objective.direction().equals("down"))
                        .isPresent()
                ? -1
                : 1;
        Amount one = new Amount(value.amount().multiply(BigDecimal.valueOf(sign)), value.currency());
        for (Line line : lines) {
            line.posted()
                    .map(posted -> posted.unitValue().amount())
                    .filter(amount ->
                            !amount.unit().equals(one.unit()) || amount.value().compareTo(one.value()) != 0)
                    .ifPresent(amount -> {
                        throw refused("the lines " + names() + " differ in unit-value: " + amount + " of " + line.id()
                                + " and " + one + " of the objective (expected: one, or a file that says the total)");
                    });
        }
        Reach reach = evidence.reach(asked.name())
                .orElseThrow(
                        () -> refused("experiment " + asked.name() + " does not tell how many it reached (expected: "
                                + lines.get(0).metric() + " to be a number of a unit, or a file that says the total)"));
        double units = 0;
        for (BookMonth month = from; month.compareTo(to) <= 0; month = month.next()) {
            String name = month.toString();
            units += reach.months().stream()
                    .filter(each -> each.month().equals(name))
                    .mapToDouble(each -> each.units() - each.control())
                    .sum();
        }
        if (!(units > 0)) {
            throw refused("experiment " + asked.name() + " reached nobody from " + from + " to " + to
                    + " (expected: --from and --to with months in its log)");
        }
        return new Amount(one.value().multiply(BigDecimal.valueOf(units)), one.unit());
    }

    private List<Estimate> effects(String metric) {
        return readout.effects().stream()
                .filter(effect ->
                        effect.role() == MetricRole.PRIMARY && effect.metric().equals(metric))
                .flatMap(effect -> effect.effect().found().stream())
                .toList();
    }

    private String group(List<Line> shown) {
        SortedSet<String> groups = shown.stream().map(Line::group).collect(Collectors.toCollection(TreeSet::new));
        String wanted = asked.overlapGroup().orElseGet(() -> groups.size() == 1 ? groups.first() : "");
        if (groups.contains(wanted)) {
            return wanted;
        }
        if (groups.isEmpty() || asked.overlapGroup().isPresent()) {
            throw refused("experiment " + asked.name() + " shows nothing that a launched line of "
                    + asked.overlapGroup().map(name -> "overlap-group " + name).orElse("an overlap-group")
                    + " moves (expected: its primary metric to be theirs, and a month in which they have earned)");
        }
        throw refused("experiment " + asked.name() + " shows what overlap-groups " + String.join(" and ", groups)
                + " move (expected: --overlap-group with one of them)");
    }

    /** A total of units that differ from line to line is nobody's: then a person has to say what the holdout shows. */
    private <T> void same(String key, List<T> all, Function<T, Object> part) {
        List<Object> values = all.stream().map(part).distinct().toList();
        if (values.size() > 1) {
            throw refused("the lines " + names() + " differ in " + key + ": "
                    + values.stream().map(String::valueOf).collect(Collectors.joining(" and "))
                    + " (expected: one, or a file that says the total)");
        }
    }

    /** 2.50 and 2.5 are one value. */
    private static String written(Amount amount) {
        return new Amount(amount.value().stripTrailingZeros(), amount.unit()).toString();
    }

    private String names() {
        return lines.stream().map(Line::id).collect(Collectors.joining(", "));
    }

    private static VoluteException refused(String message) {
        return new VoluteException(BusinessAnalysisError.NO_EVIDENCE, message);
    }
}

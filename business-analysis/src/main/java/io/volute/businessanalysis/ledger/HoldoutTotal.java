package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.core.error.VoluteException;
import io.volute.statistics.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What launches that share what they move bring together, by an experiment that withholds all of them: its effect on a
 * unit, times the units that their lines count with, in the months in which all of them earn.
 */
final class HoldoutTotal {
    private static final int DIGITS = 2;

    private final HoldoutExperiment asked;
    private final ExperimentReadout readout;
    private final List<Accruals.Accrual> lines;

    /** {@code accruals}: all lines as they claim it. */
    HoldoutTotal(HoldoutExperiment asked, ExperimentReadout readout, List<Accruals.Accrual> accruals) {
        this.asked = asked;
        this.readout = readout;
        List<Accruals.Accrual> shown = accruals.stream()
                .filter(accrual -> accrual.estimate().overlapGroup().isPresent()
                        && effect(accrual.estimate().metric()).isPresent())
                .toList();
        String group = group(shown);
        this.lines = shown.stream()
                .filter(accrual ->
                        accrual.estimate().overlapGroup().orElseThrow().equals(group))
                .toList();
    }

    HoldoutFile file() {
        if (readout.verdict().value().equals("INVALID")) {
            throw refused("experiment " + asked.name() + " is invalid: "
                    + readout.verdict().why() + " (expected: arms that may be compared)");
        }
        Posting.Estimated one = lines.get(0).estimate();
        same("metric", Posting.Estimated::metric);
        same("population", Posting.Estimated::population);
        same("coverage", Posting.Estimated::coverage);
        same("unit-value", line -> line.unitValue().amount());
        BookMonth from = asked.from().orElseGet(() -> month(0, Comparator.reverseOrder()));
        BookMonth to = asked.to().orElseGet(() -> month(-1, Comparator.naturalOrder()));
        if (to.compareTo(from) < 0) {
            throw refused("from " + from + " to " + to + ": no month in which all of " + names()
                    + " earn (expected: at least one)");
        }
        long months = from.month().until(to.month(), ChronoUnit.MONTHS) + 1;
        Amount value = one.unitValue().amount();
        double scale = one.population() * one.coverage() * value.value().doubleValue() * months;
        Estimate total = (Estimate) effect(one.metric()).orElseThrow().scaled(effect -> effect * scale);
        return new HoldoutFile(
                one.overlapGroup().orElseThrow(),
                from,
                to,
                new Amount(BigDecimal.valueOf(total.estimate()).setScale(DIGITS, RoundingMode.HALF_EVEN), value.unit()),
                Math.floor(total.low() * 100) / 100,
                Math.ceil(total.high() * 100) / 100,
                "experiment " + asked.name());
    }

    private Optional<Estimate> effect(String metric) {
        return PostingRules.effect(readout, metric);
    }

    private String group(List<Accruals.Accrual> shown) {
        SortedSet<String> groups = shown.stream()
                .map(accrual -> accrual.estimate().overlapGroup().orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
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
    private void same(String key, Function<Posting.Estimated, Object> part) {
        List<Object> values = lines.stream()
                .map(line -> part.apply(line.estimate()))
                .distinct()
                .toList();
        if (values.size() > 1) {
            throw refused("the lines " + names() + " differ in " + key + ": "
                    + values.stream().map(String::valueOf).collect(Collectors.joining(" and "))
                    + " (expected: one, or a file that says the total)");
        }
    }

    private BookMonth month(int at, Comparator<BookMonth> last) {
        return lines.stream()
                .map(Accruals.Accrual::months)
                .map(months -> new BookMonth(months.get(at < 0 ? months.size() - 1 : at)))
                .min(last)
                .orElseThrow();
    }

    private String names() {
        return lines.stream().map(line -> line.estimate().id()).collect(Collectors.joining(", "));
    }

    private static VoluteException refused(String message) {
        return new VoluteException(BusinessAnalysisError.NO_EVIDENCE, message);
    }
}

package io.volute.dataengineering.split;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Leakage;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.DataError;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Rolling origin over the newest full periods: each is judged by models that knew only labels which existed at its start,
 * so that between training and judging there is always the time that a label takes. A pure function of the data: a period
 * is full when slots with rows reach its last one. Rows that no split may divide are equal in their decision time too, so a cut
 * between times never divides them. Rows without a time are drawn, whole groups at once.
 */
public final class MakeSplit implements Step<MakeSplit.Input, MakeSplit.Output> {

    /** What it reads. */
    public record Input(
            @FromSpec SplitSpec split,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<DataReport> dataReport,
            Artifact<Leakage> leakage) {}

    /** What it leaves. {@code first} and {@code last} name the outer folds; a warning says what the split hides. */
    public record Output(Artifact<Split> split, int folds, String first, String last, Optional<String> warning)
            implements Described {
        @Override
        public String summary() {
            String told = folds == 1 ? "1 fold " + first : Numbers.count(folds) + " folds " + first + " … " + last;
            return warning.map(why -> "WARN  " + why + " · " + told).orElse(told);
        }
    }

    private static final double TRAIN = .6;
    private static final double TEST = .8;
    private static final String FLATTERS = "split: random on rows that have a decision time flatters (expected: time):"
            + " rows that train are of the same days as those that judge, which no later day will grant";

    /** The step; it holds nothing. */
    @Inject
    public MakeSplit() {}

    @Override
    public int revision() {
        return 2;
    }

    @Override
    public Output run(Input input, StepContext context) {
        refuseBlocked(context.load(DataReport.class, input.dataReport()));
        refuseLeaks(context.load(Leakage.class, input.leakage()));
        LabelledRows rows = LabelledRows.read(input.examples(), input.truth(), context);
        rows.refuseConstantTarget();
        boolean dated = !input.examples().firstKey().equals(Slot.ALL);
        boolean drawn = input.split().isDrawn(dated);
        List<Split.Fold> folds = drawn
                ? drawn(input.split().drawSeed())
                : folds(input.split(), input.examples().firstKey(), lastWithRows(input.examples(), context));
        for (Split.Fold fold : folds) {
            rows.refuseUnusable(fold, input.split());
        }
        List<String> warnings = new ArrayList<>(drawn && dated ? List.of(FLATTERS) : List.of());
        warnings.addAll(rows.coverageLosses(folds));
        Split split = new Split(folds, dated ? rows.knownUntil() : afterAll(rows));
        return new Output(
                context.write(Split.class, split),
                folds.size(),
                folds.get(0).name(),
                folds.get(folds.size() - 1).name(),
                warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", warnings)));
    }

    /** The test judges what was trained on all other rows; the validation never sees the test's rows. */
    private static List<Split.Fold> drawn(long seed) {
        Instant from = Slot.ALL.start();
        Instant to = Slot.ALL.end();
        return List.of(
                new Split.Fold("validation", from, to, Optional.of(new Split.Draw(seed, TRAIN, TEST))),
                new Split.Fold("test", from, to, Optional.of(new Split.Draw(seed, TEST, 1))));
    }

    /** Rows without a time are all decided at one moment, and their labels may all be used. */
    private static Instant afterAll(LabelledRows rows) {
        return rows.knownUntil().plus(1, ChronoUnit.MICROS);
    }

    private static void refuseBlocked(DataReport report) {
        if (report.verdict().value().equals("BLOCKED")) {
            throw new VoluteException(
                    DataError.BLOCKED,
                    "the checks block this data: " + report.verdict().why()
                            + "\nfix: correct the source, or change the rule in data-engineering.checks;"
                            + " volute show quarantine lists what was set aside");
        }
    }

    private static void refuseLeaks(Leakage leakage) {
        if (leakage.verdict().negative()) {
            throw new VoluteException(
                    DataError.LEAK,
                    "a column that is declared to be known at the decision tells the label: "
                            + leakage.verdict().why()
                            + "\nfix: say when the column is known, as in available: never, in"
                            + " data-engineering.contract; or, if it is known at the decision, accept it with a reason in"
                            + " data-engineering.leakage.accept; volute show leakage lists all findings");
        }
    }

    /** The slots reach up to the date of the run; data that ended before it has empty ones. */
    private static Slot lastWithRows(SortedMap<Slot, Artifact<Examples>> examples, StepContext context) {
        Slot last = examples.lastKey();
        for (Map.Entry<Slot, Artifact<Examples>> slot : examples.entrySet()) {
            if (context.load(Examples.class, slot.getValue()).rows().rows() > 0) {
                last = slot.getKey();
            }
        }
        return last;
    }

    /** The newest full periods, oldest first. Whole years begin with the year, other periods end with the last slot. */
    private static List<Split.Fold> folds(SplitSpec spec, Slot first, Slot last) {
        Period every = spec.every();
        LocalDate end = LocalDate.ofInstant(last.end(), ZoneOffset.UTC);
        boolean years = every.toTotalMonths() > 0 && every.toTotalMonths() % 12 == 0;
        if (years) {
            end = end.withDayOfYear(1);
        }
        List<Split.Fold> folds = new ArrayList<>();
        for (int back = spec.folds(); back > 0; back--) {
            LocalDate from = end.minus(every.multipliedBy(back));
            String name = years && every.toTotalMonths() == 12 ? Integer.toString(from.getYear()) : from.toString();
            folds.add(new Split.Fold(name, start(from), start(from.plus(every))));
        }
        if (folds.get(0).from().isBefore(first.start())) {
            throw new VoluteException(
                    DataError.SPLIT_IMPOSSIBLE,
                    "split: " + spec.folds() + " folds of " + every + " begin "
                            + folds.get(0).name()
                            + ", before the data does (" + first + " to " + last + ")"
                            + "\nfix: declare fewer folds or shorter ones in data-engineering.split");
        }
        return folds;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

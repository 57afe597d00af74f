package io.volute.dataengineering.split;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.leakage.Leakage;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Rolling origin over the newest full periods: each is judged by models that knew only labels which existed at its start.
 * A pure function of the data: a period is full when the slots reach its last one. Rows that no split may divide are
 * equal in their decision time too, so a cut between times never divides them.
 */
public final class MakeSplit implements Step<MakeSplit.Input, MakeSplit.Output> {

    /** What it reads. */
    public record Input(
            @FromSpec SplitSpec split,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<Slot, Artifact<Truth>> truth,
            Artifact<DataReport> dataReport,
            Artifact<Leakage> leakage) {}

    /** What it leaves. {@code first} and {@code last} name the outer folds. */
    public record Output(Artifact<Split> split, int folds, String first, String last) implements Described {
        @Override
        public String summary() {
            return folds == 1 ? "1 fold " + first : Numbers.count(folds) + " folds " + first + " … " + last;
        }
    }

    /** The step; it holds nothing. */
    @Inject
    public MakeSplit() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        refuseBlocked(context.load(DataReport.class, input.dataReport()));
        refuseLeaks(context.load(Leakage.class, input.leakage()));
        Labelled rows = Labelled.read(input, context);
        rows.refuseConstantTarget();
        List<Split.Fold> folds = folds(
                input.split(), input.examples().firstKey(), input.examples().lastKey());
        for (Split.Fold fold : folds) {
            rows.refuseUnusable(fold, input.split());
        }
        Split split = new Split(folds, rows.knownUntil());
        return new Output(
                context.write(Split.class, split),
                folds.size(),
                folds.get(0).name(),
                folds.get(folds.size() - 1).name());
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

    /** The newest full periods, oldest first. Whole years begin with the year, other periods end with the last slot. */
    private static List<Split.Fold> folds(SplitSpec spec, Slot first, Slot last) {
        Period every = spec.every();
        LocalDate end = LocalDate.ofInstant(last.end(), ZoneOffset.UTC);
        boolean years = every.toTotalMonths() % 12 == 0;
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

    /** Decisions with a label. */
    private record Labelled(List<Instant> at, List<Instant> knownAt, List<Boolean> label) {

        static Labelled read(Input input, StepContext context) {
            Labelled rows = new Labelled(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            input.truth().forEach((slot, artifact) -> {
                Table truth = context.load(Truth.class, artifact).rows();
                Artifact<Examples> examples = input.examples().get(slot);
                if (truth.rows() > 0 && examples != null) {
                    rows.add(truth, context.load(Examples.class, examples).rows());
                }
            });
            return rows;
        }

        private void add(Table truth, Table examples) {
            Map<String, Integer> numbers = new HashMap<>();
            Column ids = examples.column(Examples.ROW_ID);
            for (int row = 0; row < examples.rows(); row++) {
                numbers.put(ids.textAt(row), row);
            }
            for (int row = 0; row < truth.rows(); row++) {
                Integer number = numbers.get(truth.column(Examples.ROW_ID).textAt(row));
                if (number != null) {
                    at.add(examples.column(Examples.AT).instantAt(number));
                    knownAt.add(truth.column(Truth.KNOWN_AT).instantAt(row));
                    label.add(truth.column(Truth.LABEL).boolAt(row));
                }
            }
        }

        void refuseConstantTarget() {
            if (label.stream().distinct().count() < 2) {
                throw new VoluteException(
                        DataError.CONSTANT_TARGET,
                        label.isEmpty()
                                ? "label: none exists yet (expected: labels of both kinds)\nfix: start later with"
                                        + " --as-of, or check when the label's columns become available"
                                : "label: " + label.get(0) + " in all " + Numbers.count(label.size())
                                        + " rows (expected: both true and false)"
                                        + "\nfix: check data-engineering.label.value");
            }
        }

        void refuseUnusable(Split.Fold fold, SplitSpec spec) {
            boolean[] trained = new boolean[2];
            boolean[] judged = new boolean[2];
            for (int row = 0; row < label.size(); row++) {
                int kind = label.get(row) ? 1 : 0;
                trained[kind] |= !knownAt.get(row).isAfter(fold.from());
                judged[kind] |=
                        !at.get(row).isBefore(fold.from()) && at.get(row).isBefore(fold.to());
            }
            if (!(trained[0] && trained[1] && judged[0] && judged[1])) {
                String where = trained[0] && trained[1] ? "among the rows that judge" : "known before it begins";
                throw new VoluteException(
                        DataError.SPLIT_IMPOSSIBLE,
                        "split: fold " + fold.name() + " has no labels of both kinds " + where + " (expected: at least"
                                + " one true and one false)\nfix: declare fewer folds than " + spec.folds()
                                + " or longer ones in data-engineering.split");
            }
        }

        Instant knownUntil() {
            return knownAt.stream().max(Instant::compareTo).orElseThrow();
        }
    }
}

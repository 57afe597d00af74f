package io.volute.businessanalysis.effect;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.stage.Described;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Joins the decisions of one slot with the truth that exists by now and sums by unit. */
public final class Totals implements Step<Totals.Input, Totals.Output> {

    /** Decisions and truth of the slot; the guardrails and the plan that were in force at its start. */
    public record Input(
            Artifact<Exposures> exposures,
            Artifact<Truth> truth,
            Artifact<Objective> objective,
            Optional<Artifact<ExperimentPlan>> experimentPlan) {}

    /**
     * Totals of the slot.
     *
     * @param registeredPlan the plan in force when the slot began: a later pass plans anew, but a comparison is read
     *     out by the plan under which it started; a draft has none
     * @param decided decisions logged
     * @param labelled of these, with known outcome
     * @param unlogged rows with known outcome whose decision was never logged, for example reported late
     */
    public record Output(
            Artifact<UnitTotals> totals,
            Optional<Artifact<ExperimentPlan>> registeredPlan,
            long decided,
            long labelled,
            long unlogged)
            implements Described {
        @Override
        public String summary() {
            return Numbers.count(decided) + " decided · " + Numbers.count(labelled) + " with known outcome"
                    + (unlogged == 0 ? "" : " · " + Numbers.count(unlogged) + " without a logged decision");
        }
    }

    private record Key(String release, String arm, String unit) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byRelease = release.compareTo(other.release);
            int byArm = byRelease != 0 ? byRelease : arm.compareTo(other.arm);
            return byArm != 0 ? byArm : unit.compareTo(other.unit);
        }
    }

    /** Running counts of one unit. */
    private static final class Sums {
        private final double share;
        private final long[] counts = new long[Count.SIZE];
        private final long[] guarded;

        Sums(double share, int guardrails) {
            this.share = share;
            this.guarded = new long[guardrails * Count.Guarded.SIZE];
        }

        void add(Count count, boolean when) {
            counts[count.at()] += when ? 1 : 0;
        }

        void guard(int guardrail, boolean rule, boolean model) {
            int at = guardrail * Count.Guarded.SIZE;
            guarded[at]++;
            guarded[at + Count.Guarded.RULE.at()] += rule ? 1 : 0;
            guarded[at + Count.Guarded.MODEL.at()] += model ? 1 : 0;
            guarded[at + Count.Guarded.BOTH.at()] += rule && model ? 1 : 0;
        }
    }

    @Inject
    Totals() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Table decisions = context.load(Exposures.class, input.exposures()).rows();
        Truth truths = context.load(Truth.class, input.truth());
        Table outcomes = truths.rows();
        boolean events = truths.framing() == Framing.BINARY;
        List<Objective.Guardrail> guardrails =
                context.load(Objective.class, input.objective()).guardrails();
        SortedMap<Key, Sums> sums = new TreeMap<>();
        Map<String, Integer> known = byId(outcomes);
        List<BitSet> counted = guardrails.stream()
                .map(guardrail -> Expression.parse(guardrail.where()).select(outcomes))
                .toList();
        long labelled = 0;
        for (int row = 0; row < decisions.rows(); row++) {
            boolean decided = events && !decisions.column(Exposures.RULE_ACTION).isMissing(row);
            Sums unit = decided
                    ? unit(sums, decisions, row, guardrails.size())
                    : undecided(sums, decisions, row, guardrails.size());
            unit.add(Count.DECIDED, true);
            Integer truth = known.remove(decisions.column(Exposures.ROW_ID).textAt(row));
            if (truth != null) {
                labelled++;
                if (!decided) {
                    unit.add(Count.LABELLED, true);
                    continue;
                }
                boolean event = outcomes.column(Truth.LABEL).boolAt(truth);
                add(unit, decisions, row, event);
                pair(unit, decisions, row, event, truth, counted);
            }
        }
        known.keySet().stream()
                .sorted()
                .forEach(id -> sums.computeIfAbsent(
                                new Key(UnitTotals.UNLOGGED, UnitTotals.UNLOGGED, id),
                                key -> new Sums(0, guardrails.size()))
                        .add(Count.LABELLED, true));
        return new Output(
                context.write(UnitTotals.class, new UnitTotals(table(sums, guardrails))),
                input.experimentPlan()
                        .map(plan -> context.write(ExperimentPlan.class, context.load(ExperimentPlan.class, plan))),
                decisions.rows(),
                labelled,
                known.size());
    }

    private static Sums unit(SortedMap<Key, Sums> sums, Table decisions, int row, int guardrails) {
        String arm = decisions.column(Exposures.ARM).textAt(row);
        double propensity = decisions.column(Exposures.PROPENSITY).doubleAt(row);
        return sums.computeIfAbsent(
                new Key(
                        decisions.column(Exposures.RELEASE).textAt(row),
                        arm,
                        decisions.column(Exposures.UNIT).textAt(row)),
                key -> new Sums(arm.equals(Arm.MODEL) ? propensity : 1 - propensity, guardrails));
    }

    /** A row for which no policy was declared, or whose label is no event that somebody could have missed. */
    private static Sums undecided(SortedMap<Key, Sums> sums, Table decisions, int row, int guardrails) {
        return sums.computeIfAbsent(
                new Key(
                        UnitTotals.UNDECIDED,
                        UnitTotals.UNDECIDED,
                        decisions.column(Exposures.UNIT).textAt(row)),
                key -> new Sums(0, guardrails));
    }

    private static void add(Sums unit, Table decisions, int row, boolean event) {
        boolean acted = decisions.column(Exposures.ACTION).boolAt(row);
        unit.add(Count.LABELLED, true);
        unit.add(Count.ACTED, acted);
        unit.add(Count.MISSED, event && !acted);
    }

    private static void pair(Sums unit, Table decisions, int row, boolean event, int truth, List<BitSet> counted) {
        Column byModel = decisions.column(Exposures.MODEL_ACTION);
        if (byModel.isMissing(row)) {
            return;
        }
        boolean rule = decisions.column(Exposures.RULE_ACTION).boolAt(row);
        boolean model = byModel.boolAt(row);
        unit.add(Count.PAIRED, true);
        unit.add(Count.EVENTS, event);
        unit.add(Count.ACTED_RULE, rule);
        unit.add(Count.ACTED_MODEL, model);
        unit.add(Count.MISSED_RULE, event && !rule);
        unit.add(Count.MISSED_MODEL, event && !model);
        unit.add(Count.MISSED_BOTH, event && !rule && !model);
        for (int i = 0; i < counted.size(); i++) {
            if (event && counted.get(i).get(truth)) {
                unit.guard(i, !rule, !model);
            }
        }
    }

    private static Map<String, Integer> byId(Table outcomes) {
        Map<String, Integer> rows = new HashMap<>(outcomes.rows() * 2);
        Column id = outcomes.column(Examples.ROW_ID);
        for (int row = 0; row < outcomes.rows(); row++) {
            rows.put(id.textAt(row), row);
        }
        return rows;
    }

    private static Table table(SortedMap<Key, Sums> sums, List<Objective.Guardrail> guardrails) {
        int rows = sums.size();
        Column.Builder release = Column.builder("release", ColumnType.TEXT, rows);
        Column.Builder arm = Column.builder("arm", ColumnType.TEXT, rows);
        Column.Builder unit = Column.builder("unit", ColumnType.TEXT, rows);
        Column.Builder share = Column.builder("share", ColumnType.DOUBLE, rows);
        List<Column.Builder> counts = new ArrayList<>();
        for (Count count : Count.values()) {
            counts.add(Column.builder(count.column(), ColumnType.LONG, rows));
        }
        List<Column.Builder> guarded = new ArrayList<>();
        for (Objective.Guardrail guardrail : guardrails) {
            for (Count.Guarded count : Count.Guarded.values()) {
                guarded.add(Column.builder(count.column(guardrail.name()), ColumnType.LONG, rows));
            }
        }
        sums.forEach((key, value) -> {
            release.add(key.release());
            arm.add(key.arm());
            unit.add(key.unit());
            share.add(value.share);
            for (int i = 0; i < counts.size(); i++) {
                counts.get(i).add(value.counts[i]);
            }
            for (int i = 0; i < guarded.size(); i++) {
                guarded.get(i).add(value.guarded[i]);
            }
        });
        List<Column.Builder> all = new ArrayList<>(List.of(release, arm, unit, share));
        all.addAll(counts);
        all.addAll(guarded);
        return Table.of(all.stream().map(Column.Builder::build).toList());
    }
}

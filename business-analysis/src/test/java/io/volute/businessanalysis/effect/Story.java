package io.volute.businessanalysis.effect;

import io.volute.businessanalysis.experiment.RegisteredDesign;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.random.Draws;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Made-up decisions and outcomes for tests, seeded; costs 1,000 and 10,000 as in the example. */
public final class Story {
    public static final DecisionCosts COSTS = new DecisionCosts("USD", new BigDecimal(1000), new BigDecimal(10000));
    public static final Objective OBJECTIVE = new Objective(
            "cheaper-strikes",
            "maintenance control",
            "handling cost per strike",
            "strike",
            "damage",
            "inspect",
            -.05,
            Period.ofYears(1),
            List.of(new Objective.Guardrail("substantial-damage-missed", "effect = 'Substantial'", .1)));
    public static final ExperimentPlan PLAN =
            new ExperimentPlan("PAIRED", "every outcome is known", 165, 37, .5, .8, .05, 2700);
    public static final Assumptions ASSUMPTIONS = new Assumptions(
            List.of(new Assumptions.Assumption("to inspect one strike", "1,000 $", "fleet finance", "rates of 1999")),
            List.of(
                    new Assumptions.CostVariant(
                            "inspections at half the price", new BigDecimal(500), new BigDecimal(10000)),
                    new Assumptions.CostVariant(
                            "a miss costs twice as much", new BigDecimal(1000), new BigDecimal(20000))),
            new Assumptions.Link("formula", "costs follow from the prediction"));

    private final MemoryStepContext context;
    private final Table exposures;
    private final Table truth;

    private Story(MemoryStepContext context, Table exposures, Table truth) {
        this.context = context;
        this.exposures = exposures;
        this.truth = truth;
    }

    /** Rows by hand. */
    public static final class Rows {
        private final Column.Builder id = text("row_id");
        private final Column.Builder unit = text("unit");
        private final Column.Builder release = text("release");
        private final Column.Builder arm = text("arm");
        private final Column.Builder rule = bool("rule_action");
        private final Column.Builder model = bool("model_action");
        private final Column.Builder action = bool("action");
        private final Column.Builder propensity = Column.builder("propensity", ColumnType.DOUBLE, 8);
        private final Column.Builder known = text("row_id");
        private final Column.Builder label = bool("label");
        private final Column.Builder effect = text("effect");

        /** A decision of a release with both arms at one half. */
        public Rows decided(
                String row, String of, String byRelease, boolean byModel, boolean ruleActs, boolean modelActs) {
            id.add(row);
            unit.add(of);
            release.add(byRelease);
            arm.add(byModel ? "model" : "rule");
            rule.add(ruleActs);
            model.add(modelActs);
            action.add(byModel ? modelActs : ruleActs);
            propensity.add(.5);
            return this;
        }

        /** A decision of a release without a model. */
        public Rows byRuleOnly(String row, boolean ruleActs) {
            id.add(row);
            unit.add(row);
            release.add("rule-only");
            arm.add("rule");
            rule.add(ruleActs);
            model.addMissing();
            action.add(ruleActs);
            propensity.add(1.0);
            return this;
        }

        /** A row that was scored under a draft, when no policy was declared. */
        public Rows underADraft(String row) {
            id.add(row);
            unit.add(row);
            release.add("draft");
            arm.add("rule");
            rule.addMissing();
            model.addMissing();
            action.add(false);
            propensity.add(1.0);
            return this;
        }

        /** An outcome that is known by now. */
        public Rows known(String row, String outcome) {
            known.add(row);
            label.add(!outcome.equals("None"));
            effect.add(outcome);
            return this;
        }

        public Story in(MemoryStepContext context) {
            return new Story(
                    context,
                    Table.of(List.of(
                            id.build(),
                            unit.build(),
                            release.build(),
                            arm.build(),
                            rule.build(),
                            model.build(),
                            action.build(),
                            propensity.build())),
                    Table.of(List.of(known.build(), label.build(), effect.build())));
        }

        private static Column.Builder text(String name) {
            return Column.builder(name, ColumnType.TEXT, 8);
        }

        private static Column.Builder bool(String name) {
            return Column.builder(name, ColumnType.BOOL, 8);
        }
    }

    public Totals.Output totals() {
        return new Totals()
                .run(
                        new Totals.Input(
                                context.write(Exposures.class, new Exposures(exposures)),
                                context.write(Truth.class, new Truth(truth)),
                                context.write(Objective.class, OBJECTIVE),
                                Optional.of(context.write(ExperimentPlan.class, PLAN))),
                        context);
    }

    /**
     * Months from 2000-01: in each, this many strikes, a tenth with damage; the rule acts on 78 % of the damage and 37 % of
     * the rest, the model on 86 % of the
     * substantial, 66 % of the minor damage and 24 % of the rest. One model, two arms.
     */
    public static SortedMap<Slot, Artifact<UnitTotals>> months(MemoryStepContext context, int months, int rows) {
        SortedMap<Slot, Artifact<UnitTotals>> totals = new TreeMap<>();
        Draws draws = Draws.of(7);
        Slot slot = Slot.parse("2000-01");
        for (int month = 0; month < months; month++) {
            Rows story = new Rows();
            for (int row = 0; row < rows; row++) {
                boolean damage = draws.uniform() < .1;
                double seen = draws.uniform();
                boolean ruleActs = seen < (damage ? .78 : .37);
                boolean substantial = damage && draws.uniform() < .3;
                boolean modelActs = damage ? draws.uniform() < (substantial ? .86 : .66) : seen < .24;
                String id = slot + "-" + row;
                story.decided(id, id, "one", draws.uniform() < .5, ruleActs, modelActs);
                story.known(id, !damage ? "None" : substantial ? "Substantial" : "Minor");
            }
            totals.put(slot, story.in(context).totals().totals());
            slot = slot.next();
        }
        return totals;
    }

    public static ReadOut.Output readOut(MemoryStepContext context, SortedMap<Slot, Artifact<UnitTotals>> totals) {
        return readOut(context, totals, new TreeMap<>());
    }

    static ReadOut.Output readOut(
            MemoryStepContext context,
            SortedMap<Slot, Artifact<UnitTotals>> totals,
            SortedMap<Slot, Artifact<ExperimentPlan>> plans) {
        return readOut(context, totals, plans, new TreeMap<>(), COSTS);
    }

    static ReadOut.Output readOut(
            MemoryStepContext context,
            SortedMap<Slot, Artifact<UnitTotals>> totals,
            SortedMap<Slot, Artifact<ExperimentPlan>> plans,
            SortedMap<Slot, Artifact<RegisteredDesign>> designs,
            DecisionCosts costs) {
        return new ReadOut(new Stylesheet())
                .run(
                        new ReadOut.Input(
                                totals,
                                plans,
                                designs,
                                context.write(Objective.class, OBJECTIVE),
                                Optional.of(context.write(DecisionCosts.class, costs)),
                                Optional.of(context.write(Assumptions.class, ASSUMPTIONS)),
                                Optional.of(context.write(ExperimentPlan.class, PLAN)),
                                context.write(AsOf.class, new AsOf(Instant.parse("2002-08-01T00:00:00Z")))),
                        context);
    }
}

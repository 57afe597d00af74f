package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.run.Slot;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.scoping.objective.ExperimentSpec;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A year of 1,200 decisions, 100 a month: every tenth has damage, every other damage is big, the rule acts on large
 * animals. December's labels are not known yet.
 */
class AssessTest {
    private static final Instant TO = Instant.parse("2000-01-01T00:00:00Z");
    private static final DecisionCosts COSTS = new DecisionCosts("USD", new BigDecimal(1000), new BigDecimal(10000));

    private final MemoryStepContext context = new MemoryStepContext();

    @Test
    void computesTheRulesCostAndWhatAnAbCouldFind() {
        Assess.Output output = assess(100, "formula", -.05, Optional.empty());
        var plan = context.load(ExperimentPlan.class, output.experimentPlan().orElseThrow());
        // Each 100: 10 damages of which 2 are on small animals and missed; the rule acts on the other 8 and on 25 more.
        assertThat(output.metrics().values().get("baseline-cost")).isCloseTo(2 * 100 + 33 * 10, within(1e-9));
        assertThat(plan.needed()).isCloseTo(26.5, within(1e-9));
        assertThat(plan.unitsPlanned()).isCloseTo(3 * 1200, within(15L));
        // Variance (2 * 10000^2 + 33 * 1000^2) / 100 - 530^2; k = 1.96 + 0.8416; both arms 1,800.
        assertThat(plan.abMde()).isCloseTo(2.8016 * Math.sqrt(2_049_100 * 2 / 1800.0), within(.5));
        assertThat(plan.deciding()).isEqualTo("PAIRED");
    }

    @Test
    void registersThePairedComparisonWhereTheAbAloneCannotFindTheTarget() {
        Assess.Output output = assess(100, "formula", -.06, Optional.empty());
        assertThat(check(output, "S10").status()).isEqualTo("WARN");
        assertThat(check(output, "S10").value())
                .isEqualTo("A/B alone: 134 $ a strike or more with 3,603 strikes, 32 $ wanted");
        assertThat(output.verdict().value()).isEqualTo("GO_IF");
        assertThat(output.summary()).isEqualTo("1 condition");
    }

    @Test
    void failsPowerWhereOnlyAnAbCouldDecide() {
        Assess.Output output = assess(100, "assumed", -.05, Optional.empty());
        assertThat(check(output, "S10").status()).isEqualTo("FAIL");
        assertThat(check(output, "S3").status()).isEqualTo("WARN");
        assertThat(context.load(ExperimentPlan.class, output.experimentPlan().orElseThrow())
                        .deciding())
                .isEqualTo("AB");
    }

    @Test
    void stopsWhereOneClassIsTooSmall() {
        Assess.Output output = assess(20, "formula", -.05, Optional.empty());
        assertThat(check(output, "S4").status()).isEqualTo("FAIL");
        assertThat(output.verdict().value()).isEqualTo("STOP");
        assertThat(output.verdict().why()).contains("Labels: how many, how late");
    }

    @Test
    void stopsWhereEvenPerfectDecisionsCannotReachTheTarget() {
        Assess.Output output = assess(100, "formula", -.95, Optional.empty());
        assertThat(check(output, "S8").status()).isEqualTo("FAIL");
        assertThat(output.verdict().value()).isEqualTo("STOP");
    }

    @Test
    void countsLabelsThatAreStillWaitedFor() {
        Assess.Output output = assess(100, "formula", -.05, Optional.empty());
        assertThat(check(output, "S4").value())
                .isEqualTo("110 with damage, 990 without; half known after 30 days, nine in ten after 30 days");
    }

    @Test
    void countsTheEventsOfEachGuardrail() {
        Assess.Output output = assess(100, "formula", -.05, Optional.empty());
        assertThat(check(output, "S16").value()).startsWith("55 such events");
    }

    @Test
    void showsWhatTheTurnBeforeTaught() {
        var insight = new Insight("KEEP", "it pays", "none", "modeling", List.of());
        assertThat(check(assess(100, "formula", -.05, Optional.of(insight)), "L1")
                        .value())
                .isEqualTo("KEEP: it pays");
        assertThat(check(assess(100, "formula", -.05, Optional.empty()), "L1").status())
                .isEqualTo("NOT_APPLICABLE");
    }

    private Assessment.ScopeCheck check(Assess.Output output, String id) {
        return context.load(Assessment.class, output.assessment()).checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Assess.Output assess(int perMonth, String evidence, double target, Optional<Insight> insight) {
        SortedMap<Slot, Artifact<Examples>> examples = new TreeMap<>();
        SortedMap<Slot, Artifact<Truth>> truth = new TreeMap<>();
        for (Slot slot = Slot.parse("1999-01"); slot.start().isBefore(TO); slot = slot.next()) {
            month(slot, perMonth, examples, truth);
        }
        var report = new DataReport(
                0, 0, 0, new TreeMap<>(), 0, List.of(), List.of(), List.of("Cost"), new Verdict("check", "PASS", ""));
        var objective = new Objective(
                "cheaper",
                "control",
                "handling cost per strike",
                "strike",
                "damage",
                "inspect",
                target,
                Period.ofYears(1),
                List.of(new Objective.Guardrail("big-missed", "kind = 'big'", .1)));
        var requirements = new Requirements(List.of(new Requirements.Requirement(
                "R1", "reliability", Optional.of("estimate"), Optional.empty(), Optional.empty())));
        var assumptions = new Assumptions(List.of(), List.of(), new Assumptions.Link(evidence, "costs follow from it"));
        return new Assess()
                .run(
                        new Assess.Input(
                                Optional.of(new ExperimentSpec(.8, .05, .5, Period.ofYears(3))),
                                Optional.of(Period.ofYears(1)),
                                context.write(Objective.class, objective),
                                Optional.of(context.write(DecisionCosts.class, COSTS)),
                                Optional.of(
                                        context.write(BaselineRule.class, new BaselineRule("large", "size = 'Large'"))),
                                Optional.of(context.write(Assumptions.class, assumptions)),
                                Optional.empty(),
                                context.write(Requirements.class, requirements),
                                context.write(DataReport.class, report),
                                context.write(AsOf.class, new AsOf(TO)),
                                examples,
                                truth,
                                insight.map(found -> context.write(Insight.class, found))),
                        context);
    }

    private void month(
            Slot slot, int rows, SortedMap<Slot, Artifact<Examples>> examples, SortedMap<Slot, Artifact<Truth>> truth) {
        var id = Column.builder("row_id", ColumnType.TEXT, rows);
        var at = Column.builder("at", ColumnType.INSTANT, rows);
        var size = Column.builder("size", ColumnType.TEXT, rows);
        var truthId = Column.builder("row_id", ColumnType.TEXT, rows);
        var known = Column.builder("known_at", ColumnType.INSTANT, rows);
        var label = Column.builder("label", ColumnType.BOOL, rows);
        var kind = Column.builder("kind", ColumnType.TEXT, rows);
        for (int row = 0; row < rows; row++) {
            Instant when = slot.start().plus(Duration.ofMinutes(row));
            boolean damage = row % 10 == 0;
            id.add(slot + "-" + row);
            at.add(when);
            size.add(damage ? row / 10 % 5 == 0 ? "Small" : "Large" : row % 4 == 1 ? "Large" : "Small");
            if (when.plus(Duration.ofDays(31)).isBefore(TO)) {
                truthId.add(slot + "-" + row);
                known.add(when.plus(Duration.ofDays(30)));
                label.add(damage);
                kind.add(row % 20 == 0 ? "big" : "small");
            }
        }
        var seen = Table.of(List.of(id.build(), at.build(), size.build()));
        var outcomes = Table.of(List.of(truthId.build(), known.build(), label.build(), kind.build()));
        examples.put(slot, context.write(Examples.class, new Examples(seen)));
        truth.put(slot, context.write(Truth.class, new Truth(outcomes)));
    }
}

package io.volute.businessanalysis.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.page.Stylesheet;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.AsOf;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.run.Slot;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.testing.MemoryStepContext;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadOutTest {
    private final MemoryStepContext context = new MemoryStepContext();

    @Test
    void readsThePairedEffectOnTheSameRows() {
        Readout readout = read(31, 300);
        Estimate paired = (Estimate) readout.overall().paired();
        // Per strike: inspections .1 * (.72 - .78) + .9 * (.24 - .37) = -.123; misses .1 * .06 = .006.
        assertThat(paired.estimate()).isCloseTo(-123 + 60, within(40.0));
        assertThat(readout.overall().rows()).isEqualTo(9300);
        assertThat(readout.overall().rule().found().orElseThrow().estimate() + paired.estimate())
                .isCloseTo(readout.overall().model().found().orElseThrow().estimate(), within(1e-9));
    }

    @Test
    void separatesTheArmsAsTheyWereDecided() {
        Readout readout = read(31, 300);
        Estimate ab = (Estimate) readout.overall().ab();
        Estimate paired = (Estimate) readout.overall().paired();
        assertThat(ab.high() - ab.low()).isGreaterThan(paired.high() - paired.low());
        assertThat(ab.covers(paired.estimate())).isTrue();
        assertThat(readout.overall().srmP()).hasSize(1);
        assertThat(readout.overall().decidedByModel()).isBetween(4400L, 4900L);
    }

    @Test
    void refusesAnEffectThatRestsOnAFewRows() {
        Readout readout = read(1, 40);
        assertThat(readout.overall().paired()).isInstanceOf(Refused.class);
        assertThat(readout.verdict().value()).isEqualTo("NO_EVIDENCE");
    }

    @Test
    void saysThatNoModelHasDecidedYet() {
        var totals = new TreeMap<Slot, Artifact<UnitTotals>>();
        totals.put(
                Slot.parse("2000-01"),
                new Story.Rows()
                        .byRuleOnly("a", true)
                        .known("a", "None")
                        .in(context)
                        .totals()
                        .totals());
        Readout readout = context.load(
                Readout.class, Story.readOut(context, totals).readout().orElseThrow());
        assertThat(readout.releases()).isEmpty();
        assertThat(readout.verdict().why()).isEqualTo("no model has decided anything yet");
        assertThat(readout.counts().decided()).isEqualTo(1);
    }

    @Test
    void calledInvalidWhereTheArmsDoNotFollowTheDesign() {
        var rows = new Story.Rows();
        for (int row = 0; row < 400; row++) {
            String id = "r" + row;
            rows.decided(id, id, "one", row % 10 == 0, row % 3 == 0, row % 4 == 0)
                    .known(id, row % 9 == 0 ? "Minor" : "None");
        }
        var totals = new TreeMap<Slot, Artifact<UnitTotals>>();
        totals.put(Slot.parse("2000-01"), rows.in(context).totals().totals());
        Readout readout = context.load(
                Readout.class, Story.readOut(context, totals).readout().orElseThrow());
        assertThat(readout.verdict().value()).isEqualTo("INVALID");
        assertThat(readout.verdict().why()).contains("360 and 40 units");
    }

    @Test
    void keepsEachReleaseAnExperimentOfItsOwn() {
        var rows = new Story.Rows();
        for (int row = 0; row < 200; row++) {
            String id = "r" + row;
            rows.decided(id, id, row < 120 ? "one" : "two", row % 2 == 0, row % 3 == 0, row % 4 == 0)
                    .known(id, row % 9 == 0 ? "Minor" : "None");
        }
        var totals = new TreeMap<Slot, Artifact<UnitTotals>>();
        totals.put(Slot.parse("2000-01"), rows.in(context).totals().totals());
        Readout readout = context.load(
                Readout.class, Story.readOut(context, totals).readout().orElseThrow());
        assertThat(readout.releases())
                .extracting(Readout.ReleaseEffect::release)
                .containsExactly("one", "two");
        assertThat(readout.releases()).extracting(Readout.ReleaseEffect::rows).containsExactly(120L, 80L);
        assertThat(readout.overall().release()).isEqualTo("all");
    }

    @Test
    void addsAUnitThatComesBackInAnotherSlot() {
        var totals = new TreeMap<Slot, Artifact<UnitTotals>>();
        for (String slot : new String[] {"2000-01", "2000-02"}) {
            var rows = new Story.Rows();
            for (int row = 0; row < 30; row++) {
                rows.decided(slot + row, "u" + row, "one", row % 2 == 0, row % 3 == 0, row % 4 == 0)
                        .known(slot + row, row % 5 == 0 ? "Minor" : "None");
            }
            totals.put(Slot.parse(slot), rows.in(context).totals().totals());
        }
        Readout readout = context.load(
                Readout.class, Story.readOut(context, totals).readout().orElseThrow());
        assertThat(readout.overall().rows()).isEqualTo(60);
        assertThat(readout.overall().unitsRule() + readout.overall().unitsModel())
                .isEqualTo(30);
    }

    @Test
    void variesTheCostsWithTheDecisionsAsTheyWereMade() {
        Readout readout = read(31, 300);
        assertThat(readout.sensitivity())
                .extracting(Readout.UnderCosts::name)
                .containsExactly("as declared", "inspections at half the price", "a miss costs twice as much");
        double declared = estimate(readout, 0);
        // Half the price of inspecting halves what fewer inspections save, and leaves the misses as they are.
        assertThat(estimate(readout, 1)).isGreaterThan(declared);
        assertThat(estimate(readout, 2)).isGreaterThan(declared);
    }

    @Test
    void addsQuartersAndYearsUpToTheWhole() {
        Readout readout = read(7, 200);
        assertThat(readout.quarters())
                .extracting(Readout.Period::name)
                .containsExactly("2000 Q1", "2000 Q2", "2000 Q3");
        assertThat(readout.years()).extracting(Readout.Period::name).containsExactly("2000");
        assertThat(readout.years().get(0).model()).isEqualTo(readout.overall().model());
        assertThat(readout.quarters().stream().mapToLong(Readout.Period::rows).sum())
                .isEqualTo(readout.overall().rows());
    }

    @Test
    void readsOutByThePlanUnderWhichTheReleaseBegan() {
        var first = new ExperimentPlan("PAIRED", "as registered", 165, 37, .5, .8, .05, 2700);
        var later = new ExperimentPlan("AB", "planned anew", 150, 33, .5, .8, .05, 3000);
        var plans = new TreeMap<Slot, Artifact<ExperimentPlan>>();
        plans.put(Slot.parse("2000-01"), context.write(ExperimentPlan.class, first));
        plans.put(Slot.parse("2000-02"), context.write(ExperimentPlan.class, later));
        var output = Story.readOut(context, Story.months(context, 2, 90), plans);
        assertThat(context.load(Readout.class, output.readout().orElseThrow()).plan())
                .isEqualTo(first);
    }

    @Test
    void policiesStandBesideEachOtherOnTheSameRows() {
        Readout readout = read(31, 300);
        Map<String, Readout.PolicyRow> rows = new TreeMap<>();
        readout.compared().orElseThrow().forEach(row -> rows.put(row.policy(), row));

        assertThat(rows).containsOnlyKeys("rule", "model", "act on all", "act on none", "oracle");
        double rule = cost(rows, "rule");
        double oracle = cost(rows, "oracle");
        assertThat(rule)
                .isCloseTo(readout.overall().rule().found().orElseThrow().estimate(), within(1e-9));
        assertThat(cost(rows, "model"))
                .isCloseTo(readout.overall().model().found().orElseThrow().estimate(), within(1e-9));
        assertThat(cost(rows, "act on all")).isEqualTo(1000);
        // A tenth has damage: a miss of each costs ten times what an inspection of each does.
        assertThat(cost(rows, "act on none")).isCloseTo(10 * oracle, within(1e-9));
        assertThat(regret(rows, "rule")).isEqualTo(1);
        assertThat(regret(rows, "oracle")).isZero();
        assertThat(regret(rows, "model")).isCloseTo((cost(rows, "model") - oracle) / (rule - oracle), within(1e-12));
        Estimate saved = (Estimate) row(rows, "model").difference();
        Estimate alone = (Estimate) readout.overall().paired();
        assertThat(saved.estimate()).isCloseTo(alone.estimate(), within(1e-9));
        assertThat(saved.high() - saved.low()).as("holds for all at once").isGreaterThan(alone.high() - alone.low());
        assertThat(row(rows, "rule").difference().refusal().orElseThrow().code())
                .isEqualTo("identical");
    }

    /** Where only the action that was taken shows its outcome, no row says what the other one would have cost. */
    @Test
    void policiesAreNotComparedWhereOutcomesDependOnTheAction() {
        var byArms = new ExperimentPlan("AB", "only the action taken shows its outcome", 165, 37, .5, .8, .05, 2700);
        var plans = new TreeMap<Slot, Artifact<ExperimentPlan>>();
        plans.put(Slot.parse("2000-01"), context.write(ExperimentPlan.class, byArms));
        var output = Story.readOut(context, Story.months(context, 2, 90), plans);

        Readout readout = context.load(Readout.class, output.readout().orElseThrow());

        assertThat(readout.compared()).isEmpty();
        assertThat(readout.policies()).isEmpty();
    }

    private static Readout.PolicyRow row(Map<String, Readout.PolicyRow> rows, String policy) {
        return Objects.requireNonNull(rows.get(policy));
    }

    private static double cost(Map<String, Readout.PolicyRow> rows, String policy) {
        return row(rows, policy).cost();
    }

    private static double regret(Map<String, Readout.PolicyRow> rows, String policy) {
        return row(rows, policy).regretShare().orElseThrow();
    }

    private static double estimate(Readout readout, int row) {
        return readout.sensitivity().get(row).paired().found().orElseThrow().estimate();
    }

    private Readout read(int months, int rows) {
        return context.load(
                Readout.class,
                Story.readOut(context, Story.months(context, months, rows))
                        .readout()
                        .orElseThrow());
    }

    @Test
    void comparesNothingWhileTheObjectiveIsADraft() {
        var output = new ReadOut(new Stylesheet())
                .run(
                        new ReadOut.Input(
                                Story.months(context, 1, 10),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                context.write(Objective.class, Story.OBJECTIVE),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                context.write(AsOf.class, new AsOf(Instant.parse("2002-08-01T00:00:00Z")))),
                        context);
        assertThat(output.readout()).isEmpty();
        assertThat(output.verdict().value()).isEqualTo("NO_EVIDENCE");
        assertThat(output.verdict().negative()).isFalse();
    }
}

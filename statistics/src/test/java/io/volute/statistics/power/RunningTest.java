package io.volute.statistics.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Plan;
import io.volute.statistics.Planned;
import io.volute.statistics.Refused;
import io.volute.statistics.Schedule;
import io.volute.statistics.Timed;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunningTest {

    /** 5,600 units on the first day, ever fewer new ones: 5,600 sqrt(days). */
    private static final ExposureCurve FLATTENING = new ExposureCurve(LongStream.rangeClosed(1, 56)
            .map(day -> Math.round(5600 * Math.sqrt((double) day)))
            .boxed()
            .toList());

    /** By hand: 14 days, 20,953 units, k 2.801585; 10 sqrt(2 k^2 / 10,476.5) = .387068. */
    @Test
    void daysLeadToTheSmallestEffectFound() {
        Plan plan = plan(Running.halves(50, 10, false).effect(FLATTENING, 14));

        assertThat(plan.control()).isEqualTo(10_476.5);
        assertThat(plan.effect()).isCloseTo(2.801585 * 10 * Math.sqrt(2 / 10_476.5), within(1e-6));
        assertThat(plan(Running.halves(50, 10, true).effect(FLATTENING, 14)).effect())
                .isCloseTo(plan(Power.relativeLift(10_476.5, 50, 10, .8, .05)).effect(), within(1e-15));
    }

    @Test
    void anEffectLeadsToTheFewestWholeWeeks() {
        Running running = Running.halves(50, 10, false);
        double atThree = plan(running.effect(FLATTENING, 21)).effect();

        assertThat(schedule(running.days(FLATTENING, atThree)).days()).isEqualTo(21);
        assertThat(schedule(running.days(FLATTENING, -atThree)).days()).isEqualTo(21);
        assertThat(schedule(running.days(FLATTENING, atThree * .999)).days()).isEqualTo(28);
        assertThat(schedule(running.days(FLATTENING, 5)).days())
                .as("a week at least")
                .isEqualTo(7);
        assertThat(schedule(running.days(FLATTENING, 5)).units()).isEqualTo(FLATTENING.units(7));
    }

    /** Days times the first day's units would promise four weeks what takes as long as history knows, and longer. */
    @Test
    void returningUnitsAreNotCountedAgain() {
        Running running = Running.halves(50, 10, false);
        double naive = plan(Power.effectForMeans(28 * 2800, 10, 28 * 2800, 10, .8, .05))
                .effect();

        assertThat(code(running.days(FLATTENING, naive))).isEqualTo("beyond-history");
    }

    @Test
    void severalArmsShareTheLevelAndTheSmallestDecides() {
        Running three = new Running(50, 10, List.of(.5, .3, .2), false, .8, .05, 1);
        Plan plan = plan(three.effect(FLATTENING, 14));

        assertThat(plan.alpha()).isCloseTo(1 - Math.sqrt(.95), within(1e-15));
        assertThat(plan.treatment()).isCloseTo(.2 * FLATTENING.units(14), within(1e-9));
        assertThat(plan.effect())
                .isCloseTo(
                        plan(Power.effectForMeans(plan.treatment(), 10, plan.control(), 10, .8, plan.alpha()))
                                .effect(),
                        within(1e-12));
        assertThat(plan.effect())
                .isGreaterThan(plan(Running.halves(50, 10, false).effect(FLATTENING, 14))
                        .effect());
    }

    @Test
    void looksCostTheirInflation() {
        Running looked = new Running(50, 10, List.of(.5, .5), false, .8, .05, 1.21);
        Plan plan = plan(looked.effect(FLATTENING, 14));

        assertThat(plan.effect())
                .isCloseTo(
                        1.1
                                * plan(Running.halves(50, 10, false).effect(FLATTENING, 14))
                                        .effect(),
                        within(1e-9));
        assertThat(plan.control()).as("rows are real ones").isEqualTo(10_476.5);
    }

    @Test
    void refusesWhatCannotBePlanned() {
        ExposureCurve short13 = new ExposureCurve(FLATTENING.distinct().subList(0, 13));

        assertThat(code(Running.halves(50, 10, false).days(FLATTENING, 0))).isEqualTo("nothing-to-find");
        assertThat(code(Running.halves(0, 10, true).days(FLATTENING, .02))).isEqualTo("nothing-to-find");
        assertThat(code(Running.halves(50, 0, false).days(FLATTENING, .02))).isEqualTo("no-variance");
        assertThat(code(Running.halves(50, 10, false).days(short13, .02))).isEqualTo("too-few-rows");
        assertThat(refusal(Running.halves(50, 10, false).effect(short13, 7)).message())
                .isEqualTo("days of history: 13 (expected: >= 14)");
        assertThat(refusal(Running.halves(50, 10, false).effect(FLATTENING, 10)).remedy())
                .isEqualTo("plan for 14 days");
        assertThat(refusal(Running.halves(50, 10, false).effect(FLATTENING, 63)).code())
                .isEqualTo("beyond-history");
        ExposureCurve nobody = new ExposureCurve(
                LongStream.rangeClosed(1, 14).map(day -> 0).boxed().toList());
        assertThat(code(Running.halves(50, 10, false).days(nobody, 1))).isEqualTo("too-few-rows");
        assertThat(plan(Running.halves(0, 10, false).effect(FLATTENING, 14)).effect())
                .as("an absolute effect needs no baseline")
                .isPositive();
    }

    @Test
    void refusesImpossibleDesigns() {
        assertThatThrownBy(() -> new ExposureCurve(List.of(5L, 4L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("day 2");
        assertThatThrownBy(() -> new Running(1, 1, List.of(.6, .6), false, .8, .05, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Running(1, 1, List.of(.6), false, .8, .05, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Running(1, 1, List.of(.5, .5), false, .8, .05, .9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Plan plan(Planned planned) {
        return planned.plan().orElseThrow();
    }

    private static Schedule schedule(Timed timed) {
        return timed.schedule().orElseThrow();
    }

    private static String code(Timed timed) {
        return ((Refused) timed).code();
    }

    private static Refused refusal(Planned planned) {
        return (Refused) planned;
    }
}

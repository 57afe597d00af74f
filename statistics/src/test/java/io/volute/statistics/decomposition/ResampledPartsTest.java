package io.volute.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Simulations;
import io.volute.statistics.mean.Ratios;
import io.volute.statistics.moments.PairMoments;
import io.volute.statistics.random.Draws;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResampledPartsTest {

    private static final Simulations SIMULATIONS = Simulations.of(ResampledPartsTest.class);

    private static final List<String> FACTORS = List.of("visitors", "visits", "price");
    private static final double[] NONE = new double[4];

    /** One segment has no mix: its part is the difference of two ratios, whose interval the delta method knows. */
    @Test
    void aRatioOfOneSegmentHasTheIntervalOfTheDeltaMethod() {
        Draws d = Draws.of(4);
        ResampledParts parts = new ResampledParts(2, 2000, 8);
        double[][] old = new double[2][1500];
        double[][] young = new double[2][2000];
        for (int i = 0; i < 3500; i++) {
            double seen = 1 + d.below(9);
            double played = seen * (.2 + .3 * d.uniform());
            double[][] side = i < 1500 ? old : young;
            int at = i < 1500 ? i : i - 1500;
            side[0][at] = played;
            side[1][at] = seen;
            double[] unit = {played, seen};
            parts.add(i, i < 1500 ? unit : new double[2], i < 1500 ? new double[2] : unit);
        }
        Estimate drawn = found(parts.parts(ResampledParts.mix(List.of("all"))), "all: within");
        Estimate delta =
                (Estimate) Ratios.difference(PairMoments.of(young[0], young[1]), PairMoments.of(old[0], old[1]), .05);

        assertThat(drawn.estimate()).isCloseTo(delta.estimate(), within(1e-12));
        assertThat((drawn.high() - drawn.low()) / (delta.high() - delta.low())).isCloseTo(1, within(.08));
        assertThat(drawn.n()).isEqualTo(3500);
        assertThat(drawn.method()).isEqualTo("poisson-bootstrap");
    }

    /** The same units before and after: what a unit is by itself cancels. Resampled as strangers they do not know that. */
    @Test
    void aUnitThatIsThereTwiceCountsAsOne() {
        Draws d = Draws.of(5);
        ResampledParts together = new ResampledParts(2, 1000, 8);
        ResampledParts strangers = new ResampledParts(2, 1000, 8);
        for (int i = 0; i < 500; i++) {
            double own = 10 * d.exponential();
            double[] first = {own + d.uniform(), 1};
            double[] second = {own + d.uniform(), 1};
            together.add(i, first, second);
            strangers.add(i, first, new double[2]);
            strangers.add(1000 + i, new double[2], second);
        }
        Estimate one = found(together.parts(ResampledParts.mix(List.of("all"))), "all: within");
        Estimate two = found(strangers.parts(ResampledParts.mix(List.of("all"))), "all: within");

        assertThat(one.estimate()).isCloseTo(two.estimate(), within(1e-12));
        assertThat((two.high() - two.low()) / (one.high() - one.low())).isGreaterThan(10);
    }

    @Test
    void neitherOrderNorTheOtherFactorsChangeAPart() {
        ResampledParts forwards = new ResampledParts(3, 200, 3);
        ResampledParts backwards = new ResampledParts(3, 200, 3);
        for (int i = 0; i < 100; i++) {
            int back = 99 - i;
            forwards.add(i, new double[] {1, 1 + i % 4, 5 + i % 7}, new double[] {1, 1 + i % 5, 5 + i % 6});
            backwards.add(
                    back, new double[] {1, 1 + back % 4, 5 + back % 7}, new double[] {1, 1 + back % 5, 5 + back % 6});
        }
        Map<String, Figure> parts = forwards.parts(ResampledParts.chain(FACTORS));

        assertThat(parts.keySet()).containsExactlyElementsOf(FACTORS);
        // Whole numbers add up exactly.
        assertThat(backwards.parts(ResampledParts.chain(FACTORS))).isEqualTo(parts);
        assertThat(parts.values().stream()
                        .mapToDouble(part -> part.found().orElseThrow().estimate())
                        .sum())
                .isCloseTo(
                        found(parts, "visits").estimate()
                                + found(parts, "price").estimate(),
                        within(1e-9));
    }

    @Test
    void refusesFewUnitsWhatCannotBeDecomposedAndWhatHardlyAnyResampleHas() {
        ResampledParts few = new ResampledParts(3, 100, 3);
        ResampledParts rare = new ResampledParts(3, 100, 3);
        for (int i = 0; i < 30; i++) {
            double[] before = {1, 2, i % 3};
            rare.add(i, before, new double[] {1, i == 7 ? 1 : 0, i == 7 ? 4 : 0});
            if (i < 19) {
                few.add(i, before, new double[] {1, 3, 4});
            }
        }

        assertThat(code(few.parts(ResampledParts.chain(FACTORS)), "visits")).isEqualTo("too-few-rows");
        assertThat(code(rare.parts(ResampledParts.chain(FACTORS)), "visits")).isEqualTo("undefined");
        assertThat(code(new ResampledParts(4, 100, 1).parts(ResampledParts.mix(List.of("a", "b"))), "change"))
                .isEqualTo("zero-denominator");
        assertThatThrownBy(() -> few.add(99, NONE, NONE)).hasMessageContaining("4 and 4 sums (expected: 3");
    }

    /** Two segments, one of which grows; 400 users before, 400 others after. */
    @Test
    @Tag("simulation")
    void intervalsOfPartsCoverWhatMadeTheChange() {
        int worlds = Simulations.worlds(200, 2000);
        // Rates .2, then .25, and .5; shares of what is seen .75 and .25, then .5 and .5; .275 of all before.
        SIMULATIONS.coverage(
                "mix in a ratio by segment, 400 users a side",
                worlds,
                95,
                d -> Simulations.covers(part(d, "a: mix"), (.5 - .75) * (.2 - .275)));
        SIMULATIONS.coverage(
                "what changed within a segment, 400 users a side",
                worlds,
                96,
                d -> Simulations.covers(part(d, "a: within"), .5 * (.25 - .2)));
    }

    private static Figure part(Draws d, String name) {
        ResampledParts resampled = new ResampledParts(4, 400, d.bits());
        for (int i = 0; i < 800; i++) {
            boolean after = i >= 400;
            double[] unit = new double[4];
            for (int k = 0; k < 5; k++) {
                int segment = d.uniform() < (after ? .5 : .75) ? 0 : 1;
                double rate = segment == 1 ? .5 : after ? .25 : .2;
                unit[2 * segment] += d.uniform() < rate ? 1 : 0;
                unit[2 * segment + 1]++;
            }
            resampled.add(i, after ? NONE : unit, after ? unit : NONE);
        }
        return found(resampled.parts(ResampledParts.mix(List.of("a", "b"))), name);
    }

    private static Estimate found(Map<String, Figure> parts, String name) {
        return Optional.ofNullable(parts.get(name)).flatMap(Figure::found).orElseThrow();
    }

    private static String code(Map<String, Figure> parts, String name) {
        return Optional.ofNullable(parts.get(name))
                .flatMap(Figure::refusal)
                .map(Refused::code)
                .orElse("none");
    }
}

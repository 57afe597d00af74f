package io.volute.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Decomposed;
import io.volute.statistics.Decomposition;
import io.volute.statistics.Refused;
import io.volute.statistics.decomposition.RatioMix.Segment;
import io.volute.statistics.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecompositionReferenceTest {

    /** Visitors, visits, conversion, price: 30,000 to 35,622.72; recomputed in benchmarks/reference/effects.py. */
    @Test
    void revenueMovedByFourFactors() {
        Decomposition found = found(Lmdi.product(factors(5000, 4, .05, 30), factors(5600, 3.8, .054, 31)));

        assertThat(found.change()).isCloseTo(5622.72, within(1e-9));
        assertThat(changes(found).get(0)).isCloseTo(3709.351, within(5e-4));
        assertThat(changes(found).get(1)).isCloseTo(-1678.876, within(5e-4));
        assertThat(changes(found).get(2)).isCloseTo(2519.005, within(5e-4));
        assertThat(changes(found).get(3)).isCloseTo(1073.241, within(5e-4));
    }

    /**
     * The additive LMDI-I of Ang, The LMDI approach to decomposition analysis: a practical guide (Energy Policy 33, 2005,
     * 867-871) on two sectors: output 10 and 40 to 40 and 40, energy 30 and 20 to 80 and 16. Figures by numpy in
     * benchmarks/reference/effects.py.
     */
    @Test
    void energyOfTwoSectorsMovedByActivityStructureAndIntensity() {
        Decomposition found = found(Lmdi.sum(
                sectors(energy(50, 10, 30), energy(50, 40, 20)), sectors(energy(80, 40, 80), energy(80, 40, 16))));

        assertThat(found.from()).isCloseTo(50, within(1e-12));
        assertThat(found.to()).isCloseTo(96, within(1e-12));
        assertThat(found.parts())
                .extracting(Decomposition.Part::name)
                .containsExactly("activity", "structure", "intensity");
        assertThat(changes(found).get(0)).isCloseTo(ACTIVITY, within(5e-5));
        assertThat(changes(found).get(1)).isCloseTo(STRUCTURE, within(5e-5));
        assertThat(changes(found).get(2)).isCloseTo(INTENSITY, within(5e-5));
    }

    private static final double ACTIVITY = 32.38464;
    private static final double STRUCTURE = 38.28487;
    private static final double INTENSITY = -24.66951;

    private static Map<String, Double> energy(double total, double output, double energy) {
        Map<String, Double> factors = new LinkedHashMap<>();
        factors.put("activity", total);
        factors.put("structure", output / total);
        factors.put("intensity", energy / output);
        return factors;
    }

    private static SortedMap<String, Map<String, Double>> sectors(
            Map<String, Double> first, Map<String, Double> second) {
        return new TreeMap<>(Map.of("1", first, "2", second));
    }

    @Test
    void anUnchangedProductAndAnUnchangedFactorHaveNoPart() {
        Decomposition swapped = found(Lmdi.product(factors(2, 3, 1, 7), factors(3, 2, 1, 7)));
        Decomposition same = found(Lmdi.product(factors(2, 3, 1, 7), factors(2, 3, 1, 7)));

        assertThat(swapped.change()).isZero();
        assertThat(changes(swapped).get(0)).isCloseTo(42 * Math.log(1.5), within(1e-9));
        assertThat(changes(swapped).get(0) + changes(swapped).get(1)).isCloseTo(0, within(1e-9));
        assertThat(changes(same)).containsExactly(0.0, 0.0, 0.0, 0.0);
    }

    @Test
    void refusesAFactorThatIsNotAboveZero() {
        Decomposed refused = Lmdi.product(factors(5000, 4, 0, 30), factors(5600, 3.8, .054, 31));

        assertThat(refused).isInstanceOfSatisfying(Refused.class, why -> {
            assertThat(why.code()).isEqualTo("factor-not-positive");
            assertThat(why.message()).contains("conversion", "0.0");
        });
        assertThat(Lmdi.sum(
                        new TreeMap<>(Map.of("a", factors(1, 1, 1, -1))),
                        new TreeMap<>(Map.of("a", factors(1, 1, 1, 1)))))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Lmdi.product(Map.of("a", 1.0), Map.of("b", 1.0)))
                .hasMessageContaining("the same");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void partsSumToTheChangeAndDoNotHangOnTheOrderOfFactors(long seed) {
        Draws d = Draws.of(seed);
        Map<String, Double> before = factors(draw(d), draw(d), draw(d), draw(d));
        Map<String, Double> after = factors(draw(d), draw(d), draw(d), draw(d));
        Decomposition found = found(Lmdi.product(before, after));
        Decomposition reversed = found(Lmdi.product(reversed(before), reversed(after)));

        assertThat(changes(found).stream().mapToDouble(x -> x).sum())
                .isCloseTo(found.change(), within(1e-9 * Math.max(found.from(), found.to())));
        for (int i = 0; i < 4; i++) {
            assertThat(changes(reversed).get(3 - i) / changes(found).get(i)).isCloseTo(1, within(1e-9));
        }
    }

    private static double draw(Draws d) {
        return Math.exp(3 * d.normal());
    }

    private static Map<String, Double> reversed(Map<String, Double> factors) {
        Map<String, Double> reversed = new LinkedHashMap<>();
        List<String> names = List.copyOf(factors.keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            reversed.put(names.get(i), factors.getOrDefault(names.get(i), 0.0));
        }
        return reversed;
    }

    /** 30/200 and 400/800 become 102/600 and 204/400: both segments up, the whole down; inner .016, mix -.140. */
    @Test
    void bothSegmentsRiseWhileTheWholeFallsAndTheWarningSaysSo() {
        Decomposition found = found(RatioMix.of(
                segments(new Segment(30, 200), new Segment(400, 800)),
                segments(new Segment(102, 600), new Segment(204, 400))));

        assertThat(found.change()).isCloseTo(-.124, within(1e-12));
        assertThat(sum(found, ": within")).isCloseTo(.016, within(1e-12));
        assertThat(sum(found, ": mix")).isCloseTo(-.140, within(1e-12));
        assertThat(found.warning().orElseThrow()).contains("Simpson", "all 2 segments went up");
    }

    /**
     * Bickel, Hammel, O'Connell (Science 1975), six departments of Berkeley: men admitted 1198 of 2691 (44.5 %), women 557 of
     * 1835 (30.4 %). The gap of -14.2 points is +.1 within departments and -14.3 of where they applied.
     */
    @Test
    void berkeleysGapIsOneOfDepartmentsNotOfAdmission() {
        int[] menAdmitted = {512, 353, 120, 138, 53, 22};
        int[] men = {825, 560, 325, 417, 191, 373};
        int[] womenAdmitted = {89, 17, 202, 131, 94, 24};
        int[] women = {108, 25, 593, 375, 393, 341};
        SortedMap<String, Segment> m = new TreeMap<>();
        SortedMap<String, Segment> w = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            m.put("ABCDEF".substring(i, i + 1), new Segment(menAdmitted[i], men[i]));
            w.put("ABCDEF".substring(i, i + 1), new Segment(womenAdmitted[i], women[i]));
        }
        Decomposition found = found(RatioMix.of(m, w));

        assertThat(found.from()).isCloseTo(.445, within(5e-4));
        assertThat(found.to()).isCloseTo(.304, within(5e-4));
        assertThat(sum(found, ": within")).isCloseTo(BERKELEY_WITHIN, within(5e-5));
        assertThat(sum(found, ": mix")).isCloseTo(BERKELEY_MIX, within(5e-5));
        assertThat(found.warning()).as("two departments admitted fewer women").isEqualTo(Optional.empty());
    }

    private static final double BERKELEY_WITHIN = .00109;
    private static final double BERKELEY_MIX = -.14273;

    @Test
    void newAndVanishedSegmentsLoseNothing() {
        SortedMap<String, Segment> before = segments(new Segment(30, 200), new Segment(400, 800));
        SortedMap<String, Segment> after = new TreeMap<>(Map.of("b", new Segment(204, 400), "c", new Segment(90, 100)));
        Decomposition found = found(RatioMix.of(before, after));

        assertThat(found.parts().stream()
                        .mapToDouble(Decomposition.Part::change)
                        .sum())
                .isCloseTo(found.change(), within(1e-9));
        assertThat(change(found, "a: within")).isZero();
        assertThat(change(found, "c: mix")).isZero();
        assertThat(change(found, "c: within")).isCloseTo(.2 * (.9 - .43), within(1e-12));
        assertThat(RatioMix.of(before, new TreeMap<>(Map.of("a", new Segment(1, 0)))))
                .isInstanceOf(Refused.class);
    }

    private static Map<String, Double> factors(double visitors, double visits, double conversion, double price) {
        Map<String, Double> factors = new LinkedHashMap<>();
        factors.put("visitors", visitors);
        factors.put("visits", visits);
        factors.put("conversion", conversion);
        factors.put("price", price);
        return factors;
    }

    private static SortedMap<String, Segment> segments(Segment a, Segment b) {
        return new TreeMap<>(Map.of("a", a, "b", b));
    }

    private static List<Double> changes(Decomposition found) {
        return found.parts().stream().map(Decomposition.Part::change).toList();
    }

    private static double change(Decomposition found, String name) {
        return sum(found, name);
    }

    private static double sum(Decomposition found, String ending) {
        return found.parts().stream()
                .filter(part -> part.name().endsWith(ending))
                .mapToDouble(Decomposition.Part::change)
                .sum();
    }

    private static Decomposition found(Decomposed decomposed) {
        return decomposed.decomposition().orElseThrow();
    }
}

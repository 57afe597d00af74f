package io.volute.statistics.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import io.volute.statistics.launch.Link.Status;
import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Figures by {@code benchmarks/reference/scoping_and_money.py} (NumPy, roots found by search) on the same lattice. */
class LaunchesReferenceTest {

    private static List<Launch> lattice(int n) {
        List<Launch> launches = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double x = (i * 17 % 40 - 19.5) / 10;
            launches.add(new Launch(
                    "l" + i,
                    x,
                    .5 * x + (i * 7 % 40 - 19.5) / 20,
                    new Noise(.2 + .01 * (i % 5), -.1 - .005 * (i % 3), .07 + .01 * (i % 2)),
                    OptionalDouble.empty()));
        }
        return launches;
    }

    @Test
    void slopeAndIntervalAgreeWithNumpy() {
        Launches launches = new Launches(lattice(40));
        Link link = launches.link();
        Estimate slope = link.slope().found().orElseThrow();

        assertThat(link.status()).isEqualTo(Status.BOUNDED);
        assertThat(link.sign()).isOne();
        assertThat(link.broken()).isFalse();
        assertThat(slope.estimate()).isCloseTo(.6795645, within(5e-7));
        assertThat(slope.low()).isCloseTo(.4847520, within(5e-7));
        assertThat(slope.high()).isCloseTo(.9124062, within(5e-7));
        assertThat(slope.n()).isEqualTo(40);
        assertThat(launches.naiveSlope().found().orElseThrow().estimate()).isCloseTo(.4934334, within(5e-8));
    }

    @Test
    void whatSevenLaunchesSeemToSayHasItsIntervalAndProvesNothing() {
        // By hand from the formula, t(.975, 6) = 2.44691.
        double[] y = {-1.0, .5, -1.2, .3, .1, 1.9, .8};
        List<Launch> seven = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            seven.add(new Launch("l" + i, i - 3, y[i], new Noise(.2, .05, .1), OptionalDouble.empty()));
        }
        Launches launches = new Launches(seven);
        Estimate seen = launches.slopeSeen().found().orElseThrow();

        assertThat(launches.link().status()).isEqualTo(Status.REFUSED);
        assertThat(seen.estimate()).isCloseTo(.3432836, within(5e-8));
        assertThat(seen.low()).isCloseTo(-.1825443, within(5e-8));
        assertThat(seen.high()).isCloseTo(1.4785912, within(5e-8));
        assertThat(new Launches(seven.subList(0, 2)).slopeSeen().found()).isEmpty();
        assertThat(new Launches(lattice(40)).slopeSeen())
                .isEqualTo(new Launches(lattice(40)).link().slope());
    }

    @Test
    void upToThirtyLaunchesTellTheSignOnlyAndBelowTenNothing() {
        Link thirty = new Launches(lattice(30)).link();
        Link nine = new Launches(lattice(9)).link();

        assertThat(thirty.status()).isEqualTo(Status.SIGN_ONLY);
        assertThat(thirty.sign()).isOne();
        assertThat(thirty.slope().refusal().orElseThrow().message())
                .isEqualTo("30 launches tell of the slope only the sign, up with up"
                        + " (expected: more than 30 for its size)");
        assertThat(nine.status()).isEqualTo(Status.REFUSED);
        assertThat(nine.slope().refusal().map(Refused::message)).contains("launches: 9 (expected: >= 10)");
        assertThat(new Launches(List.of()).link().status()).isEqualTo(Status.REFUSED);
        assertThat(new Launches(lattice(31)).link().status()).isEqualTo(Status.BOUNDED);
    }

    @Test
    void noiseAsLargeAsTheSpreadIsRefused() {
        List<Launch> noisy = lattice(40).stream()
                .map(one -> new Launch(one.name(), one.x(), one.y(), new Noise(1.3, 0, .1), OptionalDouble.empty()))
                .toList();
        List<Launch> more = lattice(40).stream()
                .map(one -> new Launch(one.name(), one.x(), one.y(), new Noise(9, 0, .1), OptionalDouble.empty()))
                .toList();

        Refused refused = new Launches(noisy).link().slope().refusal().orElseThrow();
        assertThat(refused.code()).isEqualTo("noise-dominates");
        assertThat(refused.message()).startsWith("noise dominates: no bounded slope from 40 launches");
        // A variance that comes out below 0 is told from 0, and is no denominator all the same.
        assertThat(new Launches(more).link().slope().refusal().map(Refused::code))
                .contains("noise-dominates");
        assertThat(new Launches(more).correlation(1).value().refusal().map(Refused::code))
                .contains("noise-dominates");
    }

    @Test
    void launchesWhoseSplitFailedAreOutAndNamed() {
        List<Launch> some = lattice(41);
        Launch broken = some.get(40);
        some.set(40, new Launch("broken", 90, -90, broken.noise(), OptionalDouble.of(.0009)));
        Launches launches = new Launches(some);

        assertThat(launches.excluded()).containsExactly("broken");
        assertThat(launches.used()).hasSize(40);
        assertThat(launches.link()).isEqualTo(new Launches(lattice(40)).link());
    }

    @Test
    void correlationAgreesWithItsFormulaAndIsCutAtOne() {
        Launches.Correlation reference = new Launches(lattice(40)).correlation(3);
        assertThat(reference.value().found().orElseThrow().estimate()).isCloseTo(.9399522, within(5e-8));
        List<Launch> noisy = lattice(40).stream()
                .map(one -> new Launch(one.name(), one.x(), one.y(), new Noise(.2, -.1, .2), OptionalDouble.empty()))
                .toList();
        Launches.Correlation cut = new Launches(noisy).correlation(3);

        assertThat(cut.clipped()).isTrue();
        assertThat(cut.value().found().orElseThrow().estimate()).isOne();
        Launches planted = Planted.launches(Draws.of(9), 2_000, new Noise(1, .8, 1), .2);
        Launches.Correlation found = planted.correlation(3);
        // True slope .2 and residual .2: rho = .2 / sqrt(.04 + .04).
        assertThat(found.clipped()).isFalse();
        assertThat(found.value().found().orElseThrow().covers(Math.sqrt(.5))).isTrue();
        assertThat(planted.signAgreement(found).found().orElseThrow().covers(.75))
                .isTrue();
        assertThat(planted.correlation(3)).isEqualTo(found);
    }

    @Test
    void agreementOfSignsIsNotToldWhereEffectsAreMostlyAboveZero() {
        List<Launch> up = lattice(40).stream()
                .map(one -> new Launch(one.name(), one.x() + 3, one.y(), one.noise(), OptionalDouble.empty()))
                .toList();
        Launches launches = new Launches(up);

        assertThat(launches.signAgreement(new Launches(lattice(40)).correlation(1))
                        .refusal()
                        .map(Refused::code))
                .contains("not-centred");
    }

    @Test
    void aLaunchThatDecidesAloneIsNamed() {
        List<Launch> some = lattice(40);
        assertThat(new Launches(some).influential()).isEmpty();
        some.set(7, new Launch("big bang", 6, -6, some.get(7).noise(), OptionalDouble.empty()));
        List<Launch> others = new ArrayList<>(some);
        others.remove(7);

        List<Launches.Influence> found = new Launches(some).influential();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).launch()).isEqualTo("big bang");
        assertThat(found.get(0).errors()).isGreaterThan(1);
        assertThat(found.get(0).slopeWithout())
                .isCloseTo(
                        new Launches(others)
                                .link()
                                .slope()
                                .found()
                                .orElseThrow()
                                .estimate(),
                        within(1e-12));
    }

    @Test
    void refusesWhatIsNoCovarianceOrNoLaunch() {
        assertThatThrownBy(() -> new Noise(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Noise(-1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Launch(" ", 1, 1, new Noise(1, 0, 1), OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Launch("a", 1, 1, new Noise(1, 0, 1), OptionalDouble.of(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SplitHalf.link(new double[1], new double[2], new double[1], new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

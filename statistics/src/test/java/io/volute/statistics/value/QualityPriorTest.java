package io.volute.statistics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.Estimate;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.moments.Moments;
import io.volute.statistics.random.Draws;
import io.volute.statistics.ranking.Auc;
import org.junit.jupiter.api.Test;

class QualityPriorTest {

    private static final ValueCurve CURVE = ValueCurve.unlimited(10_000, .05, 100, 15, 0);

    /** logit .8 = 1.3863, logit .7 = .8473, logit .87 = 1.9010; by hand. */
    @Test
    void chanceIsNormalOnTheLogOdds() {
        QualityPrior prior = QualityPrior.ofInterval(.8, .7, .87);
        double deviation = (1.9009588 - .8472979) / 3.9199280;

        assertThat(prior.deviation()).isCloseTo(deviation, within(1e-7));
        assertThat(prior.chanceAtLeast(.8)).isCloseTo(.5, within(1e-12));
        assertThat(prior.chanceAtLeast(.7)).isCloseTo(Normal.cdf((1.3862944 - .8472979) / deviation), within(1e-7));
        assertThat(prior.chanceAtLeast(0)).isOne();
        assertThat(prior.chanceAtLeast(1)).isZero();
        assertThat(QualityPrior.ofError(.8, .04).deviation()).isCloseTo(.25, within(1e-12));
    }

    @Test
    void worthUnderTheBeliefIsTheMeanOverDraws() {
        QualityPrior prior = new QualityPrior(.8, .3);
        Draws draws = Draws.of(4);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 50_000; i++) {
            double quality = 1 / (1 + Math.exp(-draws.normal(Math.log(4), .3)));
            double value = CURVE.value(Math.max(.5, quality));
            sum += value / 50_000;
            squares += value * value / 50_000;
        }
        Moments value = prior.value(CURVE);

        assertThat(value.mean()).isCloseTo(sum, within(60.0));
        assertThat(value.deviation()).isCloseTo(Math.sqrt(squares - sum * sum), within(60.0));
    }

    /** 500 projects with a pilot each: among those that were given a chance, that share keeps it. */
    @Test
    void chancesOfFiveHundredProjectsComeTrue() {
        int projects = 500;
        double needed = .8;
        double[] sum = new double[4];
        double[] kept = new double[4];
        int[] count = new int[4];
        double expected = 0;
        double came = 0;
        double spread = 0;
        for (int project = 0; project < projects; project++) {
            Draws draws = Draws.of(31, project);
            // Nothing is known beforehand: true qualities are as likely everywhere round the needed one.
            double quality = 1 / (1 + Math.exp(-(Math.log(4) + 2.4 * (draws.uniform() - .5))));
            double distance = Math.sqrt(2) * Normal.quantile(quality);
            double[] score = new double[240];
            boolean[] truth = new boolean[240];
            for (int i = 0; i < 240; i++) {
                truth[i] = i % 4 == 0;
                score[i] = draws.normal(truth[i] ? distance : 0, 1);
            }
            Estimate pilot = Auc.of(score, truth).found().orElseThrow();
            double chance = QualityPrior.ofInterval(pilot.estimate(), pilot.low(), pilot.high())
                    .chanceAtLeast(needed);
            int bin = (int) Math.min(3, 4 * chance);
            sum[bin] += chance;
            kept[bin] += quality >= needed ? 1 : 0;
            count[bin]++;
            expected += chance;
            came += quality >= needed ? 1 : 0;
            spread += chance * (1 - chance);
        }

        assertThat(Math.abs(came - expected)).isLessThan(3 * Math.sqrt(spread));
        for (int bin = 0; bin < 4; bin++) {
            double share = sum[bin] / count[bin];
            assertThat(count[bin]).isGreaterThan(20);
            assertThat(kept[bin] / count[bin])
                    .as("chances about %s", share)
                    .isCloseTo(share, within(3 * Math.sqrt(share * (1 - share) / count[bin]) + .02));
        }
    }

    @Test
    void refusesWhatIsNoQuality() {
        assertThatThrownBy(() -> new QualityPrior(1, .1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QualityPrior.ofInterval(.8, .9, .7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QualityPrior(.8, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.volute.statistics.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.Estimate;
import io.volute.statistics.mean.Arms;
import io.volute.statistics.moments.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * BA08: two thousand riders a day are added to Chicago's Clark/Lake in the last four of twenty weeks, in each spring from
 * 2002 to 2016. The obvious wrong one compares the days after with the days before, and takes the spring for an effect.
 */
class InterruptedRidershipTest {
    private static final Path FILE =
            Path.of("..", "examples", "ridership", "data", "chicago.csv").toAbsolutePath();
    private static final int DAYS = 140;
    private static final int DATE = 112;
    private static final double STEP = 2;

    private static final List<double[]> SPRINGS = new ArrayList<>();

    @BeforeAll
    static void readTheSprings() throws IOException {
        List<LocalDate> days = new ArrayList<>();
        List<Double> riders = new ArrayList<>();
        List<String> lines = Files.readAllLines(FILE);
        assertThat(lines.get(0)).startsWith("date,ridership,");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", 3);
            days.add(LocalDate.parse(cells[0]));
            riders.add(Double.parseDouble(cells[1]));
        }
        for (int year = 2002; year <= 2016; year++) {
            LocalDate monday = LocalDate.of(year, 1, 2).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
            int first = days.indexOf(monday);
            assertThat(days.get(first + DAYS - 1)).isEqualTo(monday.plusDays(DAYS - 1));
            double[] spring = new double[DAYS];
            for (int day = 0; day < DAYS; day++) {
                spring[day] = riders.get(first + day) + (day >= DATE ? STEP : 0);
            }
            SPRINGS.add(spring);
        }
    }

    private interface Method {
        Estimate effect(double[] spring);
    }

    /** Effects of all springs by a method. */
    private static List<Estimate> effects(Method method) {
        return SPRINGS.stream().map(method::effect).toList();
    }

    private static Estimate interrupted(double[] spring) {
        return InterruptedSeries.at(spring, DATE, 7, 5).average().found().orElseThrow();
    }

    private static Estimate beforeAndAfter(double[] spring) {
        return Arms.difference(
                        Moments.of(Arrays.copyOfRange(spring, DATE, DAYS)),
                        Moments.of(Arrays.copyOf(spring, DATE)),
                        .05)
                .found()
                .orElseThrow();
    }

    /**
     * Recovered: in the interval, on average over the springs where it is, and seen at all in nine of fifteen springs; in
     * the others sixteen weeks leave open how far the level wanders by itself.
     */
    private static boolean recovered(List<Estimate> effects) {
        double mean = effects.stream().mapToDouble(Estimate::estimate).average().orElseThrow();
        long covered = effects.stream().filter(effect -> effect.covers(STEP)).count();
        long seen = effects.stream().filter(effect -> effect.low() > 0).count();
        return Math.abs(mean - STEP) < .3 && covered >= 14 && seen >= 9;
    }

    @Test
    void aPlantedStepIsRecoveredWithinItsInterval() {
        assertThat(SPRINGS).hasSize(15);
        assertThat(recovered(effects(InterruptedRidershipTest::interrupted))).isTrue();
        assertThat(recovered(effects(InterruptedRidershipTest::beforeAndAfter)))
                .as("days after against days before")
                .isFalse();
    }

    /** Four dates before the step in each spring: of 60 at 5 %, six or fewer are loud in 97 of 100 worlds. */
    @Test
    void placeboDatesAreSilent() {
        List<InterruptedSeries.Placebo> placebos = SPRINGS.stream()
                .flatMap(spring -> InterruptedSeries.placebos(spring, DATE, 7, 5, 4).stream())
                .toList();

        assertThat(placebos).hasSize(60).allMatch(placebo -> placebo.place() < DATE);
        assertThat(placebos.stream().filter(placebo -> !placebo.silent())).hasSizeLessThanOrEqualTo(6);
        // It is not that the model is silent everywhere: at the true date nine springs are loud.
        assertThat(effects(InterruptedRidershipTest::interrupted).stream().filter(effect -> !effect.covers(0)))
                .hasSizeGreaterThanOrEqualTo(9);
    }
}

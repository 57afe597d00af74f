package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.MetricWindow;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.statistics.random.SplitMix;
import io.volute.statistics.sequential.Spending;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A simulated experiment whose names are chosen by somebody who means harm. */
public final class Trials {
    static final String ARM = "new<script>alert(1)</script>&\"'";
    static final String PLACE = "<img src=x onerror=alert(2)>";
    static final MetricId DECIDES = MetricId.parse("orders@1");
    static final MetricId GUARDS = MetricId.parse("refunds@2");
    static final MetricId BESIDE = MetricId.parse("visits@1");
    static final SortedMap<MetricId, MetricDefinition> DEFINITIONS = new TreeMap<>(Map.of(
            DECIDES, definition(Direction.UP, List.of(BESIDE)),
            GUARDS, definition(Direction.DOWN, List.of()),
            BESIDE, definition(Direction.UP, List.of())));

    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2026, 6, 8), LocalDate.of(2026, 6, 15), LocalDate.of(2026, 6, 22));

    private Trials() {}

    static Design design(boolean sequential) {
        return new Design(
                "trial",
                "user",
                new TreeMap<>(Map.of("control", .5, ARM, .5)),
                "control",
                List.of(new Design.Primary(DECIDES, .05, Optional.empty())),
                List.of(new Design.Guarded(GUARDS, .1, Optional.empty())),
                List.of(),
                Optional.empty(),
                new LookPlan(
                        sequential ? LookPlan.Type.GROUP_SEQUENTIAL : LookPlan.Type.FIXED,
                        Spending.OBRIEN_FLEMING,
                        sequential ? DAYS : List.of(),
                        Optional.empty(),
                        .8,
                        .05),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    private static MetricDefinition definition(Direction direction, List<MetricId> context) {
        return new MetricDefinition(
                MetricType.COUNT,
                Optional.of(EventTerm.of("given")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new MetricWindow(Duration.ZERO, Duration.ofDays(1)),
                Duration.ZERO,
                direction,
                1,
                MetricDefinition.ZeroDenominator.KEEP_UNIT,
                true,
                Optional.empty(),
                context);
    }

    /**
     * Units of both arms, in turn.
     *
     * @param lift of orders in the new arm
     * @param lost every so many units of the new arm are lost in one place; 0 for none
     */
    static ExperimentUnits units(int count, double lift, int lost, LocalDate until) {
        int[] kept = IntStream.range(0, count)
                .filter(i -> lost == 0 || i % 2 == 0 || i % lost != 1)
                .toArray();
        int[] arms = Arrays.stream(kept).map(i -> i % 2).toArray();
        @Nullable String[] places = new String[kept.length];
        for (int i = 0; i < kept.length; i++) {
            places[i] = kept[i] % 3 == 0 ? PLACE : "elsewhere";
        }
        double[] orders = Arrays.stream(kept)
                .mapToDouble(i -> (2 + drawn(i, 1)) * (i % 2 == 0 ? 1 : 1 + lift))
                .toArray();
        double[] refunds = Arrays.stream(kept).mapToDouble(i -> 1 + drawn(i, 2)).toArray();
        double[] visits = Arrays.stream(kept).mapToDouble(i -> 3 + drawn(i, 3)).toArray();
        String[] names = Arrays.stream(kept).mapToObj(i -> PLACE + i).toArray(String[]::new);
        return new ExperimentUnits(
                names,
                arms,
                new TreeMap<>(Map.of("place", places)),
                List.of(
                        new UnitMetric(BESIDE, of(BESIDE), UnitMetric.Part.of(visits), Optional.empty()),
                        new UnitMetric(DECIDES, of(DECIDES), UnitMetric.Part.of(orders), Optional.empty()),
                        new UnitMetric(GUARDS, of(GUARDS), UnitMetric.Part.of(refunds), Optional.empty())),
                new ExperimentUnits.Counts(count, kept.length, 0, 0, 0, 0, 0),
                Optional.empty(),
                Optional.of(until));
    }

    private static MetricDefinition of(MetricId id) {
        return Objects.requireNonNull(DEFINITIONS.get(id));
    }

    /** Between 0 and 2. */
    private static double drawn(int unit, int stream) {
        return 2 * ((SplitMix.mix64(SplitMix.mix64(stream) + unit) >>> 11) * 0x1p-53);
    }

    static ExperimentAnalysis.Analysed analyse(Design design, ExperimentUnits units, Looks before) {
        return new ExperimentAnalysis(design, DEFINITIONS).analyse(units, before);
    }

    static String page(Design design, ExperimentResult result) {
        return new ResultPage(new Stylesheet()).html(result, design, DEFINITIONS);
    }

    /** The second of three looks, which has not decided. */
    public static String secondLook() {
        Design design = design(true);
        Looks first =
                analyse(design, units(150, .04, 0, DAYS.get(0)), Looks.NONE).looks();
        return page(
                design, analyse(design, units(300, .04, 0, DAYS.get(1)), first).result());
    }
}

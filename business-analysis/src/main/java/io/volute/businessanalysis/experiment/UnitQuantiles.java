package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.statistics.quantile.ArmQuantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A quantile of the units' totals in each arm. Quantiles of parts do not add up: they need all units at once. */
final class UnitQuantiles {
    private UnitQuantiles() {}

    /** By arm; an arm without units has none. */
    static List<Optional<ArmQuantile>> of(UnitMetric metric, int[] armOf, int count) {
        double level = metric.definition().level().orElseThrow();
        List<Optional<ArmQuantile>> quantiles = new ArrayList<>();
        for (int arm = 0; arm < count; arm++) {
            int wanted = arm;
            double[] values = IntStream.range(0, armOf.length)
                    .filter(unit -> armOf[unit] == wanted)
                    .mapToDouble(unit -> metric.after().values()[unit])
                    .toArray();
            quantiles.add(values.length == 0 ? Optional.empty() : Optional.of(ArmQuantile.of(values, level)));
        }
        return quantiles;
    }
}

package io.volute.businessanalysis;

import io.volute.businessanalysis.ledger.CostSpec;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The section {@code business-analysis} of the spec. */
public record BusinessAnalysisSpec(
        @Doc("what building and running the model costs; [] while the objective is a draft")
        List<CostSpec> costs,

        @Doc("seeded paths of the net value") @Default("10000")
        int paths) {

    /** Checks that names differ and that there are paths. */
    public BusinessAnalysisSpec {
        costs = List.copyOf(costs);
        Set<String> names = new HashSet<>();
        for (CostSpec cost : costs) {
            String key = cost.name() + " " + cost.per() + " " + cost.from();
            if (!names.add(key)) {
                throw new IllegalArgumentException("costs: " + cost.name() + " twice (expected: once for each date)");
            }
        }
        if (paths < 100 || paths > 100_000) {
            throw new IllegalArgumentException("paths: " + paths + " (expected: 100 to 100000)");
        }
    }
}

package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.contract.modeling.ModelRuntime.Scorer;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row is scored fast enough: the 99th percentile over sample rows, one at a time, after warming up, is within the
 * requirement sheet's bound for {@code latency}. Measured in three rounds of which the quietest counts, so that a busy
 * machine refuses nobody. The result says met or missed and the bound, never the milliseconds, which are different each
 * time; they are logged.
 */
final class LatencyGate implements Gate {
    static final String NAME = "latency";
    private static final Logger LOG = LoggerFactory.getLogger(LatencyGate.class);
    private static final int WARM_UP = 500;
    private static final int CALLS = 300;
    private static final int ROUNDS = 3;

    private final LongSupplier nanos;

    @Inject
    LatencyGate() {
        this(System::nanoTime);
    }

    LatencyGate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return NoOptions.class;
    }

    @Override
    public GateResult judge(Evidence evidence, Record options) {
        Optional<Double> bound = evidence.requirements().strictest(NAME);
        if (bound.isEmpty()) {
            return Results.of(NAME, true, "no requirement asks for it", "none");
        }
        String expected = "<= " + Numbers.plain(bound.get()) + " ms a row, 99th percentile";
        if (!(evidence.loading() instanceof Evidence.Loading.Loaded loaded)) {
            return Results.of(NAME, false, "not measured: the package does not load", expected);
        }
        double millis = quietest(loaded.scorer());
        LOG.debug("latency of {}: {} ms a row at the 99th percentile", evidence.recipe(), millis);
        boolean met = millis <= bound.get();
        return Results.of(NAME, met, met ? "met" : "missed", expected);
    }

    private double quietest(Scorer scorer) {
        Table samples = scorer.samples();
        Table[] rows = new Table[samples.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = samples.pick(new int[] {row});
        }
        measure(scorer, rows, WARM_UP);
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, measure(scorer, rows, CALLS));
        }
        return best;
    }

    private double measure(Scorer scorer, Table[] rows, int calls) {
        long[] taken = new long[calls];
        for (int call = 0; call < calls; call++) {
            long start = nanos.getAsLong();
            scorer.score(rows[call % rows.length]);
            taken[call] = nanos.getAsLong() - start;
        }
        Arrays.sort(taken);
        return taken[(int) Math.ceil(calls * .99) - 1] / 1e6;
    }
}

package io.volute.dataengineering.profile;

import io.volute.core.table.Column;
import io.volute.core.table.IntSort;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.snapshot.LogicalDigest;
import io.volute.dataengineering.snapshot.Repeats;
import io.volute.dataengineering.snapshot.RowHash;
import io.volute.statistics.random.SplitMix;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/** Profiles tables. The same rows give the same profile in whatever order they come. Stateless. */
public final class Profiler {
    private static final long SEED = 1;
    private static final int PAIRED = 100_000;

    /** The profiler; it holds nothing. */
    public Profiler() {}

    /** A table's profile; {@code types} says how its columns are written, by name. */
    public Profile profile(Table table, SortedMap<String, ValueType> types) {
        List<Column> byName = table.columns().stream()
                .sorted(Comparator.comparing(Column::name))
                .toList();
        long[] rowIds = new long[table.rows()];
        LogicalDigest logical = new LogicalDigest(byName);
        Profile.Duplicates duplicates = identify(byName, rowIds, logical);
        List<Profile.OfColumn> columns = new ArrayList<>();
        List<Profile.Warning> warnings = new ArrayList<>();
        for (Column column : table.columns()) {
            ValueType type = types.getOrDefault(column.name(), ValueType.TEXT);
            ColumnProfiler profiler = new ColumnProfiler(column, ColumnProfiler.name(type));
            columns.add(profiler.describe(rowIds, SEED));
            warnings.addAll(profiler.warnings());
        }
        if (duplicates.rows() > 0) {
            warnings.add(new Profile.Warning(
                    "duplicates", "", Numbers.count(duplicates.rows()) + " rows equal an earlier row in every column"));
        }
        return new Profile(
                logical.digest(),
                table.rows(),
                columns,
                new PairProfiler(sample(table, rowIds)).all(),
                duplicates,
                warnings);
    }

    /** Ids that depend on what stands in a row and on how many equal ones came before, not on its place. */
    private static Profile.Duplicates identify(List<Column> columns, long[] rowIds, LogicalDigest logical) {
        RowHash hash = new RowHash(columns);
        for (int row = 0; row < rowIds.length; row++) {
            byte[] digest = hash.of(row);
            logical.add(digest);
            rowIds[row] = ByteBuffer.wrap(digest).getLong();
        }
        BitSet repeats = Repeats.of(rowIds);
        for (int row = 0; row < rowIds.length; row++) {
            rowIds[row] += SplitMix.mix64(0);
        }
        Map<ByteBuffer, Long> seen = new HashMap<>();
        long groups = 0;
        long rows = 0;
        for (int row = repeats.nextSetBit(0); row >= 0; row = repeats.nextSetBit(row + 1)) {
            ByteBuffer digest = ByteBuffer.wrap(hash.of(row));
            long before = seen.merge(digest, 1L, Long::sum) - 1;
            rowIds[row] = digest.getLong(0) + SplitMix.mix64(before);
            rows += before > 0 ? 1 : 0;
            groups += before == 1 ? 1 : 0;
        }
        return new Profile.Duplicates(rows, groups);
    }

    private static Table sample(Table table, long[] rowIds) {
        if (table.rows() <= PAIRED) {
            return table;
        }
        double[] draws = new double[rowIds.length];
        for (int row = 0; row < draws.length; row++) {
            draws[row] = SplitMix.u(rowIds[row], SEED);
        }
        // Nearly always enough, and spares sorting the rest.
        double bound = 1.1 * PAIRED / draws.length;
        int[] low = IntStream.range(0, draws.length)
                .filter(row -> draws[row] < bound)
                .toArray();
        int[] drawn = low.length < PAIRED ? IntStream.range(0, draws.length).toArray() : low;
        IntSort.sort(drawn, 0, drawn.length, (first, second) -> Double.compare(draws[first], draws[second]));
        return table.pick(Arrays.copyOf(drawn, PAIRED));
    }
}

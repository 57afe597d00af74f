package io.volute.deployment;

import com.fasterxml.jackson.databind.node.NullNode;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Models whose probability is the row's column {@code speed} over 100, a half where it is missing. */
public final class FixedRuntime implements ModelRuntime {
    /** A package that this runtime loads. */
    public static final ModelPackage PACKAGE = new ModelPackage(
            1,
            "fixed",
            NullNode.instance,
            Instant.parse("2000-01-01T00:00:00Z"),
            7_000,
            800,
            "none",
            List.of("speed"),
            NullNode.instance,
            NullNode.instance,
            NullNode.instance);

    private int loads;

    @Override
    public Scorer load(ModelPackage model) {
        loads++;
        return new Scorer() {
            @Override
            public Framing framing() {
                return Framing.BINARY;
            }

            @Override
            public List<String> outputs() {
                return List.of("probability");
            }

            @Override
            public double[] score(Table rows) {
                Column speed = rows.column("speed");
                return IntStream.range(0, rows.rows())
                        .mapToDouble(row -> speed.isMissing(row) ? .5 : speed.doubleAt(row) / 100)
                        .toArray();
            }

            @Override
            public Table samples() {
                return Table.of(List.of(Column.builder("speed", ColumnType.DOUBLE, 2)
                        .add(10.0)
                        .addMissing()
                        .build()));
            }
        };
    }

    /** How often a package was loaded. */
    public int loads() {
        return loads;
    }
}

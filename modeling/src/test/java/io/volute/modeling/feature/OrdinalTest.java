package io.volute.modeling.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.testing.Kits;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OrdinalTest {
    private static final Ordinal.Options SIZES =
            new Ordinal.Options(List.of("size"), List.of("Small", "Medium", "Large"));

    private final Ordinal ordinal = new Ordinal();

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        Table sizes = sizes("Small", null, "Large", "Medium", "Huge", "Large");
        Column.Builder other = Column.builder("other", ColumnType.LONG, 6);
        for (int row = 0; row < sizes.rows(); row++) {
            other.add(row);
        }
        return Kits.tests(
                new TransformContract(ordinal, SIZES, Table.of(List.of(sizes.column("size"), other.build()))));
    }

    @Test
    void stepsAreEqualFromTheLowestToTheHighest() {
        Transform.Fitted fitted = fit(SIZES, sizes("Small", "Large"));
        assertThat(fitted.features()).containsExactly("size level");
        assertThat(encode(fitted, "Small")).containsExactly(0);
        assertThat(encode(fitted, "Medium")).containsExactly(.5);
        assertThat(encode(fitted, "Large")).containsExactly(1);
    }

    @Test
    void whatHasNoLevelTakesTheMiddleOneAndIsMarkedIfTrainingHasIt() {
        Transform.Fitted marked = fit(SIZES, sizes("Large", "Large", null, "Small"));
        assertThat(encode(marked, null)).containsExactly(1, 1);
        assertThat(encode(marked, "Huge")).containsExactly(1, 1);
        assertThat(encode(marked, "Medium")).containsExactly(.5, 0);

        Transform.Fitted unmarked = fit(SIZES, sizes("Medium", "Medium", "Small"));
        assertThat(encode(unmarked, "Huge")).containsExactly(.5);
    }

    @Test
    void refusesAnOrderThatIsNone() {
        assertThatThrownBy(() -> new Ordinal.Options(List.of("size"), List.of("a", "a")))
                .hasMessageContaining("none twice");
        assertThatThrownBy(() -> fit(SIZES, sizes("small", "large")))
                .hasMessageContaining("has none of the declared values");
    }

    private static Table sizes(@Nullable String... values) {
        Column.Builder builder = Column.builder("size", ColumnType.TEXT, values.length);
        for (String value : values) {
            if (value == null) {
                builder.addMissing();
            } else {
                builder.add(value);
            }
        }
        return Table.of(List.of(builder.build()));
    }

    private static double[] encode(Transform.Fitted fitted, @Nullable String value) {
        double[] features = new double[fitted.features().size()];
        fitted.over(sizes(value)).encode(0, (feature, number) -> features[feature] = number);
        return features;
    }

    private Transform.Fitted fit(Ordinal.Options options, Table rows) {
        return ordinal.fit(options, Rows.unlabelled(rows));
    }
}

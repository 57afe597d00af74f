package io.volute.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.table.Column;
import io.volute.testing.Kits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ChiSquareDriftTest {
    private final ChiSquareOptions options = new ChiSquareOptions(10);

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Kits.tests(new DriftTestContract(new ChiSquareDrift(), options));
    }

    /** A test that drops missing rows first does not see a column vanish. */
    @Test
    void theContractCatchesATestThatForgetsMissingValues() {
        DriftTest forgetful = new DriftTest() {
            @Override
            public int revision() {
                return 1;
            }

            @Override
            public Class<? extends Record> options() {
                return ChiSquareOptions.class;
            }

            @Override
            public List<Comparison> compare(List<Column> reference, Column current, Record record) {
                return new ChiSquareDrift()
                        .compare(reference, current, record).stream()
                                .filter(comparison -> comparison.kind() == Comparison.Kind.DISTRIBUTION)
                                .toList();
            }
        };
        assertThat(Kits.failures(new DriftTestContract(forgetful, options))).containsExactly("findsThatValuesVanish");
    }
}

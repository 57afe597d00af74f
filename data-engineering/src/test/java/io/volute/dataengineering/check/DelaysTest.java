package io.volute.dataengineering.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import io.volute.statistics.random.SplitMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DE05: a delay below -60 minutes is set aside with its rule and its row. {@link FlightsIT} does the same with the three
 * million flights, of which 142 are so; here as many are planted among 5,000, with delays of exactly -60, of -6 and of -600
 * and missing ones between them.
 */
class DelaysTest {
    private static final int PLANTED = 142;
    private static final int ROWS = 5_000;

    @TempDir
    Path folder;

    private final Map<Integer, String> planted = new TreeMap<>();

    @BeforeEach
    void plant() throws IOException {
        List<String> delays = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            delays.add(ordinary(row));
        }
        for (int row = 0; planted.size() < PLANTED; row++) {
            int at = (int) (SplitMix.u(row, 7) * ROWS);
            String delay = row % 3 == 0 ? "-61" : row % 3 == 1 ? "-600" : "-" + (62 + row);
            delays.set(at, delay);
            planted.put(at + 2, delay);
        }
        StringBuilder file = new StringBuilder("flight,delay\n");
        for (int row = 0; row < ROWS; row++) {
            file.append(row).append(',').append(delays.get(row)).append('\n');
        }
        Files.writeString(folder.resolve("flights.csv"), file.toString());
    }

    private static String ordinary(int row) {
        return switch (row % 5) {
            case 0 -> "-60";
            case 1 -> "-6";
            case 2 -> "";
            default -> String.valueOf((int) (SplitMix.u(row, 1) * 300) - 59);
        };
    }

    @Test
    void areQuarantinedWithRuleAndRow() {
        FileReport report = check(Checks.range("delay", OptionalDouble.of(-60), OptionalDouble.empty()));

        assertThat(report.rows()).isEqualTo(ROWS);
        assertThat(report.quarantined()).isEqualTo(PLANTED);
        assertThat(report.verdict().value()).isEqualTo("PASS");
        assertThat(aside(report)).isEqualTo(planted);
        assertThat(report.aside())
                .allSatisfy(row -> {
                    assertThat(row.rule()).isEqualTo("early");
                    assertThat(row.column()).isEqualTo("delay");
                    assertThat(row.raw()).endsWith("," + row.value());
                })
                .extracting(FileReport.Aside::rowId)
                .doesNotHaveDuplicates();
    }

    /** Rules that are nearly right take other rows, so that the test above would fail with them. */
    @Test
    void areNotWhatNearlyRightRulesTake() {
        assertThat(aside(check(Checks.range("delay", OptionalDouble.of(-59), OptionalDouble.empty()))))
                .isNotEqualTo(planted);
        assertThat(aside(check(Checks.range("delay", OptionalDouble.of(-61), OptionalDouble.empty()))))
                .isNotEqualTo(planted);
        assertThat(aside(check(Checks.condition("not (delay is missing) and delay >= -60"))))
                .isNotEqualTo(planted);
    }

    private FileReport check(Checks.Rule early) {
        ContractFile contract = ContractFile.builder()
                .key("flight")
                .column("flight", ValueType.INT)
                .column("delay", ValueType.INT)
                .check("early", early)
                .build();
        return Guice.createInjector(new CheckModule())
                .getInstance(FileCheck.class)
                .check(contract, new CsvSource().open("flights", CsvOptions.of(Path.of("flights.csv")), folder));
    }

    private static Map<Integer, String> aside(FileReport report) {
        Map<Integer, String> aside = new TreeMap<>();
        report.aside().forEach(row -> aside.put((int) row.line(), row.value()));
        return aside;
    }
}

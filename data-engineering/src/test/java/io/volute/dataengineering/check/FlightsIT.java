package io.volute.dataengineering.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.volute.dataengineering.DataEngineeringModule;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.ParquetOptions;
import io.volute.dataengineering.source.ParquetSource;
import io.volute.duckdb.DuckDbModule;
import io.volute.testing.Fetched;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DE05 on the three million flights of {@code examples/fetch-data}; {@link DelaysTest} is its planted twin. */
@Tag(Fetched.TAG)
class FlightsIT {
    @Test
    void setsAsideTheFlightsThatLeftMoreThanAnHourEarly() {
        Path file = Fetched.file("flights-3m.parquet");
        Path folder = Objects.requireNonNull(file.getParent());
        var injector = Guice.createInjector(
                new DataEngineeringModule(),
                new DuckDbModule(),
                binder -> binder.bind(Clock.class).toInstance(DataStage.CLOCK));
        ContractFile contract = ContractFile.builder()
                .column("delay", ValueType.INT)
                .column("distance", ValueType.INT)
                .column("origin", ValueType.CATEGORY)
                .column("destination", ValueType.CATEGORY)
                .check("early", Checks.range("delay", OptionalDouble.of(-60), OptionalDouble.empty()))
                .build();

        FileReport report = injector.getInstance(FileCheck.class)
                .check(
                        contract,
                        injector.getInstance(ParquetSource.class)
                                .open(
                                        "flights",
                                        new ParquetOptions(folder.relativize(file), List.of(), Optional.empty()),
                                        folder));

        assertThat(report.rows()).isEqualTo(3_000_000);
        assertThat(report.quarantined()).isEqualTo(142);
        assertThat(report.aside()).hasSize(142).allSatisfy(row -> {
            assertThat(row.rule()).isEqualTo("early");
            assertThat(Integer.parseInt(row.value())).isLessThan(-60);
        });
    }
}

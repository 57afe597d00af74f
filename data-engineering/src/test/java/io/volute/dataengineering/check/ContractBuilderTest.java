package io.volute.dataengineering.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.volute.core.spec.SpecLoader;
import io.volute.core.stage.ExtensionPoint;
import io.volute.dataengineering.DataEngineeringModule;
import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import io.volute.duckdb.DuckDbModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract written in Java says the same as one written in YAML, and needs no project either. */
class ContractBuilderTest {
    private static final String YAML = """
            version: 2
            key: [visit]
            event-time: day
            columns:
              visit: {type: int}
              day: {type: date}
              size: {type: category}
              speed: {type: int, on-bad-value: quarantine}
              name: {type: text, pii: true}
            checks:
              sizes: {check: allowed, column: size, values: [small, large]}
              speeds: {check: range, column: speed, min: 0.5, max: 500}
              sane: {check: condition, holds: "speed < 100 or size = 'large'", severity: warn}
              names: {check: pattern, column: name, pattern: "[a-z]+"}
              short: {check: length, column: name, min: 2, max: 40}
              known: {check: completeness, column: speed, min: 0.6}
              once: {check: unique, columns: [day, name]}
              enough: {check: row-count, min: 2, severity: block-deploy}
            max-quarantined: 0.6
            accept: [{row: 0123456789abcdef, rule: speeds, reason: seen, by: A. Meyer}]
            """;

    @TempDir
    Path folder;

    private static ContractFile built() {
        return ContractFile.builder()
                .version(2)
                .key("visit")
                .eventTime("day")
                .column("visit", ValueType.INT)
                .column("day", ValueType.DATE)
                .column("size", ValueType.CATEGORY)
                .lenientColumn("speed", ValueType.INT)
                .personalColumn("name", ValueType.TEXT)
                .check("sizes", Checks.allowed("size", "small", "large"))
                .check("speeds", Checks.range("speed", OptionalDouble.of(0.5), OptionalDouble.of(500)))
                .check("sane", Checks.condition("speed < 100 or size = 'large'").severity(Severity.WARN))
                .check("names", Checks.pattern("name", "[a-z]+"))
                .check("short", Checks.length("name", 2, 40))
                .check("known", Checks.completeness("speed", 0.6))
                .check("once", Checks.unique("day", "name"))
                .check("enough", Checks.rowCount(2, OptionalLong.empty()).severity(Severity.BLOCK_DEPLOY))
                .maxQuarantined(0.6)
                .accept(new Pardon("0123456789abcdef", "speeds", "seen", "A. Meyer"))
                .build();
    }

    @Test
    void saysTheSameAsTheYaml() throws IOException {
        var injector = Guice.createInjector(
                new DataEngineeringModule(),
                new DuckDbModule(),
                binder -> binder.bind(Clock.class).toInstance(DataStage.CLOCK));
        ContractFile read = new SpecLoader(
                        Set.of(), injector.getInstance(Key.get(new TypeLiteral<Set<ExtensionPoint<?>>>() {})))
                .read(Files.writeString(folder.resolve("contract.yaml"), YAML), ContractFile.class);

        assertThat(built()).isEqualTo(read);
    }

    @Test
    void judgesAFileWithNothingButTheChecks() throws IOException {
        Files.writeString(
                folder.resolve("visits.csv"),
                "visit,day,size,speed,name\n1,2000-01-01,small,10,anna\n2,2000-01-01,huge,20,berta\n3,2000-01-02,large,fast,carl\n");
        FileCheck check = Guice.createInjector(new CheckModule()).getInstance(FileCheck.class);

        FileReport report =
                check.check(built(), new CsvSource().open("visits", CsvOptions.of(Path.of("visits.csv")), folder));

        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.quarantined()).isEqualTo(2);
        assertThat(report.aside()).extracting(FileReport.Aside::rule).containsExactly("sizes", "type of speed");
        assertThat(report.aside()).extracting(FileReport.Aside::raw).containsOnly("(personal)");
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        ContractBuilder builder = ContractFile.builder().column("day", ValueType.DATE);
        assertThatThrownBy(() -> builder.column("day", ValueType.INT)).hasMessageContaining("day twice");
        assertThatThrownBy(() -> builder.check("speeds", Checks.completeness("speed", 0.5))
                        .build())
                .hasMessageContaining("speeds reads column speed, which the contract does not name");
    }
}

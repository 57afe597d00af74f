package io.volute.benchmarks;

import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.check.Check;
import io.volute.dataengineering.check.Checks;
import io.volute.dataengineering.check.ContractFile;
import io.volute.dataengineering.check.FileCheck;
import io.volute.dataengineering.check.RowCheck;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.snapshot.IdentifiedRows;
import io.volute.dataengineering.snapshot.RowHash;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import io.volute.dataengineering.source.Delivery;
import io.volute.dataengineering.source.RawRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** A million flights as CSV: parsed, typed and checked; hashed, apart; and the same with every row bad. */
final class CsvRace {
    private static final String CLEAN = "flights-1m.csv";
    private static final String BAD_VALUE = "flights-1m-bad-value.csv";
    private static final String BAD_RANGE = "flights-1m-bad-range.csv";

    private final Connection duck;
    private final Race race;
    private final Path flights;
    private final Path folder;
    private final Map<String, Check> checks = DataBenchmark.checks();
    private final ContractFile contract = ContractFile.builder()
            .lenientColumn("date", ValueType.INSTANT)
            .lenientColumn("delay", ValueType.INT)
            .lenientColumn("distance", ValueType.INT)
            .lenientColumn("origin", ValueType.CATEGORY)
            .lenientColumn("destination", ValueType.CATEGORY)
            .check("delay", Checks.range("delay", OptionalDouble.of(-2_000), OptionalDouble.of(5_000)))
            .check("distance", Checks.range("distance", OptionalDouble.of(0), OptionalDouble.of(10_000)))
            .check("origin", Checks.length("origin", 1, 5))
            .build();

    CsvRace(Connection duck, Race race, Path flights, Path folder) {
        this.duck = duck;
        this.race = race;
        this.flights = flights;
        this.folder = folder;
    }

    void run() throws Exception {
        make(CLEAN, "delay", "distance");
        make(BAD_VALUE, "'late'", "distance");
        make(BAD_RANGE, "delay", "distance - 1000000");
        Table[] last = new Table[1];
        race.against(
                "csv, 1M x 5: parsed, typed, 3 checks",
                () -> last[0] = typedAndChecked(),
                "csv, 1M x 5: DuckDB read_csv, declared, 3 checks",
                this::rival,
                1.5);
        Table table = Objects.requireNonNull(last[0]);
        race.alone("csv: hashing its rows (id and digest)", () -> hash(table));
        race.against(
                "csv: every row has a value of no type",
                () -> identify(BAD_VALUE),
                "csv: the clean file, with ids",
                () -> identify(CLEAN),
                2);
        race.against(
                "csv: every row breaks a check",
                () -> check(BAD_RANGE),
                "csv: the clean file, as the verb check does it",
                () -> check(CLEAN),
                2);
        race.alone(
                "csv: every row breaks a check, and each is told",
                () -> new FileCheck(checks).check(contract, open(BAD_RANGE)));
    }

    private void make(String name, String delay, String distance) throws Exception {
        if (!Files.exists(folder.resolve(name))) {
            DataBenchmark.execute(
                    duck,
                    "COPY (SELECT strftime(date, '%Y-%m-%dT%H:%M:%SZ') AS date, " + delay + " AS delay, " + distance
                            + " AS distance, origin, destination FROM read_parquet('" + flights
                            + "') LIMIT 1000000) TO '" + folder.resolve(name) + "' (HEADER)");
        }
    }

    private Delivery open(String name) {
        return new CsvSource().open("flights", CsvOptions.of(Path.of(name)), folder);
    }

    private Table typedAndChecked() {
        Typed typed = new Typed(contract);
        open(CLEAN).read(typed);
        Table table = typed.table();
        contract.checks().values().forEach(check -> {
            if (!((RowCheck) check.from(checks)).broken(check.options(), table).isEmpty()) {
                throw new IllegalStateException(check.name() + " is broken");
            }
        });
        return table;
    }

    private void rival() throws Exception {
        DataBenchmark.execute(
                duck,
                "CREATE OR REPLACE TABLE csv AS SELECT * FROM read_csv('" + folder.resolve(CLEAN)
                        + "', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns ="
                        + " {'date': 'TIMESTAMP', 'delay': 'BIGINT', 'distance': 'BIGINT', 'origin': 'VARCHAR',"
                        + " 'destination': 'VARCHAR'})");
        DataBenchmark.execute(
                duck,
                "SELECT count(*) FILTER (delay NOT BETWEEN -2000 AND 5000),"
                        + " count(*) FILTER (distance NOT BETWEEN 0 AND 10000),"
                        + " count(*) FILTER (length(origin) NOT BETWEEN 1 AND 5) FROM csv");
    }

    private static void hash(Table table) {
        RowHash hash = new RowHash(table.columns());
        long sum = 0;
        for (int row = 0; row < table.rows(); row++) {
            sum += hash.of(row)[0] + hash.of(row, 0)[0];
        }
        if (sum == 0) {
            throw new IllegalStateException("never");
        }
    }

    private void identify(String name) {
        try {
            IdentifiedRows.read(open(name), contract.contract());
        } catch (VoluteException e) {
            if (name.equals(CLEAN)) {
                throw e;
            }
        }
    }

    /** As the verb does without a file for the quarantine. */
    private void check(String name) {
        new FileCheck(checks).judge(contract, open(name));
    }

    /** Columns of the contract's types. */
    private static final class Typed implements Delivery.Rows {
        private final SortedMap<String, ValueType> types = new TreeMap<>();
        private final List<ValueType> order = new ArrayList<>();
        private final List<Column.Builder> builders = new ArrayList<>();

        Typed(ContractFile contract) {
            contract.columns().forEach((name, column) -> types.put(name, column.type()));
        }

        @Override
        public void header(List<String> names) {
            for (String name : names) {
                ValueType type = Objects.requireNonNull(types.get(name));
                order.add(type);
                builders.add(Column.builder(name, type.column(), 1024));
            }
        }

        @Override
        public void row(RawRow row) {
            for (int cell = 0; cell < builders.size(); cell++) {
                if (row.isMissing(cell)) {
                    builders.get(cell).addMissing();
                } else if (!row.append(cell, order.get(cell), builders.get(cell))) {
                    throw new IllegalStateException(row.at(cell));
                }
            }
        }

        Table table() {
            return Table.of(builders.stream().map(Column.Builder::build).toList());
        }
    }
}

package com.example.stump;

import com.google.inject.Guice;
import io.volute.dataengineering.check.CheckModule;
import io.volute.dataengineering.check.Checks;
import io.volute.dataengineering.check.ContractFile;
import io.volute.dataengineering.check.FileCheck;
import io.volute.dataengineering.check.FileReport;
import io.volute.dataengineering.check.Severity;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.source.CsvOptions;
import io.volute.dataengineering.source.CsvSource;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** A contract in Java: judges a file of bird strikes without a spec, a project or a database. */
public final class StrikesContract {
    private StrikesContract() {}

    /** What a delivery of strikes promises. */
    public static ContractFile contract() {
        return ContractFile.builder()
                .version(1)
                .eventTime("Flight Date")
                .column("Flight Date", ValueType.DATE)
                .column("Effect Amount of damage", ValueType.CATEGORY)
                .lenientColumn("Speed IAS in knots", ValueType.INT)
                .personalColumn("Aircraft Airline Operator", ValueType.CATEGORY)
                .check("damage-class", Checks.allowed("Effect Amount of damage", "None", "Minor", "Medium", "Substantial"))
                .check("plausible-speed", Checks.range("Speed IAS in knots", OptionalDouble.of(0), OptionalDouble.of(500)))
                .check("speed-known", Checks.completeness("Speed IAS in knots", 0.6).severity(Severity.BLOCK_BATCH))
                .build();
    }

    /** Judges a CSV file in a folder. */
    public static FileReport judge(Path folder, String file) {
        FileCheck check = Guice.createInjector(new CheckModule()).getInstance(FileCheck.class);
        return check.check(contract(), new CsvSource().open("strikes", CsvOptions.of(Path.of(file)), folder));
    }
}

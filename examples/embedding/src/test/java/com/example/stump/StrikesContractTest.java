package com.example.stump;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.dataengineering.check.FileReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrikesContractTest {
    @TempDir
    Path folder;

    @Test
    void setsAsideWhatBreaksItAndShowsNoOperator() throws IOException {
        Files.writeString(folder.resolve("strikes.csv"), """
                Flight Date,Effect Amount of damage,Speed IAS in knots,Aircraft Airline Operator
                2000-01-01,None,140,ACME AIR
                2000-01-02,C,150,ACME AIR
                2000-01-03,Minor,fast,ACME AIR
                """);

        FileReport report = StrikesContract.judge(folder, "strikes.csv");

        assertThat(report.aside())
                .extracting(FileReport.Aside::line, FileReport.Aside::rule, FileReport.Aside::raw)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, "damage-class", "(personal)"),
                        org.assertj.core.groups.Tuple.tuple(4L, "type of Speed IAS in knots", "(personal)"));
    }
}

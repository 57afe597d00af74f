package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is judged by a contract without any project: no server, nothing left behind but what was asked for. */
class CheckFileIT {
    private static final String CONTRACT = """
            version: 2
            event-time: Flight Date
            columns:
              Flight Date: {type: date}
              Effect Amount of damage: {type: category, available: P30D}
              Speed IAS in knots: {type: int}
            checks:
              damage-class:
                check: allowed
                column: Effect Amount of damage
                values: ["None", Minor, Medium, Substantial]
              speed-known: {check: completeness, column: Speed IAS in knots, min: 0.6}
              enough: {check: row-count, min: 9000, severity: block-batch}
            """;

    @TempDir
    private Path temporary;

    private Checkout checkout;

    @BeforeEach
    void contract() throws IOException {
        checkout = Checkout.of(temporary).here();
        Files.writeString(checkout.file("strikes.yaml"), CONTRACT);
    }

    @Test
    void setsAsideWhatBreaksTheContractWithItsLineAndRawText() throws IOException {
        Outcome outcome = checkout.volute(
                        "check", "data/birdstrikes.csv", "--contract", "strikes.yaml", "--quarantine", "aside.csv")
                .exits(0);

        assertThat(outcome.out())
                .contains("10,000 rows, 15 set aside · strikes.yaml version 2")
                .containsPattern("damage-class +Effect Amount of damage +FAIL +15 rows .*C at data/birdstrikes.csv:")
                .contains("PASS  every check holds, or set aside what breaks it");
        var rows = Files.readAllLines(checkout.file("aside.csv"));
        assertThat(rows).hasSize(16).first().isEqualTo("line,row_id,rule,column,value,raw");
        int line = Integer.parseInt(rows.get(1).split(",", 2)[0]);
        String raw = Files.readAllLines(checkout.file("data/birdstrikes.csv")).get(line - 1);
        assertThat(rows.get(1))
                .contains(",damage-class,Effect Amount of damage,C,")
                .endsWith(raw.indexOf('"') < 0 ? '"' + raw + '"' : '"' + raw.replace("\"", "\"\"") + '"');
        assertThat(checkout.file(".volute")).doesNotExist();
    }

    @Test
    void saysTheSameAsJsonAndTakesTheContractOfASpec() {
        JsonNode json = checkout.volute("check", "data/birdstrikes.csv", "--contract", "volute.yaml#strikes", "--json")
                .exits(0)
                .json();

        assertThat(json.path("rows").asInt()).isEqualTo(10_000);
        assertThat(json.path("passed").asInt() + json.path("quarantined").asInt())
                .isEqualTo(10_000);
        assertThat(json.path("quarantined").asInt()).isEqualTo(15);
        JsonNode check = json.path("checks").get(0);
        assertThat(check.path("failed").asInt()).isEqualTo(15);
        assertThat(check.path("examples").get(0).path("rowId").asText()).matches("[0-9a-f]{16}");
        assertThat(checkout.volute("check", "data/birdstrikes.csv", "--contract", "volute.yaml#none")
                        .exits(2)
                        .err())
                .contains("no source none (expected one of: strikes)");
    }

    @Test
    void judgesParquetLikeTheSameRowsInCsv() throws Exception {
        ParquetTwin.write(checkout.file("data/birdstrikes.csv"), checkout.file("birds.parquet"));

        JsonNode parquet = checkout.volute("check", "birds.parquet", "--contract", "volute.yaml#strikes", "--json")
                .exits(0)
                .json();
        JsonNode csv = checkout.volute("check", "data/birdstrikes.csv", "--contract", "volute.yaml#strikes", "--json")
                .exits(0)
                .json();

        assertThat(parquet.path("rows").asInt()).isEqualTo(10_000);
        for (String part : List.of("quarantined", "verdict")) {
            assertThat(parquet.path(part)).as(part).isEqualTo(csv.path(part));
            assertThat(csv.path(part).isMissingNode()).as(part).isFalse();
        }
    }

    @Test
    void endsByWhoCanAct() throws IOException {
        Files.writeString(checkout.file("blocking.yaml"), CONTRACT.replace("min: 9000", "min: 90000"));
        assertThat(checkout.volute("check", "data/birdstrikes.csv", "--contract", "blocking.yaml")
                        .exits(1)
                        .out())
                .contains("BLOCKED  enough: ");

        Files.writeString(checkout.file("wrong.yaml"), CONTRACT.replace("event-time", "event-tyme"));
        assertThat(checkout.volute("check", "data/birdstrikes.csv", "--contract", "wrong.yaml")
                        .exits(2)
                        .err())
                .contains("wrong.yaml:2:1", "event-tyme", "event-time");
        assertThat(checkout.volute("check", "data/birdstrikes.csv", "--contract", "none.yaml")
                        .exits(2)
                        .err())
                .contains("--contract none.yaml: is not there");

        Files.writeString(
                checkout.file("bad.csv"),
                "Flight Date,Effect Amount of damage,Speed IAS in knots\n2000-02-30,None,1\n");
        assertThat(checkout.volute("check", "bad.csv", "--contract", "strikes.yaml")
                        .exits(3)
                        .err())
                .contains("bad.csv:2:1", "2000-02-30", "a date such as");
    }
}

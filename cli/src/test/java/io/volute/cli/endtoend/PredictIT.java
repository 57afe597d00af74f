package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.random.Draws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that are no events, from a file to predictions: several classes without time, and numbers with one. */
class PredictIT {
    private static final String SPEC = """
            project: %s
            seed: 1
            schedules: {}
            scoping: {objective: draft}
            data-engineering:
              sources: {rows: {type: csv, path: data/rows.csv}}
              contract:
                version: 1
                key: [id]
            %s
                columns:
                  id: {type: text}
                  day: {type: date}
                  speed: {type: number}
                  damage: {type: %s, available: later}
              label: {name: outcome, column: damage}
              checks: {all: {check: row-count, min: 100}}
              split: {%s}
            modeling:
              features:
                - {transform: number, columns: [speed]}
            %s
              candidates:
                prior: {trainer: prior}
                linear: {trainer: linear, l2: 1}
            """;

    @TempDir
    private static Path temporary;

    private static Checkout checkout;

    @BeforeAll
    static void checkOut() {
        checkout = Checkout.of(temporary).here();
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    /** 720 rows, a day each from 2019 on; fast ones have more of it. */
    private static void write(boolean classes) throws IOException {
        Draws draws = Draws.of(3);
        StringBuilder rows = new StringBuilder("id,day,speed,damage\n");
        for (int row = 0; row < 720; row++) {
            double speed = Math.rint(draws.normal(100, 30));
            double more = speed + draws.normal(0, 20);
            String label = classes ? more > 120 ? "much" : more > 90 ? "some" : "none" : Double.toString(3 * more);
            rows.append("r%d,%s,%s,%s\n".formatted(row, LocalDate.of(2019, 1, 1).plusDays(row), speed, label));
        }
        Files.writeString(checkout.file("data/rows.csv"), rows);
        Files.writeString(checkout.file("new.csv"), "day,speed\n2021-01-02,180\n2021-01-03,20\n");
    }

    @Test
    void predictsTheMostProbableOfSeveralClasses() throws IOException {
        write(true);
        Files.writeString(
                checkout.file("volute.yaml"),
                SPEC.formatted("classes", "", "category", "", "").replace("  split: {}\n", ""));
        checkout.volute("run", "--as-of", "2021-01-01").exits(0);
        assertThat(checkout.volute("predict", "new.csv", "--key", "linear")
                        .exits(0)
                        .out()
                        .lines())
                .hasSize(3)
                .first()
                .isEqualTo("row,class,much,none,some");
        assertThat(checkout.volute("predict", "new.csv", "--key", "linear").out())
                .contains("1,much,")
                .contains("2,none,");
    }

    /** The feature of the calendar reads the decision time, which has a name of its own in the file. */
    @Test
    void predictsANumberByTheMonthOfItsDecision() throws IOException {
        write(false);
        Files.writeString(
                checkout.file("volute.yaml"),
                SPEC.formatted(
                        "numbers",
                        "    decision-time: day",
                        "number",
                        "folds: 2, every: P3M",
                        "    - {transform: calendar, columns: [at], parts: [month]}"));
        checkout.volute("run", "--as-of", "2021-01-01").exits(0);
        var lines = checkout.volute("predict", "new.csv", "--key", "linear")
                .exits(0)
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(3).first().isEqualTo("row,prediction");
        assertThat(Double.parseDouble(lines.get(1).substring(2))).isBetween(450.0, 630.0);
        assertThat(Double.parseDouble(lines.get(2).substring(2))).isBetween(0.0, 140.0);
    }
}

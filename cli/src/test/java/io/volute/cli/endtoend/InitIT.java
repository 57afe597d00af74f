package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code volute init --data … && volute run}, unchanged: two classes, several and a number, with and without a time. */
class InitIT {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    private Path temporary;

    private Path table(String name, List<String> lines) throws IOException {
        Path file = temporary.resolve(name);
        Files.write(file, lines);
        return file;
    }

    /** Patients without dates: whether they come back depends on age, ward and what was written down afterwards. */
    private static List<String> patients() {
        List<String> lines = new ArrayList<>(List.of("returned,age,ward,\"paid, later\",stay"));
        for (int i = 0; i < 900; i++) {
            boolean returned = i * 7919 % 100 < (i % 60 > 40 ? 40 : 8);
            lines.add((returned ? "yes" : "no") + "," + (20 + i % 60) + ",w" + i % 4 + "," + (returned ? 1 + i % 9 : 0)
                    + "," + (i % 60) * 1.25);
        }
        return lines;
    }

    @Test
    void twoClassesWithoutATime() throws IOException {
        try (Checkout patients = Checkout.ofTable(temporary, "ward", table("patients.csv", patients()))
                .here()) {
            JsonNode made = patients.volute("init", "--data", "patients.csv", "--label", "returned", "--json")
                    .exits(0)
                    .json();
            assertThat(made.path("label").path("framing").asText()).isEqualTo("BINARY");
            assertThat(made.path("suspects").findValuesAsText("column")).containsExactly("paid, later");
            String spec = Files.readString(patients.file("volute.yaml"));
            assertThat(spec)
                    .contains("objective: draft")
                    .contains("\"paid, later\": {type: int, available: never}")
                    .contains("Switched off: paid, later");

            String screen = patients.volute("run").exits(0).out();

            assertThat(screen)
                    .contains("900 rows, without decision times")
                    .contains("scoping.costs")
                    .contains("against a constant");
            assertThat(patients.volute("show", "leakage").exits(0).out()).contains("paid, later");
        }
    }

    @Test
    void aNumberOfAnotherSizeEachDay() throws IOException {
        List<String> chicago = Files.readAllLines(EXAMPLES.resolve("ridership/data/chicago.csv"));
        List<String> narrow = chicago.stream()
                .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 9)))
                .toList();
        try (Checkout riders = Checkout.ofTable(temporary, "riders", table("riders.csv", narrow))
                .here()) {
            riders.volute("init", "--data", "riders.csv", "--label", "ridership", "--time", "date")
                    .exits(0);

            String screen = riders.volute("run").exits(0).out();

            assertThat(screen)
                    .contains("folds 2011, 2012, 2013, 2014, 2015")
                    .contains("labels (a number)")
                    .contains("deployment does not yet act on a number");
            String predicted = riders.volute("predict", "riders.csv", "--key", "linear")
                    .exits(0)
                    .out();
            assertThat(predicted).startsWith("row,prediction");
        }
    }

    @Test
    void severalClassesOfWhichTwoAreTooFewToLearn() throws IOException {
        Path strikes = EXAMPLES.resolve("birdstrikes/data/birdstrikes.csv");
        try (Checkout birds = Checkout.ofTable(temporary, "birds", strikes)) {
            String told = birds.volute(
                            "init",
                            "--data",
                            "birdstrikes.csv",
                            "--label",
                            "Effect Amount of damage",
                            "--time",
                            "Flight Date")
                    .exits(0)
                    .out();
            assertThat(told).contains("off      Cost Total $ > 0");
            birds.edit("    boosting: {trainer: boosting, trees: 100, depth: 4, eta: 0.1}\n", "");
            birds.edit("split: {folds: 5,", "split: {folds: 2,");

            String screen = birds.volute("run").exits(0).out();

            assertThat(screen).contains("15 labels quarantined").contains("labels (several classes): 8,939 None");
        }
    }

    @Test
    void nothingIsWrittenWhereASpecIsOrNothingCanBeLearnt() throws IOException {
        try (Checkout patients = Checkout.ofTable(temporary, "ward", table("patients.csv", patients()))
                .here()) {
            assertThat(patients.volute("init", "--data", "patients.csv", "--label", "return")
                            .exits(2)
                            .err())
                    .contains("Did you mean returned?");
            assertThat(patients.volute("init", "--data", "patients.csv", "--label", "returned", "--time", "age")
                            .exits(3)
                            .err())
                    .contains("time age: holds int");
            assertThat(patients.volute("init", "--data", "nowhere.csv", "--label", "returned")
                            .exits(2)
                            .err())
                    .contains("is not there");
            assertThat(patients.volute("init", "--label", "returned").exits(2).err())
                    .contains("init from what?");
            assertThat(patients.file("volute.yaml")).doesNotExist();
            patients.volute("init", "--data", "patients.csv", "--label", "returned", "inside")
                    .exits(0);
            assertThat(patients.file("inside/data/patients.csv")).exists();
            assertThat(patients.volute("init", "--data", "patients.csv", "--label", "ward", "inside")
                            .exits(2)
                            .err())
                    .contains("is there already");
        }
    }
}

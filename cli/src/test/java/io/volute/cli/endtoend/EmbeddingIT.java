package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project of a user who writes a trainer: built against the modules, started from Java, and as a plugin. */
class EmbeddingIT {
    @TempDir
    private static Path temporary;

    private static EmbeddingProject project;
    private static Outcome build;
    private static Checkout checkout;

    @BeforeAll
    static void build() {
        project = EmbeddingProject.of(temporary);
        build = project.build();
        Checkout copy = Checkout.of(temporary);
        copy.editForSpeed();
        checkout = copy.with("VOLUTE_PLUGINS", project.jar().toString());
    }

    @AfterAll
    static void stop() {
        checkout.close();
        project.close();
    }

    @Test
    void buildsByItselfAndKeepsTheContract() {
        build.exits(0);
        assertThat(build.out()).contains("Tests run: 15, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void judgesItsTrainerFromJavaAndComputesNothingTheSecondTime() {
        String spec = checkout.file("volute.yaml").toString();
        String folder = temporary.resolve("from java").toString();
        Outcome first = project.start(spec, folder).exits(0);
        assertThat(first.out())
                .containsPattern("modeling\\.train +stump +COMPUTED")
                .containsPattern("modeling\\.train +logistic +COMPUTED")
                .containsPattern("stump +0\\.[0-9]+ \\(95 %: .*\\) +")
                .containsPattern("chosen: [a-z-]+\n.+");

        Outcome second = project.start(spec, folder).exits(0);
        assertThat(second.out()).doesNotContain("COMPUTED");
        assertThat(lines(second, "chosen")).isEqualTo(lines(first, "chosen"));
    }

    @Test
    void isAPluginThatASpecSelectsByNameAndThatGoesRoundTheLoop() {
        Outcome plugins = checkout.volute("plugins").exits(0);
        assertThat(plugins.out())
                .containsPattern("stump +trainer stump: a tree with one split")
                .containsPattern("trainer +stump +yes")
                .containsPattern("trainer +logistic +yes");
        assertThat(plugins.err()).isEmpty();

        String stump = "modeling.candidates.stump={trainer: stump, min-rows: 100}";
        JsonNode run = checkout.volute("run", "--as-of", "2000-01-01", "--json", "--set", stump)
                .exits(0)
                .json();
        List<String> trained = new ArrayList<>();
        run.path("steps").forEach(step -> {
            if (step.path("step").asText().equals("modeling.train")) {
                trained.add(
                        step.path("key").asText() + " " + step.path("status").asText());
            }
        });
        assertThat(trained)
                .containsExactlyInAnyOrder("logistic COMPUTED", "logistic-strong COMPUTED", "stump COMPUTED");
        assertThat(checkout.volute("show", "evaluation").exits(0).out()).contains("stump");
    }

    @Test
    void isWhatTheGuideShows() throws IOException {
        Guide guide = Guide.read("add-a-trainer.md");
        String sources = project.sources();
        assertThat(guide.in("java"))
                .hasSize(4)
                .allSatisfy(block -> assertThat(sources).contains(block));
        Checkout reader = Checkout.of(temporary.resolve("reader"));
        reader.editForSpeed();
        Path target = Files.createDirectories(temporary.resolve("reader/embedding/target"));
        Files.copy(project.jar(), target.resolve(project.jar().getFileName()));
        String out = guide.type(reader);
        assertThat(out)
                .containsPattern("trainer +stump +yes")
                .containsPattern("train +stump")
                .contains("chosen");
    }

    @Test
    void holdsTheContractThatTheGuideShows() throws IOException {
        String sources = project.sources();
        assertThat(Guide.read("write-a-contract.md").in("java"))
                .hasSize(2)
                .allSatisfy(block -> assertThat(sources).contains(block));
    }

    @Test
    void isAnUnknownNameWithoutItsJar() {
        Outcome outcome = checkout.with("VOLUTE_PLUGINS", "")
                .volute("validate", "--set", "modeling.candidates.stump={trainer: stump}")
                .exits(2);
        assertThat(outcome.err()).contains("stump").contains("expected one of: boosting, linear, logistic, prior");
    }

    private static List<String> lines(Outcome outcome, String with) {
        return outcome.out().lines().filter(line -> line.contains(with)).toList();
    }
}

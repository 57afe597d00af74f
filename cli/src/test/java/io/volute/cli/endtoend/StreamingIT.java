package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** BA06: the example of the simulated service, as its README says: a launch that is clicked more and drives people away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamingIT {
    private static final String AS_OF = "2026-07-14";

    @TempDir
    private static Path temporary;

    private static Checkout checkout;
    private static Outcome first;

    @BeforeAll
    static void runTheExample() {
        checkout = Checkout.in(temporary);
        String script = Path.of("..", "examples", "streaming", "experiment")
                .toAbsolutePath()
                .normalize()
                .toString();
        first = checkout.shell("'" + script + "' 25000 7 home-rank-v7 .");
        checkout = checkout.here();
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    @Test
    @Order(1)
    void doesNotShipAndSaysWhyInASentence() {
        assertThat(first.exit()).as(first.toString()).isEqualTo(1);
        assertThat(first.out())
                .containsPattern("experiment home-rank-v7 +DO-NOT-SHIP +take-rate@3 \\+[4-9]")
                .containsPattern("but .*cancellation-rate@3 \\+.*: guardrail broken")
                .contains("simulated");
        assertThat(checkout.file(".volute/report.html")).content().contains("href=\"experiment-home-rank-v7.html\"");
        assertThat(checkout.file(".volute/experiment-home-rank-v7.html"))
                .content()
                .contains("<h1>Do not ship: ", "cancellation-rate@3");
    }

    @Test
    @Order(2)
    void computesNothingTheSecondTime() {
        Outcome again = checkout.volute("run", "--as-of", AS_OF, "--json").exits(1);
        for (JsonNode step : again.json().path("steps")) {
            assertThat(step.path("status").asText()).as(step.toString()).isEqualTo("REUSED");
        }
        assertThat(again.out()).contains("DO_NOT_SHIP");
    }

    @Test
    @Order(3)
    void tracesTheVerdictToTheLogsAndToNoTruthOfTheWorld() {
        JsonNode lineage = checkout.volute("lineage", "business-analysis.experiment home-rank-v7", "--json")
                .exits(0)
                .json();
        List<String> sources = new ArrayList<>();
        lineage.findValuesAsText("subject").stream()
                .filter(subject -> subject.startsWith("source "))
                .forEach(sources::add);
        assertThat(sources).contains("source assignments", "source events");
        assertThat(sources).isSubsetOf("source assignments", "source events", "source requests");
        assertThat(checkout.files("data"))
                .extracting(file -> file.getFileName().toString())
                .noneMatch(name -> name.contains("truth"));
    }

    @Test
    @Order(4)
    void refusesADesignThatWasChangedAfterTheStart() {
        checkout.edit("mde: 0.03", "mde: 0.02");
        Outcome changed = checkout.volute("run", "--as-of", AS_OF).exits(1);
        assertThat(changed.out())
                .containsPattern("experiment home-rank-v7 +INVALID +the design has changed since it was registered")
                .contains("primary[0].mde (0.03, now 0.02)");
        checkout.edit("mde: 0.02", "mde: 0.03");
        assertThat(checkout.volute("run", "--as-of", AS_OF).exits(1).out()).contains("DO-NOT-SHIP");
    }

    @Test
    @Order(5)
    void refusesAnotherDefinitionUnderTheSameNumber() {
        checkout.edit("within: PT48H", "within: PT24H");
        assertThat(checkout.volute("run", "--as-of", AS_OF).exits(2).err())
                .contains("business-analysis.metrics.take-rate@3: definition.numerator.within (PT48H, now PT24H)")
                .contains("fix: call it take-rate@4");
        checkout.edit("within: PT24H", "within: PT48H");
        checkout.volute("run", "--as-of", AS_OF).exits(1);
    }
}

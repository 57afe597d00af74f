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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a scope says of itself: its rule before any model, its limits, what was said of suitability, and that it aged. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScopeIT {
    @TempDir
    private static Path temporary;

    private static Checkout checkout;

    @BeforeAll
    static void openFirstPass() {
        checkout = Checkout.small(temporary).here();
        checkout.volute("db", "start").exits(0);
        checkout.volute("run", "--as-of", "2000-01-01").exits(0);
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    private static JsonNode shown() {
        return checkout.volute("scope", "show", "--json").exits(0).json();
    }

    private static JsonNode check(JsonNode scope, String id) {
        for (JsonNode check : scope.path("checks")) {
            if (check.path("id").asText().equals(id)) {
                return check;
            }
        }
        throw new AssertionError("no check " + id + " in " + scope);
    }

    /** SC12: the rule that a model has to beat was written before the model. */
    @Test
    @Order(1)
    void tellsTheRuleAndThatItStoodBeforeTheFirstModel() {
        JsonNode rule = shown().path("heuristic");
        assertThat(rule.path("rule").asText()).isEqualTo("inspect unless the animal was small");
        assertThat(rule.path("beforeTheFirstModel").asBoolean()).isTrue();
        assertThat(rule.path("firstModel").asText()).startsWith("2000-01-01");
        assertThat(shown().path("judged").path("state").asText()).isEqualTo("FRESH");
        assertThat(checkout.volute("scope", "show").exits(0).out())
                .contains(
                        "without it   inspect unless the animal was small · scope 1, 2000-01-01, before the first model")
                .doesNotContain("stale", "task for learning", "loosened");
    }

    @Test
    @Order(2)
    void refusesALimitThatIsNotThereWithItsPlaceAndTheNearest() {
        checkout.edit(
                "  decides: head of maintenance\n",
                "  decides: head of maintenance\n  thresholds: {S5: {kapa: {fail: 0.5}}}\n");

        assertThat(checkout.volute("validate").exits(2).err())
                .contains("S5.kapa is no measure of S5 (expected one of: kappa, contradictions). Did you mean kappa?")
                .containsPattern("volute.yaml:\\d+");
    }

    @Test
    @Order(3)
    void printsChangedLimitsWhereverTheCheckIsShown() throws IOException {
        checkout.edit(
                "  thresholds: {S5: {kapa: {fail: 0.5}}}\n",
                "  thresholds: {S5: {contradictions: {warn: 100}}, S16: {events: {warn: 500}}}\n"
                        + "  suitability:\n"
                        + "    repetitive: {holds: true, why: ninety strikes a month}\n"
                        + "    cheap-errors: {holds: false, why: a missed damage may end in a crash}\n");
        // What was changed is not judged before the next run, and the old answers say so.
        JsonNode before = shown();
        assertThat(before.path("judged").path("state").asText()).isEqualTo("STALE");
        assertThat(before.path("judged").path("why").get(0).asText()).contains("scoping.assess", "thresholds");
        assertThat(check(before, "S5").path("changed").isMissingNode()).isTrue();

        checkout.volute("run").exits(0);

        JsonNode scope = shown();
        assertThat(scope.path("judged").path("state").asText()).isEqualTo("FRESH");
        assertThat(check(scope, "S5").path("changed").toString())
                .isEqualTo(
                        "[{\"measure\":\"contradictions\",\"limit\":\"warn\",\"from\":0.0,\"to\":100.0,\"loosened\":true}]");
        assertThat(check(scope, "S16").path("status").asText()).isEqualTo("WARN");
        assertThat(check(scope, "S0").path("status").asText()).isEqualTo("UNKNOWN");
        assertThat(scope.path("conditions").findValuesAsText("check")).contains("S0", "S16");
        assertThat(checkout.volute("scope", "show").exits(0).out())
                .contains("contradictions warn 0 → 100, loosened", "events warn 30 → 500, tightened")
                .contains("cheap-errors: no, a missed damage may end in a crash")
                .contains("scope 1, 2000-01-01, before the first model");
        assertThat(checkout.volute("scope", "diff").exits(0).out())
                .containsPattern("scoping.thresholds.S5.contradictions.warn +0 +100\\b")
                .containsPattern("scoping.thresholds.S16.events.warn +30 +500\\b");
        assertThat(checkout.volute("show", "assessment", "--json").exits(0).out())
                .contains("\"loosened\"");
        checkout.volute("report").exits(0);
        List<Path> pages = checkout.files(".").stream()
                .filter(file -> file.toString().endsWith("report.html"))
                .toList();
        assertThat(pages).isNotEmpty();
        assertThat(Files.readString(pages.get(0)))
                .contains("The start was judged by the usual limits", "no, by looser ones", "0 → 100, loosened");
    }

    /** SC13: nothing tells that it goes wrong, so that no model decides; in the shadow it may watch. */
    @Test
    @Order(4)
    void refusesToLetAModelDecideWithoutAPlanForTheTruth() {
        checkout.edit("    - {id: R1, family: reliability, check: estimate}\n", "");
        checkout.edit("    - {id: R2, family: reliability, check: drift-alarm, max: 0.05}\n", "");
        checkout.edit(
                "    label: {delay-max: P31D, proxy: none, only-where-acted: false, audit: {rows: 200, per: P1Y}}\n",
                "    label: {proxy: none, only-where-acted: false}\n");
        JsonNode refused = checkout.volute("run", "--json").exits(0).json();
        assertThat(refused.path("verdicts").toString())
                .contains("ground-truth: nothing warns before the outcome is known", "scoping.ml-objective.label");
        assertThat(checkout.volute("show", "release", "--json").exits(0).out()).doesNotContain("\"MODEL\"");
        checkout.edit("release: {policy: ab}", "release: {policy: shadow}");
        checkout.volute("run").exits(0);
        checkout.edit("release: {policy: shadow}", "release: {policy: ab}");
        checkout.edit(
                "    label: {proxy: none, only-where-acted: false}\n",
                "    label: {delay-max: P31D, proxy: none, only-where-acted: false}\n");
        checkout.volute("run").exits(0);
        assertThat(check(shown(), "S15").path("says").asText())
                .isEqualTo("nothing but the outcomes themselves, within P31D");
    }

    @Test
    @Order(5)
    void saysThatItWasJudgedOnOlderRows() throws IOException {
        Path data = checkout.file("data/birdstrikes.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(data));
        lines.remove(lines.size() / 2);
        Files.write(data, lines);

        JsonNode scope = shown();
        assertThat(scope.path("judged").path("state").asText()).isEqualTo("STALE");
        assertThat(scope.path("judged").path("why").get(0).asText()).startsWith("data-engineering.");
        assertThat(checkout.volute("scope", "show").exits(0).out())
                .contains("stale        judged on what has changed since (volute run judges again)");

        Files.delete(data);
        assertThat(checkout.volute("scope", "show").exits(0).out()).contains("verdict      GO-IF");
    }
}

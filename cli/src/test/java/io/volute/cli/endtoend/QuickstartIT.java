package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.cli.Reference;
import io.volute.statistics.policy.DecisionCosts;
import io.volute.statistics.policy.PolicyTable;
import io.volute.testing.Birdstrikes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the real example, once; the tests read what it left. */
class QuickstartIT {
    private static final String DAMAGE = "Effect Amount of damage";

    @TempDir
    private static Path temporary;

    private static Checkout checkout;
    private static Outcome quickstart;

    @BeforeAll
    static void goRoundTheLoop() {
        checkout = Checkout.of(temporary).plain();
        quickstart = checkout.volute("quickstart");
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    @Test
    void endsWithTheClosingScreen() {
        quickstart.exits(0);
        assertThat(quickstart.out())
                .containsPattern("Today's rule costs \\d{3} \\$ a strike, the model \\d{3} \\$\\.")
                .containsPattern(
                        "Saved +\\d+ \\$ a strike +95 %: \\d+ … \\d+ +every outcome known, paired, 2,\\d{3} strikes")
                .containsPattern("\\$ a strike +95 %: .* +A/B alone: too few strikes to tell \\(planned: 165 \\$\\)")
                .containsPattern("Guardrail +substantial damage missed \\d+ % → \\d+ % +holds")
                .containsPattern("Money +45,500 \\$ spent · [0-9,]+ \\$ saved \\([0-9,]+ … [0-9,]+\\) · break-even")
                .containsPattern("Challengers +2001-01 refused: .* · 2002-01 refused: ")
                .containsPattern("Decision +KEEP +saves")
                .contains("report   .volute/report.html", "volute history");
        assertThat(checkout.file(".volute/report.html")).isNotEmptyFile();
    }

    /** The release registered its design by itself, and its arms are read as every other experiment. */
    @Test
    void theReleaseIsAnExperimentWithAPageOfItsOwn() throws IOException {
        JsonNode registered = checkout.volute("show", "release-design", "--slot", "2000-01", "--json")
                .exits(0)
                .json()
                .path("content");
        JsonNode experiment = checkout.volute("show", "release-experiment", "--json")
                .exits(0)
                .json()
                .path("content");
        JsonNode ab = checkout.volute("quickstart", "--json")
                .exits(0)
                .json()
                .path("effect")
                .path("ab");
        String name = registered.path("experiment").asText();

        assertThat(name).startsWith("release-");
        assertThat(experiment.path("experiment").asText()).isEqualTo(name);
        assertThat(experiment.path("digest")).isEqualTo(registered.path("digest"));
        JsonNode cost = experiment.path("effects").path(0);
        assertThat(cost.path("metric").asText()).isEqualTo("handling-cost-per-strike");
        assertThat(cost.path("effect").path("estimate")).isEqualTo(ab.path("estimate"));
        assertThat(cost.path("effect").path("low")).isEqualTo(ab.path("low"));
        assertThat(experiment.path("trust").findValuesAsText("check")).contains("sample-ratio", "a-a", "outliers");
        assertThat(checkout.file(".volute/report.html"))
                .content()
                .contains("href=\"experiment-" + name + ".html\"", "best in hindsight", "today's rule: ");
        assertThat(checkout.file(".volute/experiment-" + name + ".html"))
                .content()
                .contains("<h1>No evidence", "substantial-damage-missed");
    }

    @Test
    void saysTheSameAsJsonAndComputesNothingForIt() {
        Outcome again = checkout.volute("quickstart", "--json").exits(0);
        JsonNode json = again.json();
        assertThat(again.err()).doesNotContain("computed,");
        Reference.checkSection(
                "json.md", "quickstart", new Shape(Set.of()).add(json).text());
        assertThat(json.path("project").asText()).isEqualTo("birdstrikes");
        assertThat(Files.exists(Path.of(json.path("report").asText()))).isTrue();
        assertThat(json.path("passes")).hasSize(3);
        assertThat(json.path("passes").findValuesAsText("asOf"))
                .containsExactly("2000-01-01T00:00:00Z", "2001-01-01T00:00:00Z", "2002-01-01T00:00:00Z");

        double rule = json.path("costPerStrike").path("rule").asDouble();
        double model = json.path("costPerStrike").path("model").asDouble();
        JsonNode paired = json.path("effect").path("paired");
        assertThat(paired.path("estimate").asDouble())
                .isBetween(paired.path("low").asDouble(), -30.0);
        assertThat(paired.path("high").asDouble()).isNegative();
        assertThat(paired.path("n").asInt()).isBetween(2_600, 2_781);
        assertThat(model - rule).isBetween(-80.0, -30.0);
        JsonNode ab = json.path("effect").path("ab");
        assertThat(ab.path("low").asDouble()).isNegative();
        assertThat(ab.path("high").asDouble()).isPositive();
        assertThat(ab.path("srmP").asDouble()).isGreaterThan(0.001);
        assertThat(json.path("missedDamage").path("substantialModel").asDouble())
                .isLessThan(json.path("missedDamage").path("substantialRule").asDouble());
        assertThat(json.path("roi").path("currency").asText()).isEqualTo("USD");
        assertThat(json.path("roi").path("cost").asText()).isEqualTo("45500.00");
        assertThat(json.path("decision").path("verdict").asText()).isEqualTo("KEEP");

        String screen = quickstart.out();
        assertThat(screen)
                .contains("costs " + Math.round(rule) + " $")
                .contains("the model " + Math.round(model) + " $");
    }

    /**
     * Policies on the same strikes, by the vendored file and {@code statistics} alone: what the readout says of inspecting
     * all, none, by the rule, and without error.
     */
    @Test
    void policiesCostWhatTheirRowsSay() throws IOException {
        JsonNode readout =
                checkout.volute("show", "readout", "--json").exits(0).json().path("content");
        LocalDate asOf = LocalDate.parse(readout.path("asOf").asText().substring(0, 10));
        List<Map<String, String>> strikes = Birdstrikes.read().strikes().stream()
                .filter(strike -> !Set.of("B", "C").contains(strike.get(DAMAGE)))
                .filter(strike -> !day(strike).isBefore(LocalDate.of(2000, 1, 1)))
                .filter(strike -> !day(strike).plusDays(30).isAfter(asOf))
                .toList();
        boolean[] damaged = each(strikes, strike -> !"None".equals(strike.get(DAMAGE)));
        DecisionCosts costs = DecisionCosts.inspection(1000, 10_000);
        PolicyTable table = PolicyTable.of(
                Map.of(
                        "rule",
                        costs.of(each(strikes, strike -> !"Small".equals(strike.get("Wildlife Size"))), damaged)),
                costs.of(each(strikes, strike -> true), damaged),
                costs.of(each(strikes, strike -> false), damaged),
                costs.oracle(damaged),
                PolicyTable.NONE,
                "rule",
                Optional.empty(),
                100,
                1);

        assertThat(readout.path("overall").path("rows").asInt()).isEqualTo(strikes.size());
        Map<String, Double> means = new TreeMap<>();
        table.rows().forEach(row -> means.put(row.policy(), row.mean()));
        Map<String, Double> said = new TreeMap<>();
        readout.path("policies")
                .forEach(policy -> said.put(
                        policy.path("name").asText(), policy.path("cost").asDouble()));
        said.put("rule", readout.path("overall").path("rule").path("estimate").asDouble());
        assertThat(said).containsOnlyKeys("always", "never", "without-error", "rule");
        assertThat(said.get("always")).isCloseTo(means.get(PolicyTable.ALL), within(1e-6));
        assertThat(said.get("never")).isCloseTo(means.get(PolicyTable.NONE), within(1e-6));
        assertThat(said.get("without-error")).isCloseTo(table.oracle(), within(1e-6));
        assertThat(said.get("rule")).isCloseTo(means.get("rule"), within(1e-6));
    }

    private static LocalDate day(Map<String, String> strike) {
        return LocalDate.parse(strike.getOrDefault("Flight Date", ""));
    }

    private static boolean[] each(List<Map<String, String>> strikes, Predicate<Map<String, String>> is) {
        boolean[] all = new boolean[strikes.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = is.test(strikes.get(i));
        }
        return all;
    }

    @Test
    void goesOnFromTheShellWithoutComputingAnything() {
        JsonNode json = checkout.volute("run", "--json").exits(0).json();
        List<String> statuses = new ArrayList<>();
        json.path("steps").forEach(step -> statuses.add(step.path("status").asText()));
        assertThat(statuses).doesNotContain("COMPUTED", "FAILED");
    }

    @Test
    void tellsWhatEachPassDidAndWhy() {
        assertThat(checkout.volute("history").exits(0).out())
                .contains("2000-01-01", "2001-01-01", "2002-01-01", "schedule yearly 2000", "schedule yearly 2001");
    }
}

package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.Reference;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * SC03, SC17, BA11: two turns of the loop in a world that lives by what was decided. A model that is clicked more drives
 * people away; the owner accepts what is proposed instead; the second model ships, and its money matures while the
 * interval narrows around the truth. The truth is asked of the world by this test alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamingLoopIT {
    private static final double HELD_BACK = 1.0 / 6;

    @TempDir
    private static Path temporary;

    private static SimulatedService service;
    private static JsonNode firstTurn;
    private static JsonNode lastTurn;
    private static JsonNode decided;
    private static double popular;
    private static double played;
    private static double clicked;
    private static double longer;

    @BeforeAll
    static void playTheFirstTurn() throws IOException {
        service = SimulatedService.in(temporary);
        for (String month : List.of("2026-03", "2026-04", "2026-05")) {
            service.world("live --month " + month);
        }
        service.run("2026-06-01");
        service.design("volute.yaml", "#1 ");
        service.rank("2026-06", "home-rank-v7");
        service.volute("run", "business-analysis.design", "--as-of", "2026-06-01")
                .exits(0);
        service.world("live --month 2026-06 --scores data/scores-2026-06.csv --experiment home-rank-v7");
        firstTurn = service.run("2026-07-01");
        // Who comes in July is the same whatever is decided: what each model would do to them can be compared.
        service.rank("2026-07", "home-rank-v8");
        JsonNode truth = service.truth("2026-07", "scores-2026-07", 1);
        popular = truth.path("popular").path("cancellationRate").asDouble();
        played = truth.path("model").path("cancellationRate").asDouble();
        clicked = truth.path("model").path("takeRate").asDouble()
                / truth.path("popular").path("takeRate").asDouble();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void stopsAModelThatIsBetterOfflineAndClickedMoreAndDrivesPeopleAway() {
        assertThat(verdict(firstTurn, "experiment home-rank-v7").path("value").asText())
                .isEqualTo("DO_NOT_SHIP");
        assertThat(verdict(firstTurn, "experiment home-rank-v7").path("why").asText())
                .contains("take-rate@3 +", "but ", "cancellation-rate@3 +", "guardrail broken");
        assertThat(service.volute("why", "decision").exits(0).out()).contains("better than a constant");
        assertThat(firstTurn.path("measured").path("decision").path("verdict").asText())
                .isEqualTo("IMPROVE");
        assertThat(firstTurn.has("draft")).isFalse();
        assertThat(service.checks("S1", "S2", "S10")).containsExactly("PASS", "PASS", "PASS");
        assertThat(played).isGreaterThan(popular * 1.1);
        // By the primary metric alone, the wrong rule, it would ship.
        assertThat(clicked).isGreaterThan(1.1);
    }

    /** S8, S9, SC11: what the effect is worth before anything shipped, from the units and the rate that the events tell. */
    @Test
    @Order(1)
    void reckonsWhatFewerCancellationsAreWorthBeforeAnythingShipped() {
        JsonNode scope = service.volute("scope", "show", "--json").exits(0).json();
        assertThat(check(scope, "S8").path("status").asText()).isEqualTo("PASS");
        assertThat(check(scope, "S9").path("status").asText()).isEqualTo("PASS");
        assertThat(check(scope, "S9").path("says").asText())
                .contains("once cancellation-rate@3 falls by", "by a guess");
        JsonNode curve = scope.path("valueCurve");
        // 6,000 + 12 x 100 a year; the events tell how many members it is over.
        double units = curve.path("ceiling").asDouble()
                / 38
                / curve.path("points").get(10).path("q").asDouble();
        assertThat(units).isBetween(30_000.0, 40_000.0);
        assertThat(curve.path("breakEven").asDouble()).isCloseTo(7_200 / units / 38, within(1e-9));
        // Two months are tried before anything can be earned.
        assertThat(scope.path("forecast")).hasSize(24);
        assertThat(scope.path("forecast").get(1).path("low").asDouble()).isEqualTo(-6_200);
        assertThat(scope.path("forecast").get(1).path("high").asDouble()).isEqualTo(-6_200);
        assertThat(scope.path("forecast").get(2).path("high").asDouble()).isGreaterThan(-6_300);
    }

    @Test
    @Order(2)
    void leavesCancellationsWorseWhereTheOwnerRejects() {
        String file = service.branch("rejected");
        service.runOf(file, "2026-07-01");
        JsonNode waiting = service.proposals(file);
        assertThat(waiting).hasSize(2);
        for (JsonNode proposal : waiting) {
            service.volute("scope", "reject", proposal.path("id").asText(), "--why", "we are paid by click", "-f", file)
                    .exits(0);
        }
        service.runOf(file, "2026-07-01");
        assertThat(service.proposals(file))
                .allSatisfy(
                        proposal -> assertThat(proposal.path("status").asText()).isEqualTo("REJECTED"));
        assertThat(service.cancellations(file, "rejected"))
                .isGreaterThan(popular * 1.1)
                .isCloseTo(played, within(.01));
    }

    @Test
    @Order(3)
    void comesToAThirdResultWithAThirdObjective() {
        String file = service.branch("long");
        service.runOf(file, "2026-07-01");
        decided = service.accept(file, "long-plays");
        service.runOf(file, "2026-07-01");
        assertThat(service.volute("history", "--json", "-f", file).exits(0).out())
                .contains("insight p-");
        longer = service.cancellations(file, "long");
        assertThat(longer).isLessThan(played * .95);
    }

    @Test
    @Order(4)
    void raisesTheProposalWithItsCauseAndLaysItOverTheSpecOnceAccepted() {
        JsonNode scope = service.volute("scope", "show", "--json").exits(0).json();
        JsonNode proposal = scope.path("proposals").get(0);
        String other = scope.path("proposals").get(1).path("id").asText();
        assertThat(proposal.path("status").asText()).isEqualTo("PROPOSED");
        assertThat(proposal.path("cause").asText()).isEqualTo("better-metric-worse-guardrail");
        assertThat(proposal.path("jumpBackTo").asText()).isEqualTo("data-engineering");
        assertThat(proposal.path("evidence").toString()).contains("home-rank-v7");
        assertThat(service.type(0)).contains("better-metric-worse-guardrail, back to data-engineering", "IMPROVE");
        assertThat(service.type(1)).contains("challenge FIRST", "played", "finished", "closed     " + other);
        assertThat(service.volute("history").exits(0).out())
                .containsPattern("2026-07-01 +by hand")
                .containsPattern("2026-07-01 +insight " + proposal.path("id").asText());
        JsonNode diff = service.volute("scope", "diff", "--json").exits(0).json();
        assertThat(diff.path("changes").findValuesAsText("path"))
                .containsExactlyInAnyOrder("scoping.ml-objective.target", "scoping.ml-objective.link.sentence");
        assertThat(diff.path("changes").findValuesAsText("to"))
                .contains("finished", "who watches to the end got what the picture promised, and stays");
        // SC17: what was judged before stays, and says under which scope.
        assertThat(service.volute("scope", "show").exits(0).out())
                .contains("finished; moves the metric", "got what the picture promised, and stays")
                .containsPattern("pass 1, 2 +judged under scope 1 \\(volute scope diff 1 2\\)")
                .doesNotContain("judged under scope 2");
    }

    @Test
    @Order(5)
    void shipsTheSecondModelByADesignThatWasFixedBeforeItsMonth() {
        service.design("volute.yaml", "#2 ");
        service.rank("2026-07", "home-rank-v8");
        Outcome fixed = service.volute("run", "business-analysis.design", "--as-of", "2026-07-01")
                .exits(0);
        assertThat(fixed.out()).contains("home-rank-v8");
        JsonNode truth = service.truth("2026-07", "scores-2026-07", 1);
        double finished = truth.path("model").path("cancellationRate").asDouble();
        assertThat(finished).isLessThan(popular * .9).isLessThan(longer - .005);
        service.world("live --month 2026-07 --scores data/scores-2026-07.csv --experiment home-rank-v8");
        JsonNode turn = service.run("2026-08-01");
        assertThat(verdict(turn, "experiment home-rank-v8").path("value").asText())
                .isEqualTo("SHIP");
        assertThat(turn.path("measured").path("decision").path("verdict").asText())
                .isEqualTo("KEEP");
        assertThat(turn.path("measured").has("money")).isFalse();
        // Measured, and as long as nobody says that it was launched it earns nothing.
        JsonNode books = service.volute("ledger", "show", "--json").exits(0).json();
        assertThat(books.path("periods")).isEmpty();
        assertThat(books.path("estimates")).hasSize(1);
        JsonNode estimate = books.path("estimates").get(0);
        assertThat(estimate.path("experiment").asText()).isEqualTo("home-rank-v8");
        assertThat(estimate.path("state").asText()).isEqualTo("MEASURED");
        assertThat(estimate.path("note").asText()).startsWith("not launched");
        double raw = estimate.path("raw").path("estimate").asDouble();
        assertThat(raw).isNegative();
        assertThat(estimate.path("used").asText()).isEqualTo("corrected");
        assertThat(estimate.path("corrected").path("estimate").asDouble()).isBetween(raw, raw / 2);
    }

    @Test
    @Order(6)
    void booksMoneyThatMaturesMonthByMonthAroundTheTruthWhileItsIntervalNarrows() {
        service.launch();
        double truth = 0;
        double width = Double.MAX_VALUE;
        List<String> months = List.of("2026-08", "2026-09", "2026-10", "2026-11");
        for (int i = 0; i + 1 < months.size(); i++) {
            String month = months.get(i);
            service.rank(month, "");
            truth += service.truth(month, "scores-" + month, 1 - HELD_BACK)
                    .path("worth")
                    .asDouble();
            service.world("live --month " + month + " --scores data/scores-" + month
                    + ".csv --experiment home-rank-v8 --slice 0.3333 --launched yes");
            service.spend(month);
            lastTurn = service.run(months.get(i + 1) + "-01");
            JsonNode money = lastTurn.path("measured").path("money");
            assertThat(money.path("through").asText()).isEqualTo(month);
            double low = money.path("benefitLow").asDouble();
            double high = money.path("benefitHigh").asDouble();
            assertThat(truth).as("of %s months", i + 1).isBetween(low, high);
            assertThat((high - low) / (i + 1)).as("a month's width, %s", month).isLessThan(width);
            width = (high - low) / (i + 1);
        }
        JsonNode books = service.volute("ledger", "show", "--json").exits(0).json();
        // Costs come as they were foreseen, and nothing is earned while it is tried; then the effect is a surprise for
        // good.
        assertThat(books.path("forecast").path("months")).hasSize(5).allSatisfy(month -> {
            boolean tried = month.path("month").asText().compareTo("2026-08") < 0;
            assertThat(month.path("error").asDouble()).isGreaterThanOrEqualTo(0);
            assertThat(month.path("inside").asBoolean() || !tried).isTrue();
            assertThat(month.path("error").asDouble() == 0).isEqualTo(tried);
        });
        // Nobody is asked what to do about the experiment that was answered.
        assertThat(service.proposals("volute.yaml"))
                .extracting(proposal -> proposal.path("status").asText())
                .containsExactlyInAnyOrder("ACCEPTED", "SUPERSEDED");
        JsonNode estimate = books.path("estimates").get(0);
        assertThat(estimate.path("state").asText()).isEqualTo("LAUNCHED");
        assertThat(estimate.path("months")).hasSize(3).allSatisfy(month -> {
            // Of 3,000 who come, 3 % never visit and one in a hundred is a bot; a sixth is kept as control.
            assertThat(month.path("units").asDouble()).isBetween(2_800.0, 2_960.0);
            assertThat(month.path("coverage").asDouble()).isCloseTo(1 - HELD_BACK, within(.02));
            assertThat(new BigDecimal(month.path("booked").asText())).isPositive();
        });
    }

    @Test
    @Order(7)
    void leadsFromTheMoneyToTheLogsAndToNoTruthOfTheWorld() {
        // The experiment that shipped tells of the model that is there now.
        assertThat(service.checks("S7")).containsExactly("PASS");
        assertThat(service.type(2)).contains("Earned minus spent", "business-analysis.ledger", "source events");
        assertThat(service.volute("why", "estimate.home-rank-v8").exits(0).out())
                .contains("Earned by home-rank-v8 of home-rank", "launched", "2026-10 benefit home-rank-v8")
                .contains("raw -0.0", "corrected -0.0", "as posted", "member who stays", "38 €")
                .containsPattern("home-rank-v8 +experiment .*shows the effect on cancellation-rate@3")
                .doesNotContain("c-1");
        JsonNode lineage = service.volute("lineage", "business-analysis.experiment home-rank-v8", "--json")
                .exits(0)
                .json();
        List<String> sources = new ArrayList<>();
        lineage.findValuesAsText("subject").stream()
                .filter(subject -> subject.startsWith("source "))
                .forEach(sources::add);
        assertThat(sources)
                .contains("source assigned-home-rank-v8", "source events")
                .isSubsetOf(
                        "source assigned-home-rank-v7",
                        "source assigned-home-rank-v8",
                        "source events",
                        "source requests");
        assertThat(service.files("data"))
                .extracting(file -> file.getFileName().toString())
                .noneMatch(name -> name.contains("truth"));
    }

    @Test
    @Order(8)
    void printsTheFieldsOfTheReference() {
        section("run of a metric over events", measured(firstTurn), measured(lastTurn));
        section("scope show", service.volute("scope", "show", "--json").exits(0).json());
        section("scope diff", service.volute("scope", "diff", "--json").exits(0).json());
        section("scope accept, reject", decided);
    }

    private static JsonNode measured(JsonNode turn) {
        return ((ObjectNode) turn.deepCopy()).retain("measured");
    }

    private static void section(String verb, JsonNode... documents) {
        Shape shape = new Shape(Set.of());
        List.of(documents).forEach(shape::add);
        Reference.checkSection("json.md", verb, shape.text());
    }

    /** BA07: labels are counted here out of the file that the world wrote, and priced by hand. */
    @Test
    @Order(9)
    void booksWhatWasCountedAtThePriceOfItsMonthAndNothingTheSecondTime() {
        service.append("""
                  rates:
                    - {name: labels, per: 1000 labelled rows, amount: 4.00, currency: EUR, from: 2026-01-01, until: 2026-07-31, source: prices}
                    - {name: labels, per: 1000 labelled rows, amount: 5.50, currency: EUR, from: 2026-08-01, source: prices}
                """);
        SortedMap<String, Long> labelled = new TreeMap<>();
        for (String line : service.text("data/requests.csv").lines().skip(1).toList()) {
            Instant shown = Instant.parse(line.split(",", -1)[2]);
            labelled.merge(shown.plus(Duration.ofDays(2)).toString().substring(0, 7), 1L, Long::sum);
        }
        SortedMap<String, String> owed = new TreeMap<>();
        labelled.headMap("2026-11")
                .forEach((month, rows) -> owed.put(
                        month,
                        new BigDecimal(month.compareTo("2026-08") < 0 ? "4.00" : "5.50")
                                .multiply(BigDecimal.valueOf(rows))
                                .movePointLeft(3)
                                .setScale(2, RoundingMode.HALF_EVEN)
                                .toPlainString()));

        service.volute("run", "business-analysis").exits(1);
        JsonNode once = service.volute("ledger", "show", "--json").exits(0).json();
        JsonNode again = service.volute("run", "--json").exits(1).json();

        SortedMap<String, String> booked = new TreeMap<>();
        once.path("transactions").forEach(line -> {
            if (line.path("id").asText().contains("usage labels")) {
                booked.put(
                        line.path("period").asText(),
                        line.path("postings").get(0).path("amount").asText());
            }
        });
        assertThat(booked).isEqualTo(owed).hasSize(8);
        assertThat(again.path("steps").findValuesAsText("status")).isNotEmpty().doesNotContain("COMPUTED");
        assertThat(service.volute("ledger", "show", "--json").exits(0).json()).isEqualTo(once);
    }

    /** SC02: evidence follows the experiment, for the model that it tried. */
    @Test
    @Order(8)
    void takesTheLinkAsDirectOnceTheModelWasTriedOnTheBusinessMetric() {
        JsonNode scope = service.volute("scope", "show", "--json").exits(0).json();
        assertThat(scope.path("mlObjective").path("link").path("evidence").asText())
                .isEqualTo("assumed");
        assertThat(scope.path("tried").path("evidence").asText()).isEqualTo("direct");
        assertThat(check(scope, "S3").path("status").asText()).isEqualTo("PASS");
        assertThat(check(scope, "S3").path("says").asText()).startsWith("by direct: home-rank-v8");
    }

    private static JsonNode check(JsonNode scope, String id) {
        return StreamSupport.stream(scope.path("checks").spliterator(), false)
                .filter(check -> check.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode verdict(JsonNode run, String subject) {
        return StreamSupport.stream(run.path("verdicts").spliterator(), false)
                .filter(verdict -> verdict.path("subject").asText().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}

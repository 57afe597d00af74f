package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The books of a project from first posting to closed months, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerIT {
    private static final String COST = """
            cost: {id: c-1, initiative: inspections, period: 2000-02, kind: people, amount: 1500.00 USD, source: payroll}
            """;

    @TempDir
    private static Path temporary;

    private static Checkout checkout;

    @BeforeAll
    static void letTwoMonthsPass() {
        checkout = Checkout.small(temporary).here();
        checkout.volute("db", "start").exits(0);
        checkout.volute("run", "--as-of", "2000-01-01").exits(0);
        checkout.volute("backfill", "--from", "2000-01", "--to", "2000-02").exits(0);
        checkout.volute("run").exits(0);
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    private static String file(String name, String text) throws IOException {
        Files.writeString(checkout.file(name), text);
        return name;
    }

    private static JsonNode show(String... more) {
        List<String> words = new ArrayList<>(List.of("ledger", "show", "--json"));
        words.addAll(List.of(more));
        return checkout.volute(words.toArray(String[]::new)).exits(0).json();
    }

    private static Set<String> stale() {
        Set<String> stale = new TreeSet<>();
        checkout.volute("status", "--json").exits(0).json().findParents("state").forEach(line -> {
            if (!line.path("state").asText().equals("FRESH") && line.has("step")) {
                stale.add(line.path("step").asText());
            }
        });
        return stale;
    }

    private static List<String> ids(JsonNode document) {
        List<String> ids = new ArrayList<>();
        document.path("transactions").forEach(line -> ids.add(line.path("id").asText()));
        return ids;
    }

    @Test
    @Order(1)
    void aPostingMakesExactlyTheLedgerAndItsReadersStale() throws IOException {
        assertThat(stale()).isEmpty();
        String before = show().path("periods").toString();
        assertThat(checkout.volute("ledger", "post", file("cost.yaml", COST), "--json")
                        .exits(0)
                        .json()
                        .path("appended")
                        .toString())
                .isEqualTo("[{\"number\":1,\"id\":\"c-1\",\"period\":\"2000-02\"}]");
        assertThat(stale())
                .containsExactly("business-analysis.ledger", "business-analysis.propose", "business-analysis.report");
        assertThat(checkout.volute("status").exits(0).out()).contains("somebody posted to the ledger");
        assertThat(ids(show())).contains("c-1");
        assertThat(show().path("roi").path("refused").path("code").asText()).isEqualTo("ledger-stale");
        assertThat(show("--as-of", "2000-02-01").path("periods").toString()).doesNotContain("1500");
        assertThat(before).doesNotContain("1500");
    }

    @Test
    @Order(2)
    void runBooksItOnceAndNothingTheSecondTime() {
        checkout.volute("run", "business-analysis").exits(0);
        JsonNode once = show();
        JsonNode february = once.path("periods").get(once.path("periods").size() - 1);
        assertThat(february.path("period").asText()).isEqualTo("2000-02");
        assertThat(february.path("cost").asText()).isEqualTo("2000.00");
        assertThat(once.path("roi").toString()).doesNotContain("ledger-stale");
        JsonNode again = checkout.volute("run", "--json").exits(0).json();
        assertThat(again.path("steps").findValuesAsText("status")).isNotEmpty().doesNotContain("COMPUTED");
        assertThat(show()).isEqualTo(once);
        assertThat(stale()).isEmpty();
    }

    @Test
    @Order(3)
    void refusesWithCodeAndBooksNothing() throws IOException {
        JsonNode before = show();
        String unbalanced = file("bad.yaml", """
                costs:
                  - {id: c-2, initiative: x, period: 2000-02, kind: data, amount: 10.00 USD}
                  - id: c-3
                    initiative: x
                    period: 2000-02
                    kind: data
                    postings: [{account: cost.data, amount: 10.00 USD}, {account: clearing.data, amount: -9.00 USD}]
                """);
        assertThat(checkout.volute("ledger", "post", unbalanced).exits(2).err())
                .contains("c-3: 2 postings, sum 1.00 (expected: two or more that add up to 0)");
        String misspelt =
                file("typo.yaml", "cost: {id: c-4, initiativ: x, period: 2000-02, kind: data, amount: 1 USD}\n");
        assertThat(checkout.volute("ledger", "post", misspelt).exits(2).err())
                .contains("unknown key `initiativ`", "typo.yaml:1:", "did you mean `initiative`?");
        String twice = file("twice.yaml", """
                costs:
                  - {id: c-4, initiative: model, period: 2000-02, kind: people, amount: 1.00 USD, source: payroll}
                  - {id: c-4, initiative: model, period: 2000-02, kind: data, amount: 2.00 USD, source: invoice}
                """);
        assertThat(checkout.volute("ledger", "post", twice).exits(2).err())
                .contains("c-4: stands in the file twice (expected: each id once");
        assertThat(checkout.volute("ledger", "post", "gone.yaml").exits(2).err())
                .contains("gone.yaml: is not there");
        assertThat(checkout.volute("ledger", "reverse", "c-9", "--reason", "none")
                        .exits(2)
                        .err())
                .contains("c-9: no transaction or estimate posted by hand");
        assertThat(checkout.volute("ledger").exits(2).err()).contains("what? (expected one of: close, post");
        assertThat(show()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void aClosedMonthKeepsItsLinesAndWhatChangesIsAdjustedInTheOpenOne() {
        checkout.volute("ledger", "close", "2000-01").exits(0);
        checkout.volute("run", "business-analysis").exits(0);
        JsonNode closed = show();
        assertThat(closed.path("periods").get(0).path("state").asText()).isEqualTo("CLOSED");

        checkout.edit("amount: 24000", "amount: 24500");
        checkout.volute("run", "business-analysis").exits(0);
        JsonNode changed = show();
        assertThat(changed.path("periods").get(0))
                .isEqualTo(closed.path("periods").get(0));
        assertThat(ids(changed)).anyMatch(id -> id.startsWith("2000-02 adjustment 2000-01 "));
        assertThat(changed.path("restated").toString()).contains("adjustment");
        assertThat(checkout.volute("ledger", "post", "late.yaml").exits(2).err())
                .contains("late.yaml: is not there");
        checkout.edit("amount: 24500", "amount: 24000");
        checkout.volute("run", "business-analysis").exits(0);
        assertThat(ids(show())).noneMatch(id -> id.contains("adjustment"));
    }

    @Test
    @Order(5)
    void aLookBackPostsNothing() {
        JsonNode before = show();
        checkout.volute("run", "--as-of", "2000-02-01").exits(0);
        assertThat(show()).isEqualTo(before);
    }

    @Test
    @Order(6)
    void ranksTheProject() {
        JsonNode row = checkout.volute("portfolio", "--json")
                .exits(0)
                .json()
                .path("projects")
                .get(0);
        assertThat(row.path("rank").asInt()).isEqualTo(1);
        assertThat(row.path("currency").asText()).isEqualTo("USD");
        assertThat(row.path("verdict").asText()).isIn("KEEP", "IMPROVE", "STOP");
        assertThat(checkout.volute("portfolio").exits(0).out()).contains("risk of loss");
    }

    private static JsonNode why(String figure) {
        return checkout.volute("why", figure, "--json").exits(0).json().path("lines");
    }

    private static Set<String> subjects(JsonNode lines, String state) {
        Set<String> subjects = new TreeSet<>();
        lines.forEach(line -> {
            if (line.path("state").asText().equals(state)) {
                subjects.add(line.path("subject").asText());
            }
        });
        return subjects;
    }

    @Test
    @Order(7)
    void whyLeadsFromMoneyToItsTransactionsModelRowsAndVersions() {
        Set<String> costs = new TreeSet<>();
        show().path("transactions").forEach(line -> {
            if (!line.path("kind").asText().equals("benefit")) {
                costs.add(line.path("id").asText());
            }
        });

        JsonNode cost = why("roi.cost");
        JsonNode net = why("roi.net");

        assertThat(subjects(cost, "LEDGER")).isEqualTo(costs).contains("c-1");
        assertThat(subjects(net, "LEDGER")).containsAll(costs);
        assertThat(net.findValuesAsText("why"))
                .anyMatch(text -> text.startsWith("2000-02 · 1,500 $ · cost.people"))
                .anyMatch(text ->
                        text.matches("decides in release \\w+ · model [\\w-]+ version 1 · sha256:[0-9a-f]{64}"));
        assertThat(subjects(net, "ROWS")).hasSize(1);
        assertThat(subjects(net, "VERSION"))
                .contains("readout", "challenges")
                .anyMatch(name -> name.startsWith("model "));
        assertThat(subjects(net, "SOURCE")).containsExactly("source strikes");
        assertThat(subjects(why("effect.paired"), "RELEASE")).hasSize(1);
        assertThat(subjects(why("effect.paired"), "LEDGER")).isEmpty();
    }

    @Test
    @Order(8)
    void tellsHowTheLoopMatures() {
        JsonNode maturity = show().path("maturity");

        JsonNode turn = maturity.path("passes").get(0);
        assertThat(turn.path("outcome").asText()).isEqualTo("FIRST");
        assertThat(turn.path("firstSlot").asText()).isEqualTo("2000-01");
        assertThat(turn.path("leadDays").asInt(-1)).isZero();
        assertThat(turn.path("hours").asText()).isEqualTo("240");
        assertThat(maturity.at("/learning/rate/refused/message").asText()).isEqualTo("needs 6 releases, has 1");
        assertThat(maturity.at("/quarters/0/costPerThousand").asDouble()).isGreaterThan(100_000);
        assertThat(checkout.volute("ledger", "show").exits(0).out())
                .contains("cost of a release   learning rate not told: needs 6 releases, has 1");
    }
}

package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides tell to type, typed. "Add a trainer" is typed by {@code EmbeddingIT}, which has its jar, "the way back" by {@code StreamingLoopIT}. */
class GuideIT {
    /** Blocks that are shown and not typed: a file's part, or a place that exists only at the reader's. */
    private static final Set<String> SHOWN = Set.of("yaml", "sh", "java", "text");

    @TempDir
    private static Path temporary;

    private static Checkout checkout;

    @BeforeAll
    static void startTheServerOnce() {
        checkout = Checkout.of(temporary).here();
        checkout.editForSpeed();
        checkout.volute("db", "start").exits(0);
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    @Test
    void everyBlockIsTypedOrKnownToBeShown() {
        assertThat(Guide.all())
                .containsExactly(
                        "add-a-trainer.md",
                        "bring-your-own-data.md",
                        "change-and-rerun.md",
                        "classes-and-numbers.md",
                        "experiments.md",
                        "explain-a-number.md",
                        "find-leaks.md",
                        "late-labels.md",
                        "money.md",
                        "one-metric.md",
                        "past-launches.md",
                        "point-in-time-features.md",
                        "run-it-nightly.md",
                        "scope.md",
                        "start-with-a-draft.md",
                        "unit-unknown.md",
                        "use-your-own-postgresql.md",
                        "way-back.md",
                        "write-a-contract.md");
        for (String name : Guide.all()) {
            assertThat(Guide.read(name).blocks())
                    .as(name)
                    .extracting(Guide.Block::language)
                    .allMatch(language -> language.endsWith(" tour") || SHOWN.contains(language))
                    .contains("sh tour");
        }
    }

    /** One after the other in one project, as somebody would who reads them all. */
    @Test
    void runItNightlyThenExplainANumberThenChangeSomething() throws IOException {
        Guide nightly = Guide.read("run-it-nightly.md");
        assertThat(Files.readString(checkout.file("volute.yaml")).replaceAll("\\s*#.*", ""))
                .contains(nightly.in("yaml").get(0).strip());
        String out = nightly.type(checkout);
        assertThat(out)
                .containsPattern("2000-01 +monthly .* computed")
                .containsPattern("2000-02 +monthly .* computed")
                .containsPattern("2000-03 +monthly .* computed");
        assertThat(cron(nightly)).containsPattern("2000-04");

        assertThat(Guide.read("find-leaks.md").type(checkout))
                .containsPattern("data-engineering.leakage, run \\d+")
                .containsPattern("Cost Total . > 0: \\d+ of \\d+ rows are damaged, at least 5");

        assertThat(Guide.read("scope.md").type(checkout))
                .containsPattern("S10 .*warn")
                .contains("\"valueCurve\"", "\"forecast\"", "\"due\" : \"2000-06-30\"");

        String explained = Guide.read("explain-a-number.md").type(checkout);
        assertThat(explained)
                .containsPattern("effect.paired +figure")
                .contains("logistic", "damage-class")
                .containsPattern("artifacts checked +clean");
        String digest = checkout.shell("sha256sum data/birdstrikes.csv").out().substring(0, 64);
        assertThat(explained).contains("sha256:" + digest);

        assertThat(Guide.read("change-and-rerun.md").type(checkout))
                .contains("modeling.candidates.logistic.l2 changed 1 → 2")
                .containsPattern("0 computed, \\d+ reused");

        assertThat(Guide.read("money.md").type(checkout))
                .containsPattern("2000-02 +2[0-9]*\\.49")
                .contains("posted c-118 in 2000-02", "somebody posted to the ledger", "booked reversal of c-119")
                .containsPattern("c-119 +train +cost.train +2\\.49")
                .containsPattern("2000-01 .* closed")
                .containsPattern("2000-02 adjustment 2000-01 usage scoring [0-9a-f]+ +serve")
                .containsPattern("rows scored \\(decisions logged under release [0-9a-f]+\\) x 35.00 USD per 1000 rows"
                        + " scored \\(rate scoring from 2000-02-01, price list\\) = [0-9.]+ \\$")
                .containsPattern("cost.scoring +figure")
                .contains("risk of loss", "pays back")
                .containsPattern("foreseen in all .*inside so far");
    }

    @Test
    void bringYourOwnData() throws IOException {
        Guide guide = Guide.read("bring-your-own-data.md");
        Checkout own = Checkout.of(temporary.resolve("data")).here();
        Files.writeString(own.file("strikes.yaml"), guide.in("yaml tour").get(0));

        assertThat(guide.type(own))
                .contains("10,000 rows, 15 set aside", "PASS  every check holds")
                .contains("off      Cost Total $ > 0")
                .contains("volute.yaml  valid");
        assertThat(Files.readAllLines(own.file("aside.csv"))).hasSize(16);
        String spec = Files.readString(own.file("volute.yaml"));
        String source = "    strikes: {type: csv, path: data/birdstrikes.csv, licence: US-public-domain}\n";
        assertThat(spec).contains(source);
        for (String block : guide.in("yaml")) {
            if (block.startsWith("    strikes:")) {
                Files.writeString(own.file("volute.yaml"), spec.replace(source, block));
                own.volute("validate").exits(0);
            }
        }
    }

    @Test
    void pastLaunches() throws IOException {
        Guide guide = Guide.read("past-launches.md");
        Checkout own = Checkout.in(Files.createDirectories(temporary.resolve("launches")))
                .here();

        String out = guide.type(own);

        guide.in("text").get(0).lines().forEach(line -> assertThat(out).contains(line));
        assertThat(out).contains("BOUNDED  good for forecasts").contains("\"status\" : \"SIGN_ONLY\"", "\"sign\" : 1");
    }

    @Test
    void classesAndNumbers() {
        try (Checkout riders = Checkout.of(temporary.resolve("riders"), "ridership", "data/chicago.csv")
                .here()) {
            riders.edit("trees: 200", "trees: 20");
            riders.edit("split: {folds: 10,", "split: {folds: 3,");

            assertThat(Guide.read("classes-and-numbers.md").type(riders))
                    .contains("5,698 rows, 2001-01 … 2016-08", "labels (a number)", "against a constant -")
                    .contains("\"mse\"")
                    .containsPattern("row,prediction\\n1,1[0-9]\\.");
        }
    }

    @Test
    void oneMetricThenExperiments() throws IOException {
        Guide guide = Guide.read("one-metric.md");
        Path folder = Files.createDirectories(temporary.resolve("metric"));
        List<String> files = guide.in("yaml tour");
        List<String> names = List.of("design.yaml", "metrics.yaml", "home.yaml");
        assertThat(files).hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
            Files.writeString(folder.resolve(names.get(i)), files.get(i));
        }
        Checkout own = Checkout.in(folder).here();

        String out = guide.type(own);

        assertThat(out)
                .containsPattern("units +2,017 in each of 2 arms")
                .containsPattern("guardrail +refunds +new .* holds")
                .containsPattern("SHIP +orders .* better than control, and every guardrail holds")
                .contains("streaming-hours@1  beside take-rate@1")
                .containsPattern("context +streaming-hours@1")
                .containsPattern("DO_NOT_SHIP +take-rate@1 .*cancellations@1 .* guardrail broken")
                .contains("exit code 1", "this look does not count");
        assertThat(folder.resolve("result.html")).content().contains("<h1>Ship: ");
        assertThat(folder.resolve("home.html")).content().contains("<h1>Do not ship: ");
        assertThat(Guide.read("experiments.md").type(own))
                .contains("FAIL")
                .containsPattern("take-rate@1 .*2026-06-08\\.\\.2026-06-14 → ")
                .containsPattern("platform +before +later +inner +mix")
                .containsPattern("tv +0\\.\\d+ of [0-9,]+ ");
    }

    @Test
    void pointInTimeFeatures() throws IOException {
        Guide guide = Guide.read("point-in-time-features.md");
        Checkout own = Checkout.of(temporary.resolve("joined")).here();
        own.editForSpeed();
        String spec = Files.readString(own.file("volute.yaml"));
        Files.writeString(
                own.file("volute.yaml"),
                spec.replace("\nmodeling:\n", "\n" + guide.in("yaml tour").get(0) + "\nmodeling:\n"));

        assertThat(guide.type(own)).contains("\"airport.strikes\" : 0").containsPattern("judge .* chosen of 2");
        own.volute("db", "stop").exits(0);
    }

    @Test
    void lateLabels() throws IOException {
        Guide guide = Guide.read("late-labels.md");
        Checkout own = Checkout.of(temporary.resolve("late")).here();
        String spec = Files.readString(own.file("volute.yaml"));
        String label = spec.substring(spec.indexOf("  label:\n"), spec.indexOf("\n\n", spec.indexOf("  label:\n")) + 1);
        Files.writeString(
                own.file("volute.yaml"),
                spec.replace(label, guide.in("yaml tour").get(0)));

        String out = guide.type(own);

        assertThat(out).contains("\"p50Days\" : 7,", "\"fromDays\" : 7,");
        assertThat(labelled(out)).hasSize(2).isSortedAccordingTo((first, second) -> second - first);
        own.volute("db", "stop").exits(0);
    }

    /** Rows with a label, one number for each report that was shown. */
    private static List<Integer> labelled(String out) {
        return Pattern.compile("\"labelled\" : (\\d+),")
                .matcher(out)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    @Test
    void writeAContract() throws IOException {
        Guide guide = Guide.read("write-a-contract.md");
        try (Checkout own = Checkout.of(temporary.resolve("contract")).here()) {
            Files.writeString(own.file("strikes.yaml"), guide.in("yaml tour").get(0));

            assertThat(guide.type(own))
                    .contains("10,000 rows, 15 set aside", "WARN  no-copies: ", "\n301,")
                    .containsPattern("damage-class +label +Effect Amount of damage +C +one of");
            JsonNode aside = own.volute("show", "quarantine", "--json").exits(0).json();
            String row = aside.path("content").path("values").path(0).path(0).asText();
            List<String> blocks = guide.in("yaml");
            own.edit("  checks:\n", blocks.get(0).replace("ROW", '"' + row + '"') + "  checks:\n");
            own.edit("    decision-time: Flight Date\n", "    decision-time: Flight Date\n" + blocks.get(1));
            assertThat(own.volute("run", "data-engineering").exits(0).out()).contains("1 pardoned");
            assertThat(own.volute("show", "data-report").exits(0).out())
                    .contains("1 pardoned by A. Meyer", "freshness");
            own.edit("      Aircraft Airline Operator: {type: category}\n", blocks.get(2));
            own.volute("validate").exits(0);
            assertThat(blocks).hasSize(3);
            own.edit("      Cost Other: {type: int, available: never}\n", "");
            assertThat(own.volute("run", "data-engineering").exits(2).err())
                    .contains("Cost Other removed, but the version is still 1");
        }
    }

    /** Free care against coinsurance, +.578 visits; rows of one person belong together, and nobody knows which. */
    @Test
    void aTrialThatCannotSayWho() {
        Checkout trial = Checkout.of(temporary.resolve("trial"), "insurance", "design.yaml", "data/randhie.csv")
                .here();

        assertThat(Guide.read("unit-unknown.md").type(trial))
                .contains("free-care · 20,190 rows")
                .containsPattern("sample-ratio +UNKNOWN")
                .containsPattern("visits@1 +free +2\\.55 +3\\.12 +\\+22\\.7 % .* too short")
                .containsPattern("NO_EVIDENCE +.*rows may belong together");
        JsonNode effect = trial.volute(
                        "experiment", "analyze", "--design", "design.yaml", "--units", "rows.csv", "--json")
                .exits(0)
                .json()
                .path("metrics")
                .path(0)
                .path("effect");
        assertThat(effect.path("estimate").asDouble()).isCloseTo(.57795, within(5e-6));
    }

    /** What cron would start on the first of May 2000: five fields, then a command in which % is written \%. */
    private static String cron(Guide nightly) {
        String line = nightly.in("crontab tour").get(0).strip();
        String[] fields = line.split(" ", 6);
        assertThat(List.of(fields).subList(0, 5)).containsExactly("30", "3", "1", "*", "*");
        String command = fields[5]
                .replace("\\%", "%")
                .replace("/srv/birdstrikes", checkout.folder().toString())
                .replace("date -d yesterday", "date -d '2000-05-01 yesterday'");
        assertThat(command).contains("2000-05-01");
        return checkout.shell(command).exits(0).out();
    }

    @Test
    void useYourOwnPostgresql() throws SQLException, IOException {
        Guide guide = Guide.read("use-your-own-postgresql.md");
        TestDatabase administrator = TestPostgres.shared().createDatabase();
        try (Connection connection = administrator.connect()) {
            for (String statement : guide.in("sql tour").get(0).strip().split(";\\s*", -1)) {
                if (statement.isEmpty()) {
                    continue;
                }
                try (var prepared = connection.prepareStatement(statement.replace("volute", "guide"))) {
                    prepared.execute();
                }
            }
        }
        Checkout own = Checkout.of(temporary.resolve("own")).here();
        own.editForSpeed();
        Files.writeString(own.file("db-password"), "a long one");
        String export = guide.in("sh").get(0);
        String url = export.substring(export.indexOf('\'') + 1, export.lastIndexOf('\''));
        String authority = administrator.jdbcUrl().split("/", 4)[2];
        String here = url.replace("db.example.org:5432", authority)
                .replace("//volute:", "//guide:")
                .replace("/volute", "/guide");

        Checkout with = own.with("VOLUTE_DATABASE_URL", here);
        String out = guide.type(with);
        assertThat(out).containsPattern("modeling +fresh").containsPattern("artifacts checked +clean");
        assertThat(out).doesNotContain("a long one");
        assertThat(own.file(".volute/postgres")).doesNotExist();
    }
}

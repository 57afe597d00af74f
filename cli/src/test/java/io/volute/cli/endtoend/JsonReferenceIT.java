package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.volute.cli.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields of what each verb prints with {@code --json}, against the reference; in this process, which is faster. */
class JsonReferenceIT {
    /** Objects whose names depend on the project. */
    private static final Set<String> MAPS =
            Set.of("steps[].outputs", "runs[].steps[].outputs", "draft.candidates", "draft.candidates.{NAME}.metrics");

    @TempDir
    private static Path temporary;

    private static Checkout checkout;

    @BeforeAll
    static void goRoundTheLoop() {
        checkout = Checkout.small(temporary).here();
        run("db", "start");
        run("run", "--as-of", "2000-01-01");
    }

    @AfterAll
    static void stop() {
        run("db", "stop");
    }

    @Test
    void documentsEveryVerb() {
        section(
                "validate",
                run("validate", "--json"),
                run("validate", "--set", "modeling.candidates.logistic.l=1", "--json"));
        section("backfill, resume", run("backfill", "--from", "2000-01", "--to", "2000-04", "--json"));
        section("run", run("run", "--json"), run("run", "modeling", "--fresh", "--json"));
        section("status", run("status", "--set", "modeling.candidates.logistic.l2=2", "--json"));
        section(
                "why",
                run("why", "modeling.train", "--key", "logistic", "--json"),
                run("why", "effect.paired", "--json"));
        section("history", run("history", "--json"));
        books();
        section("show entries", run("show", "entries", "--json"));
        section("show assessment", run("show", "assessment", "--json"));
        section("lineage", run("lineage", "effect.paired", "--json"));
        section("report", run("report", "--json"));
        section("store verify", run("store", "verify", "--json"));
        section("store gc", run("store", "gc", "--json"));
        section("db status", run("db", "status", "--json"));
        section("predict", run("predict", "data/birdstrikes.csv", "--json"));
        section("profile", run("profile", "data/birdstrikes.csv", "--json"));
        section("check", run("check", "data/birdstrikes.csv", "--contract", "volute.yaml#strikes", "--json"));
        section("promote", run("promote", "model@champion", "logistic", "--why", "a test", "--json"));
        section("rollback", run("rollback", "model@champion", "--why", "a test", "--json"));
        section("init", run("init", "--example", "birdstrikes", "another", "--json"));
        section("plugins", run("plugins", "--json"));
        section(
                "run of a draft",
                run(
                        "run",
                        "--set",
                        "scoping={objective: draft}",
                        "--set",
                        "deployment.release.policy=shadow",
                        "--json"));
    }

    private static void books() {
        try {
            Files.writeString(
                    checkout.file("cost.yaml"),
                    "cost: {id: c-1, initiative: x, period: 2000-02, kind: train,"
                            + " quantity: 41.5 cpu_h, rate: 0.06 USD}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        section("ledger post, reverse, close", run("ledger", "post", "cost.yaml", "--json"));
        section("ledger show", run("ledger", "show", "--json"));
        section("portfolio", run("portfolio", "--json"));
        run("ledger", "reverse", "c-1", "--reason", "a test");
        run("run", "business-analysis");
    }

    /** On the tables of the guide. */
    @Test
    void documentsTheVerbsOfMetricsAndExperiments() throws IOException {
        Guide guide = Guide.read("one-metric.md");
        List<String> files = guide.in("yaml tour");
        Files.writeString(checkout.file("design.yaml"), files.get(0));
        Files.writeString(checkout.file("metrics.yaml"), files.get(1));
        Files.writeString(checkout.file("home.yaml"), files.get(2));
        guide.in("sh tour").stream()
                .filter(block -> block.startsWith("awk"))
                .forEach(block -> checkout.shell(block).exits(0));
        section(
                "metric compute",
                run("metric", "compute", "--metrics", "metrics.yaml", "--events", "events.csv", "--json"));
        String[] explain = {
            "metric",
            "explain",
            "--metrics",
            "metrics.yaml",
            "--events",
            "events.csv",
            "--from",
            "2026-06-08",
            "--to",
            "2026-06-15..2026-06-21",
            "--json"
        };
        section(
                "metric explain",
                run(explain),
                run(with(explain, "--by", "event")),
                run(with(explain, "--factors", "take-rate@1,streaming-hours@1")));
        section("experiment freeze", run("experiment", "freeze", "design.yaml", "--json"));
        section(
                "experiment power",
                run("experiment", "power", "--rate", "0.05", "--mde", "0.005", "--json"),
                run("experiment", "power", "--rate", "0.05", "--days", "7", "--units-per-day", "900", "--json"));
        section("experiment srm", run("experiment", "srm", "--counts", "a=5300,b=5000", "--json"));
        String[] log = {
            "experiment",
            "analyze",
            "--design",
            "home.yaml",
            "--metrics",
            "metrics.yaml",
            "--assignments",
            "assignments.csv",
            "--events",
            "events.csv",
            "--as-of",
            "2026-06-15",
            "--looks",
            "looks.json",
            "--json"
        };
        section(
                "experiment analyze",
                run("experiment", "analyze", "--design", "design.yaml", "--units", "units.csv", "--json"),
                run(log),
                run(log));
    }

    @Test
    void documentsWhatLaunchesTeach() {
        Guide.read("past-launches.md")
                .in("sh tour")
                .forEach(block -> checkout.shell(block).exits(0));
        section(
                "launches learn",
                run("launches", "learn", "launches.csv", "--json"),
                run("launches", "learn", "first.csv", "--json"));
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private static void section(String verb, JsonNode... documents) {
        Shape shape = new Shape(MAPS);
        List.of(documents).forEach(shape::add);
        Reference.checkSection("json.md", verb, shape.text());
    }

    private static JsonNode run(String... arguments) {
        Outcome outcome = checkout.volute(arguments);
        assertThat(outcome.err()).as(outcome.command()).doesNotContain("core.");
        return List.of(arguments).contains("--json") ? outcome.json() : NullNode.getInstance();
    }
}

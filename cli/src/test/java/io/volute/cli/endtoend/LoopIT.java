package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A project of two candidates after two months: what a change touches, what a stage that runs alone leaves as it was,
 * and the documents that programs read. Each test leaves the project as it found it.
 */
class LoopIT {
    private static final List<String> LOOP =
            List.of("scoping", "data-engineering", "modeling", "deployment", "monitoring", "business-analysis");

    @TempDir
    private static Path temporary;

    private static Checkout checkout;
    private static Map<String, JsonNode> before;

    /** The newest digests that have been seen. */
    private static Map<String, String> versions;

    @BeforeAll
    static void letTwoMonthsPass() {
        checkout = Checkout.small(temporary).here();
        checkout.volute("db", "start").exits(0);
        checkout.volute("run", "--as-of", "2000-01-01").exits(0);
        checkout.volute("backfill", "--from", "2000-01", "--to", "2000-02").exits(0);
        before = bySteps(checkout.volute("run", "--json").exits(0).json());
        versions = versions();
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    private static String address(JsonNode step) {
        return (step.path("step").asText() + " " + step.path("key").asText() + " "
                        + step.path("slot").asText())
                .replaceAll(" +", " ")
                .strip();
    }

    private static Map<String, JsonNode> bySteps(JsonNode document) {
        Map<String, JsonNode> steps = new TreeMap<>();
        document.path("steps").forEach(step -> steps.put(address(step), step));
        return steps;
    }

    private static Set<String> in(String field, String value, Map<String, JsonNode> steps) {
        return steps.entrySet().stream()
                .filter(step -> step.getValue().path(field).asText().equals(value))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, JsonNode> status() {
        return bySteps(checkout.volute("status", "--json").exits(0).json());
    }

    /** What each address gave, by entry. */
    private static Map<String, String> outputs(Map<String, JsonNode> steps) {
        Map<String, String> outputs = new TreeMap<>();
        steps.forEach((address, step) -> step.path("outputs")
                .properties()
                .forEach(output -> outputs.put(
                        address + " " + output.getKey(),
                        output.getValue().path("digest").asText())));
        return outputs;
    }

    private static void backToWhatItWas() {
        Map<String, JsonNode> back =
                bySteps(checkout.volute("run", "--json").exits(0).json());
        assertThat(in("status", "COMPUTED", back)).isEmpty();
        assertThat(outputs(back)).isEqualTo(outputs(before)).isNotEmpty();
    }

    @Test
    void changedOptionRunsExactlyWhatWasStaleAndWaitingOnesOnlyBehindAChange() {
        checkout.edit("l2: 10}", "l2: 20}");
        try {
            Map<String, JsonNode> foretold = status();
            assertThat(in("state", "STALE", foretold)).containsExactly("modeling.train logistic-strong");
            Set<String> waiting = in("state", "WAITING", foretold);
            assertThat(waiting).contains("modeling.judge").allMatch(address -> !address.startsWith("data-"));
            assertThat(foretold.get("modeling.train logistic-strong")
                            .path("why")
                            .asText())
                    .isEqualTo("modeling.candidates.logistic-strong.l2 changed 10 → 20");
            assertThat(checkout.volute("why", "modeling.train", "--key", "logistic-strong")
                            .exits(0)
                            .out())
                    .contains("modeling.candidates.logistic-strong.l2 changed 10 → 20");

            Map<String, JsonNode> run =
                    bySteps(checkout.volute("run", "--json").exits(0).json());
            Set<String> computed = in("status", "COMPUTED", run);
            assertThat(computed).contains("modeling.train logistic-strong");
            assertThat(run.get("modeling.train logistic-strong").path("why").asText())
                    .contains("l2 changed 10 → 20");
            computed.remove("modeling.train logistic-strong");
            assertThat(waiting).containsAll(computed);
            // A waiting one that computed names what changed above it, and that did change.
            for (String address : computed) {
                String why = run.get(address).path("why").asText();
                assertThat(why).as(address).contains(" changed");
            }
            versions = versions();
        } finally {
            checkout.edit("l2: 20}", "l2: 10}");
        }
        assertThat(checkout.volute("why", "modeling.train", "--key", "logistic-strong")
                        .exits(0)
                        .out())
                .contains("l2 changed 20 → 10");
        backToWhatItWas();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scoping           | experiment: {power: 0.8, alpha   | experiment: {power: 0.9, alpha",
                "data-engineering  | split: {folds: 2                 | split: {folds: 3",
                "modeling          | l2: 10}                          | l2: 30}",
                "deployment        | release: {policy: ab}            | release: {policy: shadow}",
                "monitoring        | min-labelled: 30                 | min-labelled: 5",
                "business-analysis | paths: 10000                     | paths: 5000"
            })
    void stageRunsAloneAndLeavesWhatLiesBeforeItAsItWas(String stage, String from, String to) {
        checkout.edit(from, to);
        try {
            Map<String, JsonNode> foretold = status();
            assertThat(in("state", "STALE", foretold)).isNotEmpty().allMatch(own(stage));
            assertThat(in("state", "WAITING", foretold)).noneMatch(beforeInLoop(stage));

            Map<String, JsonNode> run =
                    bySteps(checkout.volute("run", stage, "--json").exits(0).json());

            assertThat(run.keySet()).isNotEmpty().allMatch(own(stage));
            Set<String> computed = in("status", "COMPUTED", run);
            assertThat(computed).containsAll(in("state", "STALE", foretold));
            // Nothing but this stage's entries has a new version.
            Map<String, String> after = versions();
            Map<String, String> added = new TreeMap<>(after);
            added.entrySet().removeAll(versions.entrySet());
            versions = after;
            assertThat(added.keySet()).allMatch(own(stage));

            Map<String, JsonNode> left = status();
            Set<String> fresh = in("state", "FRESH", left);
            assertThat(left.keySet().stream().filter(own(stage)).toList()).isSubsetOf(fresh);
            if (stage.equals("business-analysis")) {
                assertThat(fresh).hasSameSizeAs(left.keySet());
            } else {
                Set<String> touched = new TreeSet<>(left.keySet());
                touched.removeAll(fresh);
                assertThat(touched).isNotEmpty().isSubsetOf(in("state", "WAITING", foretold));
                for (String address : touched) {
                    assertThat(left.get(address).path("state").asText()).isIn("WAITING", "STALE");
                }
            }
        } finally {
            checkout.edit(to, from);
        }
        backToWhatItWas();
    }

    /** DE17; an engine that reruns what changed itself, and not what reads it, is rejected by the same assertion. */
    @Test
    void sharedFeaturesChangeEveryCandidateAndOnlyWhatDependsOnThem() {
        checkout.edit("min-count: 15", "min-count: 16");
        try {
            Set<String> stale = in("state", "STALE", status());

            assertOnlyDependentsOfFeatures(in(
                    "status",
                    "COMPUTED",
                    bySteps(checkout.volute("run", "--json").exits(0).json())));
            assertThatThrownBy(() -> assertOnlyDependentsOfFeatures(stale)).isInstanceOf(AssertionError.class);
            versions = versions();
        } finally {
            checkout.edit("min-count: 16", "min-count: 15");
        }
        backToWhatItWas();
    }

    private static void assertOnlyDependentsOfFeatures(Set<String> computed) {
        assertThat(computed)
                .contains(
                        "modeling.features",
                        "modeling.train logistic",
                        "modeling.train logistic-strong",
                        "modeling.judge",
                        "deployment.gate")
                .noneMatch(own("data-engineering"))
                .noneMatch(own("scoping"))
                .noneMatch(own("monitoring"));
    }

    /** An assessment that later steps read whole is rejected by the same assertion where its bytes change. */
    @Test
    void renamingAStakeholderRetrainsNothing() {
        checkout.edit("role: flight operations", "role: fleet operations");
        try {
            Map<String, JsonNode> foretold = status();
            assertThat(in("state", "STALE", foretold)).containsExactly("scoping.assess");
            Set<String> behind = in("state", "WAITING", foretold);

            assertNothingIsTrained(in(
                    "status",
                    "COMPUTED",
                    bySteps(checkout.volute("run", "--json").exits(0).json())));
            assertThatThrownBy(() -> assertNothingIsTrained(behind)).isInstanceOf(AssertionError.class);
            versions = versions();
        } finally {
            checkout.edit("role: fleet operations", "role: flight operations");
        }
        backToWhatItWas();
    }

    private static void assertNothingIsTrained(Set<String> computed) {
        assertThat(computed).containsExactly("scoping.assess");
    }

    /** DE20; an engine that reruns all that lies behind the source is rejected by the same assertion. */
    @Test
    void lateRowLandsInItsMonthAndOnlyItsDependentsRunAgain() {
        String last =
                "GREATER PITTSBURGH,EMB-145,None,2002-07-25,TRANS STATES AIRLINES,Pennsylvania,Climb,Medium,Red-tailed hawk,Day,0,0,0,140";
        String late =
                "LATE ARPT,B-737-800,None,2000-01-10,NOBODY,New York,Climb,Medium,Unknown bird - medium,Day,0,0,0,";
        checkout.rewrite("data/birdstrikes.csv", last, last + "\r\n" + late);
        try {
            Set<String> behind = in("state", "WAITING", status());

            assertOnlyJanuaryRunsAgain(in(
                    "status",
                    "COMPUTED",
                    bySteps(checkout.volute("run", "--json").exits(0).json())));
            assertThatThrownBy(() -> assertOnlyJanuaryRunsAgain(behind)).isInstanceOf(AssertionError.class);
            versions = versions();
        } finally {
            checkout.rewrite("data/birdstrikes.csv", last + "\r\n" + late, last);
        }
        backToWhatItWas();
    }

    private static void assertOnlyJanuaryRunsAgain(Set<String> computed) {
        assertThat(computed)
                .contains("data-engineering.check", "monitoring.drift 2000-01", "monitoring.performance 2000-01")
                .noneMatch(address -> address.endsWith(" 2000-02"))
                .noneMatch(own("modeling"))
                .noneMatch(own("scoping"))
                .noneMatch(own("deployment"));
    }

    private static Predicate<String> own(String stage) {
        return address -> address.startsWith(stage + ".");
    }

    private static Predicate<String> beforeInLoop(String stage) {
        // The scope's assessment reads data and candidates, so scoping lies on both sides of them.
        return address -> LOOP.subList(0, LOOP.indexOf(stage)).stream()
                .filter(name -> !name.equals("scoping"))
                .anyMatch(name -> address.startsWith(name + "."));
    }

    /** The newest digest of each entry, under the step that made it. */
    private static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        checkout.volute("show", "entries", "--json")
                .exits(0)
                .json()
                .path("entries")
                .forEach(entry -> versions.put(
                        address(entry) + " " + entry.path("entry").asText(),
                        entry.path("digest").asText()));
        return versions;
    }

    @Test
    void freshModelingComputesTheSameBytesAndNoDataEngineering() {
        Map<String, JsonNode> run = bySteps(
                checkout.volute("run", "modeling", "--fresh", "--json").exits(0).json());

        assertThat(in("status", "COMPUTED", run))
                .hasSameSizeAs(run.keySet())
                .allMatch(own("modeling"))
                .contains("modeling.features", "modeling.train logistic", "modeling.judge");
        Map<String, String> outputs = outputs(before);
        outputs.keySet().removeIf(address -> !address.startsWith("modeling."));
        assertThat(outputs(run)).isEqualTo(outputs);
        Map<String, JsonNode> status = status();
        assertThat(in("state", "FRESH", status)).isEqualTo(status.keySet());
    }

    @Test
    void documentsHaveTheFieldsThatAreDocumented() {
        JsonNode run = checkout.volute("run", "--json").exits(0).json();
        assertThat(names(run)).contains("pass", "run", "status", "steps", "verdicts");
        assertThat(run.path("status").asText()).isEqualTo("DONE");
        for (JsonNode step : run.path("steps")) {
            assertThat(names(step))
                    .containsExactlyInAnyOrder("step", "key", "slot", "status", "millis", "why", "outputs");
            assertThat(step.path("status").asText()).isIn("COMPUTED", "REUSED", "FAILED", "SKIPPED");
            step.path("outputs").forEach(output -> assertThat(names(output)).containsExactly("version", "digest"));
        }
        JsonNode split = bySteps(run).get("data-engineering.split").path("outputs");
        assertThat(split.path("split").path("version").asInt()).isPositive();
        assertThat(split.path("split").path("digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(run.path("verdicts").findValuesAsText("subject")).contains("scope", "gate", "decision");

        JsonNode status = checkout.volute("status", "--json").exits(0).json();
        assertThat(names(status)).containsExactlyInAnyOrder("project", "pass", "steps");
        assertThat(status.path("project").asText()).isEqualTo("birdstrikes");
        assertThat(status.path("pass").asInt()).isEqualTo(1);
        for (JsonNode step : status.path("steps")) {
            assertThat(names(step)).containsExactlyInAnyOrder("step", "key", "slot", "state", "why");
            assertThat(step.path("state").asText()).isIn("FRESH", "STALE", "WAITING", "NEVER", "ABSENT", "FAILED");
        }

        JsonNode valid = checkout.volute("validate", "--json").exits(0).json();
        assertThat(valid.toString()).isEqualTo("{\"valid\":true,\"problems\":[]}");
        JsonNode invalid = checkout.volute("validate", "--json", "--set", "modeling.candidates.logistic.l3=1")
                .exits(2)
                .json();
        assertThat(invalid.path("valid").asBoolean()).isFalse();
        assertThat(invalid.path("problems")).hasSize(1);
        assertThat(names(invalid.path("problems").get(0)))
                .containsExactlyInAnyOrder("file", "line", "column", "path", "code", "message", "suggestion");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

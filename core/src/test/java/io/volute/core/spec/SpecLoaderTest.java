package io.volute.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.volute.core.error.CoreError;
import io.volute.core.error.Problem;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecLoaderTest {
    @TempDir
    private Path folder;

    private Spec load(String yaml, String... sets) {
        return Sample.loader().load(write(yaml), List.of(sets));
    }

    private List<Problem> problems(String yaml, String... sets) {
        return Sample.loader().validate(write(yaml), List.of(sets));
    }

    private Problem only(String yaml, String... sets) {
        List<Problem> problems = problems(yaml, sets);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private Path write(String yaml) {
        try {
            return Files.write(folder.resolve("volute.yaml"), Sample.bytes(yaml));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bindsEveryTypeOfASection() {
        Spec spec = load(Sample.YAML);

        assertThat(spec.project()).isEqualTo("birdstrikes");
        assertThat(spec.seed()).isEqualTo(7);
        assertThat(spec.folder()).isEqualTo(folder);
        assertThat(spec.schedules().get("monthly"))
                .isEqualTo(new Schedule(Slot.Cadence.MONTH, List.of("scoping", "modeling"), false));
        assertThat(spec.schedules())
                .hasEntrySatisfying(
                        "yearly", yearly -> assertThat(yearly.opensPass()).isTrue());
        var scoping = spec.section("scoping", Sample.ScopingSection.class);
        assertThat(scoping.objective().owner()).isEqualTo("Maintenance control");
        assertThat(scoping.costs().missed()).isEqualTo(new BigDecimal("10000.50"));
        assertThat(scoping.pause()).isEqualTo(Duration.ofHours(2));
        assertThat(scoping.first()).isEqualTo(LocalDate.of(2000, 1, 1));
        assertThat(scoping.slot()).isEqualTo(Slot.parse("2000-03"));
        assertThat(scoping.source()).isEqualTo(Path.of("data/strikes.csv"));
        assertThat(scoping.levels()).containsExactly(Sample.Level.LOW, Sample.Level.VERY_HIGH);
        assertThat(scoping.available()).containsEntry("Cost Repair", new Sample.Availability("never"));
        assertThat(scoping.password()).contains(new Secret(Secret.Kind.ENV, "SOURCE_PASSWORD"));
        assertThat(scoping.budget()).isEmpty();
    }

    @Test
    void selectsAnImplementationAndBindsItsOptionsWithDefaults() {
        var modeling = load(Sample.YAML).section("modeling", Sample.ModelingSection.class);

        assertThat(modeling.candidates())
                .containsEntry(
                        "boosting",
                        new Choice<>(Sample.Trainer.class, "boosting", new Sample.BoostingOptions(200, 4, 0.1)));
    }

    @Test
    void tellsAllProblemsAtOnceInTheOrderOfTheText() {
        String yaml = Sample.YAML
                .replace("owner: \"Maintenance control\", ", "")
                .replace("trees: 200", "tres: 200")
                .replace("folds: 5", "folds: five");

        List<Problem> problems = problems(yaml);

        assertThat(problems)
                .extracting(Problem::line, Problem::path, Problem::code, Problem::message, Problem::suggestion)
                .containsExactly(
                        tuple(
                                8,
                                "scoping.objective",
                                "scoping.missing-field",
                                "no owner (expected: who answers for the business metric)",
                                Optional.empty()),
                        tuple(
                                26,
                                "modeling.candidates.boosting.tres",
                                "modeling.unknown-option",
                                "unknown option `tres` for trainer boosting"
                                        + " (expected one of: depth, learning-rate, trainer, trees)",
                                Optional.of("trees")),
                        tuple(
                                28,
                                "modeling.folds",
                                "modeling.wrong-type",
                                "folds: five (expected: a whole number)",
                                Optional.empty()));
        assertThat(problems.get(1).column()).isEqualTo(7);
        assertThatThrownBy(() -> load(yaml)).isInstanceOfSatisfying(VoluteException.class, e -> {
            assertThat(e.code()).isEqualTo(CoreError.SPEC_INVALID);
            assertThat(e.problems()).isEqualTo(problems);
            assertThat(e).hasMessageContaining("3 problems, nothing was run.");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 7|seed: 7.5|core.wrong-type|seed: 7.5 (expected: a whole number)",
                "seed: 7|seed: \"7\"|core.wrong-type|seed: \"7\" (expected: a whole number)",
                "seed: 7|seed: 99999999999999999999|core.out-of-range|is too large",
                "seed: 7|seed: 1_000|core.wrong-type|seed: 1_000",
                "seed: 7|seed: ٣|core.wrong-type|seed: ٣",
                "project: birdstrikes|project: Bird Strikes|core.not-a-name|is no name",
                "project: birdstrikes|project: 1995|core.not-a-name|reads as a number",
                "project: birdstrikes|project: latest|core.not-a-name|another meaning",
                "target: -0.05|target: 1e999|scoping.out-of-range|is too large",
                "target: -0.05|target: NaN|scoping.wrong-type|expected: a number",
                "target: -0.05|target: 0.05|scoping.invalid-value|expected: at most 0",
                "missed: 10000.50|missed: 5|scoping.invalid-value|a missed damage costs less",
                "first: 2000-01-01|first: 2000-02-30|scoping.wrong-type|expected: a date such as",
                "first: 2000-01-01|first: 2000-1-1|scoping.wrong-type|expected: a date such as",
                "horizon: P12M|horizon: 12 months|scoping.wrong-type|expected: a period such as",
                "pause: PT2H|pause: 2h|scoping.wrong-type|expected: a duration such as",
                "slot: 2000-03|slot: 2000-13|scoping.invalid-value|expected an existing date",
                "source: data/strikes.csv|source: ../secret.csv|scoping.wrong-type|below the spec's folder",
                "source: data/strikes.csv|source: /etc/passwd|scoping.wrong-type|below the spec's folder",
                "levels: [low, very-high]|levels: [low, very-hihg]|scoping.wrong-type|expected: one of: low, very-high",
                "levels: [low, very-high]|levels: low|scoping.wrong-type|expected: a list",
                "Damage: P30D|Damage: later|scoping.invalid-value|expected: now, never or a period",
                "accept: auto|accept: AUTO|scoping.wrong-type|expected: one of: owner, auto",
                "metric: handling cost per strike|metric: '${env:METRIC}'|scoping.secret|cannot stand here",
                "trainer: boosting|trainer: bosting|modeling.unknown-name|trainer: bosting (expected one of",
                "trainer: boosting|trainer: {a: 1}|modeling.unknown-name|expected one of: boosting, logistic",
                "opens-pass: true|opens-pass: yes|core.wrong-type|expected: true or false",
                "stages: [scoping]|stages: [scopping]|core.unknown-name|stage scopping is no stage",
                "stages: [scoping]|stages: []|core.invalid-value|expected: at least one stage",
                "every: P1Y|every: P2Y|core.wrong-type|expected: one of: P1D, P1M, P1Y",
            })
    void refusesAWrongValueWithWhatWasExpected(String right, String wrong, String code, String message) {
        assertThat(Sample.YAML).contains(right);
        String yaml = Sample.YAML.replace(right, wrong);

        Problem problem = only(yaml);

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).contains(message);
        long line = 1 + yaml.substring(0, yaml.indexOf(wrong)).lines().count() - (yaml.startsWith(wrong) ? 0 : 1);
        assertThat(problem.line()).isBetween((int) line - 3, (int) line + 1);
    }

    @Test
    void neverShowsASecretThatWasWrittenOut() {
        String yaml = Sample.YAML.replace("${env:SOURCE_PASSWORD}", "hunter2hunter2");

        Problem problem = only(yaml);

        assertThat(problem.code()).isEqualTo("scoping.secret");
        assertThat(problem.toString()).doesNotContain("hunter2");
        assertThatThrownBy(() -> load(yaml)).message().doesNotContain("hunter2");
    }

    @Test
    void asksForAtLeastOneStage() {
        assertThat(only("project: x\n").message())
                .contains("no section of a stage")
                .contains("modeling, scoping");
    }

    @Test
    void allowsAStageToBeLeftOutAndRefusesJobsThatNameIt() {
        String yaml = """
                project: x
                schedules: {monthly: {every: P1M, stages: [scoping]}}
                modeling: {candidates: {a: {trainer: logistic}}}
                """;

        assertThat(only(yaml).message()).contains("stage scoping has no section in this spec");
        assertThat(load(yaml.replace("[scoping]", "[modeling]")).sections()).containsOnlyKeys("modeling");
    }

    @Test
    void laysChangesOverTheSpecAndRecordsThemInTheTree() {
        Spec spec = load(
                Sample.YAML,
                "modeling.candidates.boosting.trees=300",
                "modeling.candidates.strong={trainer: logistic, ridge: 10}",
                "scoping.levels.0=very-high");

        var modeling = spec.section("modeling", Sample.ModelingSection.class);
        assertThat(modeling.candidates())
                .containsEntry(
                        "boosting",
                        new Choice<>(Sample.Trainer.class, "boosting", new Sample.BoostingOptions(300, 4, 0.1)));
        assertThat(modeling.candidates()).containsKey("strong");
        assertThat(spec.tree().at("/modeling/candidates/boosting/trees").asText())
                .isEqualTo("300");
        assertThat(spec.section("scoping", Sample.ScopingSection.class).levels())
                .containsExactly(Sample.Level.VERY_HIGH, Sample.Level.VERY_HIGH);
    }

    @Test
    void findsKeysThatHoldDots() {
        String yaml = Sample.YAML.replace("    boosting:\n", "    v1.2-boosting:\n");

        Spec spec = load(yaml, "modeling.candidates.v1.2-boosting.trees=9");

        assertThat(spec.tree().at("/modeling/candidates/v1.2-boosting/trees").asText())
                .isEqualTo("9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modeling.candidates.boosting.trees=many|expected: a whole number",
                "modeling.candidates.boosting.tres=3|unknown option `tres`",
                "seed|expected: a key's path, = and a value",
                "seed=|expected: a key's path, = and a value",
                "seed.deeper=1|leads nowhere",
                "scoping.levels.7=low|0 to 1",
                "seed=[1|not YAML",
            })
    void placesTheProblemOfAChangeAtItsOption(String set, String message) {
        List<Problem> problems = problems(Sample.YAML, set);

        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.file()).isEqualTo("--set"));
        assertThat(problems.get(0).message()).contains(message);
    }

    @Test
    void acceptsItsOwnTreeAndGivesItBackUnchanged() {
        Spec spec = load(Sample.YAML);

        Spec pinned = Sample.loader().fromTree(spec.tree(), folder);

        assertThat(pinned.tree()).isEqualTo(spec.tree());
        assertThat(pinned.sections()).isEqualTo(spec.sections());
        assertThat(pinned.schedules()).isEqualTo(spec.schedules());
        assertThat(pinned.file()).isEmpty();
    }

    @Test
    void writesTheTreeWithSortedKeysAndScalarsAsWritten() {
        Spec spec = load("project: x\nmodeling:\n  folds: 05\n  candidates: {b: {trainer: logistic, ridge: 1.50}}\n");

        assertThat(spec.tree())
                .hasToString(
                        "{\"modeling\":{\"candidates\":{\"b\":{\"ridge\":\"1.50\",\"trainer\":\"logistic\"}},\"folds\":\"05\"},"
                                + "\"project\":\"x\"}");
    }

    @Test
    void saysWhereASpecCouldBeHadWhenThereIsNone() {
        List<Problem> problems = Sample.loader().validate(folder.resolve("nowhere.yaml"));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("core.no-spec");
            assertThat(problem.suggestion())
                    .hasValueSatisfying(text -> assertThat(text).contains("volute init"));
        });
    }

    /** A value that breaks a rule of its stage stands with its line; a rule sees no spec that is not bound. */
    @Test
    void tellsWhatBreaksARuleOfAStageWhereItStands() {
        SpecRule ridge = spec -> List.of(
                new SpecRule.Broken("modeling.candidates.b.ridge", "too little (expected: more)", Optional.of("10")));
        SpecLoader loader = new SpecLoader(Sample.STAGES, Sample.POINTS, java.util.Set.of(ridge));
        String modeling = "modeling:\n  candidates:\n    b: {trainer: logistic, ridge: 1.5}\n";

        assertThat(loader.validate(write("project: p\n" + modeling)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.column()).isEqualTo(35);
                    assertThat(problem.path()).isEqualTo("modeling.candidates.b.ridge");
                    assertThat(problem.code()).isEqualTo("modeling.unknown-name");
                    assertThat(problem.suggestion()).hasValue("10");
                });
        assertThat(loader.validate(write(modeling))).extracting(Problem::code).containsExactly("core.missing-field");
    }

    /** A section that may be a draft. */
    record Plan(
            @Draft @Doc("what is wanted") Optional<Sample.Objective> goal,
            @NotInDraft @Doc("what it takes") Optional<Sample.Costs> costs) {}

    private static SpecLoader drafts() {
        return new SpecLoader(
                java.util.Set.of(new io.volute.core.stage.StageDefinition(
                        "plan", Plan.class, Optional.empty(), Optional.empty())),
                java.util.Set.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | no goal (expected: what is wanted)",
                "{goal: {owner: o, metric: m, target: -1}} | no costs (expected: what it takes)",
                "{goal: drafft} | goal: drafft (expected: keys with values, or draft)",
                "{goal: draft, costs: {inspection: 2, missed: 1}} | a missed damage costs less than an inspection (expected: more)"
            })
    void draftLeavesOutWhatAWrittenSectionMustHave(String section, String message) {
        assertThat(drafts().validate(write("project: p\nplan: " + section + "\n")))
                .extracting(Problem::message)
                .contains(message);
    }

    @Test
    void wordDraftIsAWholeSection() {
        Spec spec = drafts().load(write("project: p\nplan: {goal: draft}\n"), List.of());

        assertThat(spec.section("plan", Plan.class)).isEqualTo(new Plan(Optional.empty(), Optional.empty()));
        var plan = drafts().schema().at("/$defs/core.spec.SpecLoaderTest.Plan");
        assertThat(plan.at("/properties/goal/oneOf/0/const").asText()).isEqualTo("draft");
        assertThat(plan.at("/required").toString()).isEqualTo("[\"goal\"]");
        assertThat(plan.at("/else/required").toString()).isEqualTo("[\"costs\"]");
    }
}

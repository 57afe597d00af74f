package io.volute.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.volute.core.stage.ContractKit;
import io.volute.core.stage.Implementation;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom, and how things are named and shaped. */
class ArchitectureTest {
    private static final List<String> STAGES =
            List.of("scoping", "dataengineering", "modeling", "deployment", "monitoring", "businessanalysis");

    /** Plugin package to the one stage whose extension point it fills; empty where it fills one of core's, or none. */
    private static final Map<String, String> PLUGINS = Map.of("postgres", "", "duckdb", "", "xgboost", "modeling");

    static Stream<String> stages() {
        return STAGES.stream();
    }

    static Stream<String> plugins() {
        return PLUGINS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aStageKnowsCoreAndStatisticsAndNoOtherStage(String stage) {
        check(classes()
                .that(resideInAPackage(module(stage)))
                .should()
                .onlyDependOnClassesThat(
                        foreign().or(resideInAnyPackage(module(stage), module("core"), module("statistics")))));
    }

    @Test
    void coreKnowsNoStageAndNoPlugin() {
        check(classes()
                .that(resideInAPackage(module("core")))
                .should()
                .onlyDependOnClassesThat(foreign().or(resideInAnyPackage(module("core"), module("statistics")))));
    }

    @Test
    void statisticsIsPure() {
        check(classes()
                .that(resideInAPackage(module("statistics")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        module("statistics"),
                        "java.lang..",
                        "java.math..",
                        "java.util..",
                        "org.apache.commons.statistics..",
                        "org.apache.commons.numbers..",
                        "org.apache.commons.rng..",
                        "org.jspecify.annotations..")));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void aPluginKnowsCoreAndTheOneStageThatItFills(String plugin) {
        String stage = PLUGINS.getOrDefault(plugin, "");
        check(classes()
                .that(resideInAPackage(module(plugin)))
                .should()
                .onlyDependOnClassesThat(foreign()
                        .or(resideInAnyPackage(module(plugin), module("core"), module("statistics")))
                        .or(resideInAnyPackage(stage.isEmpty() ? new String[0] : new String[] {module(stage)}))));
    }

    @Test
    void theEmbeddedServerKnowsNothingOfOurs() {
        check(classes()
                .that(resideInAPackage(module("postgres")))
                .should()
                .onlyDependOnClassesThat(foreign().or(resideInAPackage(module("postgres")))));
    }

    @Test
    void nobodyKnowsTheCommandLine() {
        check(noClasses()
                .that(not(resideInAPackage(module("cli"))))
                .should()
                .dependOnClassesThat(resideInAPackage(module("cli"))));
    }

    @Test
    void nobodyShipsWhatIsMadeForTests() {
        check(noClasses()
                .that(not(resideInAPackage(module("testing"))))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(module("testing"), "org.junit..", "org.assertj..", "org.testcontainers..")));
    }

    @Test
    void theStepContractNamesNeitherGuiceNorJdbi() {
        check(noClasses()
                .that()
                .haveFullyQualifiedName("io.volute.core.stage.Step")
                .or()
                .haveFullyQualifiedName("io.volute.core.stage.StepContext")
                .or(resideInAPackage("io.volute.core.contract.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.google.inject..", "org.jdbi..", "java.sql..")));
    }

    @Test
    void contractsAreRecordsEnumsAndInterfaces() {
        check(classes()
                .that(resideInAPackage("io.volute.core.contract.."))
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .beRecords()
                .orShould()
                .beEnums()
                .orShould()
                .beInterfaces());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void capabilitiesOfAStageFormNoCycle(String stage) {
        SlicesRuleDefinition.slices()
                .matching("io.volute." + stage + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(OurClasses.all());
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() {
        TreeSet<String> unmarked = new TreeSet<>();
        for (JavaClass one : OurClasses.all()) {
            JavaPackage where = one.getPackage();
            if (!where.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(where.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"impl", "util", "utils", "common", "service", "dao", "dto", "helper", "misc"})
    void noPackageIsNamedAfterAKind(String name) {
        check(noClasses().should().resideInAPackage("io.volute.." + name + ".."));
    }

    @ParameterizedTest
    @ValueSource(strings = {".*(Manager|Helper|Utils?|Impl|Service|Dto|Mapper)", "(Default|Abstract|Base)[A-Z].*"})
    void noClassIsNamedAfterItsKind(String pattern) {
        check(noClasses().that().areTopLevelClasses().should(haveSimpleNameMatching(pattern)));
    }

    @Test
    void nothingIsGottenThatCanBeNamed() {
        check(noMethods()
                .that()
                .areDeclaredInClassesThat(not(resideInAPackage(module("cli")))) // picocli's interfaces ask for getters
                .and()
                .arePublic()
                .should()
                .haveNameMatching("get([A-Z].*)?"));
    }

    @Test
    void whatIsInjectedIsInjectedThroughTheConstructor() {
        check(noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("com.google.inject.Inject"));
        check(noMethods().should().beAnnotatedWith("jakarta.inject.Inject"));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("com.google.inject.Inject"));
    }

    @Test
    void nothingStaticChanges() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void noStateIsPublic() {
        check(fields().that().areNotStatic().should().notBePublic());
    }

    @Test
    void thereIsOneExceptionForUsers() {
        check(classes()
                .that(assignableTo(Throwable.class))
                .and(not(resideInAPackage(module("postgres")))) // knows nothing of core
                .and()
                .arePublic()
                .should()
                .haveFullyQualifiedName("io.volute.core.error.VoluteException"));
    }

    /** A sealed point's cases share its kit. */
    @Test
    void everyExtensionPointHasItsContractKit() {
        TreeSet<String> points = new TreeSet<>();
        for (JavaClass one : OurClasses.all()) {
            if (one.isInterface()
                    && one.getRawInterfaces().stream()
                            .anyMatch(parent -> parent.isEquivalentTo(Implementation.class))) {
                points.add(one.getName());
            }
        }
        assertThat(points).hasSizeGreaterThan(7);
        for (String point : points) {
            assertThat(OurClasses.all().contain(point + "Contract")).as(point).isTrue();
            assertThat(OurClasses.all().get(point + "Contract").isAssignableTo(ContractKit.class))
                    .as(point)
                    .isTrue();
        }
    }

    @Test
    void sqlInterfacesArePackagePrivate() {
        check(classes().that(declareSql()).should().bePackagePrivate());
    }

    private static DescribedPredicate<JavaClass> declareSql() {
        return DescribedPredicate.describe(
                "declare SQL",
                one -> one.getMethods().stream()
                        .anyMatch(method -> method.getAnnotations().stream()
                                .anyMatch(annotation -> annotation
                                        .getRawType()
                                        .getPackageName()
                                        .equals("org.jdbi.v3.sqlobject.statement"))));
    }

    private static String module(String name) {
        return "io.volute." + name + "..";
    }

    private static DescribedPredicate<JavaClass> foreign() {
        return not(resideInAPackage("io.volute.."));
    }

    private static ArchCondition<JavaClass> haveSimpleNameMatching(String pattern) {
        return ArchConditions.have(DescribedPredicate.describe(
                "simple name matching " + pattern,
                (JavaClass one) -> one.getSimpleName().matches(pattern)));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(OurClasses.all());
    }
}

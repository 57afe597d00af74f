package io.volute.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What nobody may call, and the few owners who must: each rule names them, by class or, with a dot at the end, by
 * package. Every rule is also held against {@link Offender}, which breaks them all, so that a rule that cannot find
 * anything does not pass for one that holds.
 */
class ForbiddenCallsTest {
    private static final Map<String, Rule> RULES = new TreeMap<>(Map.ofEntries(
            Map.entry("Java serialization", rule(any(ObjectInputStream.class))),
            Map.entry("polymorphic JSON", rule(polymorphicJson())),
            // COPY and the settings of a scratch database take no parameters.
            Map.entry(
                    "SQL as a string",
                    rule(
                            sqlAsString(),
                            "io.volute.duckdb.Scratch",
                            "io.volute.duckdb.Sink",
                            "io.volute.duckdb.StoredTable",
                            "io.volute.duckdb.LockDown",
                            "io.volute.duckdb.ParquetColumn")),
            Map.entry("DriverManager", rule(any(DriverManager.class))),
            Map.entry(
                    "starting a process",
                    rule(
                            any(ProcessBuilder.class).or(calls(Runtime.class, "exec")),
                            "io.volute.postgres.embedded.Command",
                            "io.volute.duckdb.ChildProcess")),
            Map.entry("the system's clock", rule(systemClock(), "io.volute.core.CoreModule", "io.volute.cli.")),
            // Ids, names of temporary files and a password, nothing that a result depends on.
            Map.entry(
                    "randomness without a seed",
                    rule(
                            unseeded(),
                            "io.volute.core.artifact.",
                            "io.volute.core.run.Ids",
                            "io.volute.postgres.embedded.",
                            "io.volute.testing.")),
            Map.entry(
                    "the standard streams",
                    rule(
                            calls(System.class, "out", "err", "in", "setOut", "setErr"),
                            "io.volute.cli.",
                            "io.volute.duckdb.ColumnarChild")),
            Map.entry(
                    "the end of the JVM",
                    rule(
                            calls(System.class, "exit").or(calls(Runtime.class, "halt", "exit")),
                            "io.volute.cli.",
                            "io.volute.duckdb.ColumnarChild")),
            // Into the file that a report id leads to, never to a stream.
            Map.entry("stack traces", rule(calls(Throwable.class, "printStackTrace"), "io.volute.cli.Failures")),
            Map.entry("classes by name", rule(calls(Class.class, "forName").or(calls(ClassLoader.class, "loadClass")))),
            Map.entry(
                    "paths from names",
                    rule(
                            pathsFromNames(),
                            "io.volute.core.spec.ScalarType", // paths of the spec
                            "io.volute.core.run.Opener", // the spec's folder, as the run's row keeps it
                            "io.volute.core.run.StepExecutor", // a constant
                            "io.volute.core.run.Owner", // constants
                            "io.volute.xgboost.OpenMpLibrary", // constants, and what the loader's cache names
                            "io.volute.duckdb.ColumnarChild", // its argument
                            "io.volute.duckdb.ChildProcess", // where Java and our classes are
                            "io.volute.postgres.embedded.",
                            "io.volute.testing.",
                            "io.volute.cli."))));

    private record Rule(DescribedPredicate<JavaAccess<?>> access, List<String> owners) {
        ArchRule asArchRule() {
            return noClasses()
                    .that(not(describe(
                            "are in " + owners,
                            (JavaClass one) -> owners.stream().anyMatch(owner -> owns(owner, one)))))
                    .should()
                    .accessTargetWhere(access);
        }

        static boolean owns(String owner, JavaClass one) {
            String name = one.getName();
            return owner.endsWith(".") ? name.startsWith(owner) : name.equals(owner) || name.startsWith(owner + "$");
        }
    }

    static Stream<String> rules() {
        return RULES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nobodyButItsOwnersUses(String name) {
        load(name).asArchRule().check(OurClasses.all());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theOffenderIsFoundBy(String name) {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        // Offender lives in the command line's package, where some owners live: the owners are left out.
        ArchRule rule = new Rule(load(name).access(), List.of()).asArchRule();
        assertThatThrownBy(() -> rule.check(offender)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyOwnerExistsWhoIsNamedBy(String name) {
        for (String owner : load(name).owners()) {
            assertThat(OurClasses.all()).as(owner).anyMatch(one -> Rule.owns(owner, one));
        }
    }

    private static Rule load(String name) {
        Rule rule = RULES.get(name);
        if (rule == null) {
            throw new IllegalArgumentException(name);
        }
        return rule;
    }

    private static Rule rule(DescribedPredicate<JavaAccess<?>> access, String... owners) {
        return new Rule(access, List.of(owners));
    }

    private static DescribedPredicate<JavaAccess<?>> any(Class<?> type) {
        return describe(
                "any use of " + type.getSimpleName(),
                access -> access.getTargetOwner().isAssignableTo(type));
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> type, String... names) {
        return describe(
                type.getSimpleName() + "." + String.join(", ", names),
                access -> access.getTargetOwner().isAssignableTo(type)
                        && List.of(names).contains(access.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> polymorphicJson() {
        return describe(
                "default typing of Jackson",
                access -> access.getTargetOwner().getPackageName().startsWith("com.fasterxml.jackson.databind")
                        && access.getName().matches("(enable|activate)DefaultTyping.*|polymorphicTypeValidator"));
    }

    private static DescribedPredicate<JavaAccess<?>> sqlAsString() {
        return describe(
                "SQL given to a Statement as a string",
                access -> access.getTargetOwner().isAssignableTo(Statement.class)
                        && access.getName().matches("execute(Query|Update|LargeUpdate)?|addBatch")
                        && takesAString(access));
    }

    private static DescribedPredicate<JavaAccess<?>> pathsFromNames() {
        return describe(
                "a path made of a string",
                access -> ((access.getTargetOwner().isEquivalentTo(Path.class)
                                        && access.getName().equals("of"))
                                || access.getTargetOwner().getName().equals("java.nio.file.Paths"))
                        && takesAString(access));
    }

    private static DescribedPredicate<JavaAccess<?>> systemClock() {
        return calls(
                        Clock.class,
                        "systemUTC",
                        "systemDefaultZone",
                        "system",
                        "tickMillis",
                        "tickSeconds",
                        "tickMinutes")
                .or(calls(System.class, "currentTimeMillis"))
                .or(describe(
                        "now() without a clock",
                        access -> access.getTargetOwner().getPackageName().equals("java.time")
                                && access.getName().equals("now")
                                && !takes(access, Clock.class.getName())))
                .or(describe(
                        "new Date()",
                        access -> access.getTargetOwner().getName().equals("java.util.Date")
                                && access.getName().equals("<init>")
                                && parameters(access).isEmpty()));
    }

    private static DescribedPredicate<JavaAccess<?>> unseeded() {
        return describe(
                        "new Random()",
                        (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Random.class)
                                && access.getName().equals("<init>")
                                && parameters(access).isEmpty())
                .or(calls(Math.class, "random"))
                .or(any(ThreadLocalRandom.class))
                .or(any(SecureRandom.class))
                .or(calls(UUID.class, "randomUUID"));
    }

    private static boolean takesAString(JavaAccess<?> access) {
        return takes(access, String.class.getName());
    }

    private static boolean takes(JavaAccess<?> access, String first) {
        return parameters(access).stream().findFirst().filter(first::equals).isPresent();
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access instanceof JavaCodeUnitAccess<?> call
                ? call.getTarget().getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toList()
                : List.of();
    }
}

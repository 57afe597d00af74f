package io.volute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a checkout of its own, with a JDK and a Maven that only write down how they were called. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherIT {
    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "date",
            "dirname",
            "find",
            "flock",
            "grep",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch",
            "uname");
    private static final Path SCRIPT = Path.of("..", "volute").toAbsolutePath().normalize();

    @TempDir
    Path temporary;

    private Path checkout;
    private Path path;
    private Path jdk;

    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void lay() throws IOException {
        checkout = Files.createDirectories(temporary.resolve("a checkout"));
        Files.copy(SCRIPT, checkout.resolve("volute"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Path sources = Files.createDirectories(checkout.resolve("core/src/main/java"));
        Files.writeString(sources.resolve("A.java"), "class A {}");
        Files.writeString(checkout.resolve("core/pom.xml"), "<project/>");
        Files.createDirectories(checkout.resolve("cli"));
        path = Files.createDirectories(temporary.resolve("path"));
        for (String tool : TOOLS) {
            for (String folder : List.of("/bin", "/usr/bin")) {
                Path there = Path.of(folder, tool);
                if (Files.exists(there)) {
                    Files.createSymbolicLink(path.resolve(tool), there);
                    break;
                }
            }
        }
        jdk = temporary.resolve("jdk");
        jdk("17.0.15");
        maven("3.8.7", "");
    }

    @Test
    void buildsOnceAndStartsWhatWasBuilt() throws Exception {
        Outcome first = launch(List.of("status", "two words"));
        Outcome second = launch(List.of("status"));

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).startsWith("building Volute (first time");
        assertThat(first.out()).contains("volute.jar").contains("[status]").contains("[two words]");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceChangedAppearedOrWent() throws Exception {
        launch(List.of("status"));
        Path source = checkout.resolve("core/src/main/java/A.java");

        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        assertThat(launch(List.of("status")).err()).contains("its sources changed");
        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        assertThat(launch(List.of("status")).err()).isEmpty();
        Files.delete(source);
        assertThat(launch(List.of("status")).err()).contains("its sources changed");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void worksFromAnyFolderAndThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), checkout.resolve("volute"));
        Path links = Files.createDirectories(temporary.resolve("links"));
        Path second = Files.createSymbolicLink(links.resolve("v"), Path.of("..", "link"));

        assertThat(link).isSymbolicLink();
        assertThat(launch(second, links, List.of("status"), Map.of()).exit()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void compilesFullyForVerbsThatWorkAndStartsFastForVerbsThatRead() throws Exception {
        assertThat(launch(List.of("status")).out()).contains("[-XX:TieredStopAtLevel=1]");
        assertThat(launch(List.of("run")).out()).doesNotContain("TieredStopAtLevel");
        assertThat(launch(List.of("--verbose", "quickstart")).out()).doesNotContain("TieredStopAtLevel");
        assertThat(launch(List.of("run", "--help")).out()).contains("[-XX:TieredStopAtLevel=1]");
    }

    @Test
    void usesTheClassDataArchiveOfTheJavaThatDumpedItOnly() throws Exception {
        assertThat(launch(List.of("status")).out())
                .contains("SharedArchiveFile=")
                .contains("classes-17.0.15.jsa");
        jdk("21.0.2");
        assertThat(launch(List.of("status")).out()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void twoLaunchesAtOnceBuildOnce() throws Exception {
        maven("3.8.7", "sleep 1");
        List<Process> both = List.of(
                start(checkout.resolve("volute"), checkout, List.of("status"), Map.of()),
                start(checkout.resolve("volute"), checkout, List.of("status"), Map.of()));
        for (Process process : both) {
            assertThat(finish(process).exit()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void twoLaunchesAtOnceBuildOnceWhereThereIsNoFlock() throws Exception {
        Files.delete(path.resolve("flock"));
        twoLaunchesAtOnceBuildOnce();
    }

    @Test
    void aLockWhoseOwnerDiedIsNotWaitedFor() throws Exception {
        Files.delete(path.resolve("flock"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path builds = Files.createDirectories(checkout.resolve("cli/target/launcher"));
        Files.createSymbolicLink(builds.resolve("lock"), Path.of(Long.toString(dead.pid())));

        assertThat(launch(List.of("status")).exit()).isZero();
    }

    @Test
    void saysThatJavaIsMissing() throws Exception {
        Outcome outcome = launch(checkout.resolve("volute"), checkout, List.of("status"), Map.of("JAVA_HOME", ""));

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err())
                .contains("no java on the PATH")
                .contains("JDK 17 or newer")
                .contains("apt-get install");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void saysThatJavaHomeHoldsNoJava() throws Exception {
        Outcome outcome =
                launch(checkout.resolve("volute"), checkout, List.of(), Map.of("JAVA_HOME", temporary.toString()));

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("JAVA_HOME is " + temporary).contains("no bin/java");
    }

    @Test
    void saysThatJavaIsTooOld() throws Exception {
        jdk("11.0.9");
        Outcome outcome = launch(List.of("status"));

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("Java 11.0.9").contains("expected: 17 or newer");

        jdk("1.8.0_402");
        assertThat(launch(List.of("status")).err()).contains("Java 1.8.0_402");
    }

    @Test
    void saysThatTheCompilerIsMissing() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        Outcome outcome = launch(List.of("status"));

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("no compiler").contains("JDK");
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Files.delete(path.resolve("mvn"));
        Outcome outcome = launch(List.of("status"));

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("no mvn on the PATH").contains("Maven 3.8.7 or newer");
    }

    @Test
    void saysThatMavenIsTooOld() throws Exception {
        maven("3.6.3", "");
        Outcome outcome = launch(List.of("status"));

        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("Maven 3.6.3").contains("expected: 3.8.7 or newer");
    }

    @Test
    void takesMaven3Point10ForNewerThan3Point8() throws Exception {
        maven("3.10.0", "");
        assertThat(launch(List.of("status")).exit()).isZero();
        maven("4.0.0-rc-4", "");
        Files.writeString(checkout.resolve("pom.xml"), "<project>changed</project>");
        assertThat(launch(List.of("status")).exit()).isZero();
    }

    @Test
    void showsTheErrorsOfABuildThatFailedAndBuildsAgainNextTime() throws Exception {
        maven("3.8.7", "echo '[INFO] noise'; echo '[ERROR] cannot find symbol'; exit 1");
        Outcome outcome = launch(List.of("status"));
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err())
                .contains("cannot find symbol")
                .contains("build.log")
                .doesNotContain("noise");
        assertThat(outcome.out()).isEmpty();

        maven("3.8.7", "");
        assertThat(launch(List.of("status")).exit()).isZero();
    }

    @Test
    void startsAnAssembledDistributionWithoutBuilding() throws Exception {
        Path dist = Files.createDirectories(temporary.resolve("dist"));
        Map<String, String> environment = Map.of("VOLUTE_DIST", dist.toString());
        assertThat(launch(checkout.resolve("volute"), checkout, List.of(), environment)
                        .err())
                .contains("no volute.jar in it");

        Files.writeString(dist.resolve("volute.jar"), "");
        assertThat(launch(checkout.resolve("volute"), checkout, List.of("status"), environment)
                        .out())
                .contains(dist.resolve("volute.jar").toString());
        assertThat(builds()).isZero();
    }

    @Test
    void putsPluginsBehindTheProgramOnTheClassPath() throws Exception {
        Path one = Files.writeString(temporary.resolve("a trainer.jar"), "PK\003\004");
        Path two = Files.writeString(temporary.resolve("two.jar"), "PK\003\004");
        Map<String, String> environment = Map.of("VOLUTE_PLUGINS", one + "::" + two + ":");
        Outcome outcome = launch(checkout.resolve("volute"), checkout, List.of("status"), environment);

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .containsPattern("\\[-cp]\n\\[.*/volute\\.jar:" + one + ":" + two + "]\n\\[io\\.volute\\.cli\\.Main]")
                .contains("SharedArchiveFile=")
                .doesNotContain("[-jar]");
        assertThat(launch(List.of("status")).out()).contains("[-jar]").doesNotContain("[-cp]");
    }

    @Test
    void saysWhichPluginIsMissingAndWhichIsNoJar() throws Exception {
        Path text = Files.writeString(temporary.resolve("text.jar"), "no jar");
        Outcome missing =
                launch(checkout.resolve("volute"), checkout, List.of(), Map.of("VOLUTE_PLUGINS", text + "/x.jar"));
        Outcome wrong = launch(checkout.resolve("volute"), checkout, List.of(), Map.of("VOLUTE_PLUGINS", "" + text));

        assertThat(missing.exit()).isEqualTo(4);
        assertThat(missing.err())
                .contains("VOLUTE_PLUGINS names " + text + "/x.jar, which is not there (expected: a jar)");
        assertThat(wrong.exit()).isEqualTo(4);
        assertThat(wrong.err()).contains("VOLUTE_PLUGINS names " + text + ", which is no jar that can be read");
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void dumpsTheArchiveOfAnAssembledDistributionWhenAsked() throws Exception {
        Path dist = Files.createDirectories(temporary.resolve("dist"));
        Files.writeString(dist.resolve("volute.jar"), "");
        Outcome dumped = launch(
                checkout.resolve("volute"),
                checkout,
                List.of(),
                Map.of("VOLUTE_DIST", dist.toString(), "VOLUTE_DUMP", "yes"));

        assertThat(dumped.exit()).isZero();
        assertThat(dist.resolve("classes-17.0.15.jsa")).exists();
        assertThat(launch(
                                checkout.resolve("volute"),
                                checkout,
                                List.of("status"),
                                Map.of("VOLUTE_DIST", dist.toString()))
                        .out())
                .contains("SharedArchiveFile=");
    }

    @Test
    void leavesTheArchiveOutUnderAFlightRecorder() throws Exception {
        launch(List.of("status"));
        assertThat(launch(
                                checkout.resolve("volute"),
                                checkout,
                                List.of("status"),
                                Map.of("VOLUTE_JAVA_OPTS", "-XX:StartFlightRecording=filename=x.jfr"))
                        .out())
                .contains("StartFlightRecording")
                .doesNotContain("SharedArchiveFile");
    }

    private void jdk(String version) throws IOException {
        script(jdk.resolve("bin/java"), """
                for a in "$@"; do
                    case $a in -XX:ArchiveClassesAtExit=*) : >"${a#*=}" ;; esac
                    printf '[%s]\\n' "$a"
                done
                """);
        script(jdk.resolve("bin/javac"), "");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    /** Does {@code build}, then leaves a jar where the distribution belongs. */
    private void maven(String version, String build) throws IOException {
        script(path.resolve("mvn"), """
                if [ "$1" = --version ]; then echo "Apache Maven %s (abc)"; exit 0; fi
                echo "$@" >>"%s"
                %s
                for a in "$@"; do
                    case $a in -Dvolute.dist=*) mkdir -p "${a#*=}"; : >"${a#*=}/volute.jar" ;; esac
                done
                """.formatted(version, calls(), build));
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path calls() {
        return temporary.resolve("maven-calls");
    }

    private int builds() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()).size() : 0;
    }

    private Outcome launch(List<String> arguments) throws Exception {
        return launch(checkout.resolve("volute"), temporary, arguments, Map.of());
    }

    private Outcome launch(Path script, Path folder, List<String> arguments, Map<String, String> environment)
            throws Exception {
        return finish(start(script, folder, arguments, environment));
    }

    private Process start(Path script, Path folder, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/bash", script.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome finish(Process process) throws Exception {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, err);
    }
}

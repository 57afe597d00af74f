package io.volute.cli.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of {@code examples/embedding}, built as its user would build it. Its local repository is one of its own, in
 * which the modules lie as they were just packaged; everything else in it is the real one's, by links. So nothing is
 * installed where the user would find it.
 */
final class EmbeddingProject implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of(
            "bom",
            "business-analysis",
            "core",
            "data-engineering",
            "deployment",
            "modeling",
            "monitoring",
            "plugins/duckdb",
            "plugins/postgres-embedded",
            "plugins/xgboost",
            "scoping",
            "statistics",
            "testing");

    private final Path folder;
    private final Path repository;

    private EmbeddingProject(Path folder, Path repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** Copies it into {@code parent}; the packaged modules are those beside this one. */
    static EmbeddingProject of(Path parent) {
        try {
            Path folder = parent.resolve("embedding");
            copy(ROOT.resolve("examples").resolve("embedding"), folder);
            return new EmbeddingProject(folder, repository(parent.resolve("repository")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code mvn verify} in it. */
    Outcome build() {
        return execute(List.of("mvn", "-o", "-B", "-Dmaven.repo.local=" + repository, "verify"));
    }

    /** Starts its main class. */
    Outcome start(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    /** What it packages. */
    Path jar() {
        return folder.resolve("target").resolve("stump-1.0.jar");
    }

    /** All of its Java, one file after the other. */
    String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.append(Files.readString(file));
            }
        }
        return sources.toString();
    }

    private Outcome execute(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // Options of the build that this test runs in are not those of a user.
        builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_CMD_LINE_ARGS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return Checkout.finish(process, command.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the links away, so that whoever deletes the folder meets none that leads out of it. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(repository)) {
            for (Path file : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path repository(Path repository) throws IOException {
        // Set by the plugin that runs the tests.
        String real = System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
        link(Path.of(real), repository, "io");
        link(Path.of(real, "io"), repository.resolve("io"), "volute");
        String version = version();
        install("volute", version, ROOT, Map.of("pom.xml", ".pom"), repository);
        for (String module : MODULES) {
            String artifact = "volute-" + module.substring(module.indexOf('/') + 1);
            Map<String, String> files = module.equals("bom")
                    ? Map.of("pom.xml", ".pom")
                    : Map.of("pom.xml", ".pom", "target/" + artifact + "-" + version + ".jar", ".jar");
            install(artifact, version, ROOT.resolve(module), files, repository);
        }
        return repository;
    }

    /** Makes links to everything in a folder but one. */
    private static void link(Path from, Path to, String but) throws IOException {
        Files.createDirectories(to);
        if (Files.isDirectory(from)) {
            try (Stream<Path> children = Files.list(from)) {
                for (Path child : children.toList()) {
                    if (!child.getFileName().toString().equals(but)) {
                        Files.createSymbolicLink(to.resolve(child.getFileName()), child.toAbsolutePath());
                    }
                }
            }
        }
    }

    private static void install(
            String artifact, String version, Path module, Map<String, String> files, Path repository)
            throws IOException {
        Path place = Files.createDirectories(
                repository.resolve("io/volute").resolve(artifact).resolve(version));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.createSymbolicLink(
                    place.resolve(artifact + "-" + version + file.getValue()), module.resolve(file.getKey()));
        }
    }

    /** The version of the first artifact that the parent's pom names: its own. */
    private static String version() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        return pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (!relative.startsWith("target")) {
                    Path copy = to.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }
}

package io.volute.businessanalysis.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Chromium of this machine that opens pages without network.
 *
 * @param program its executable
 * @param folder where it keeps what it needs
 */
public record Browser(Path program, Path folder) {
    /** Names by which it may be on the path. */
    public static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** The first on the path. */
    public static Optional<Browser> find(Path folder) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(entry -> NAMES.stream().map(name -> Path.of(entry).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Browser(program, folder));
    }

    /** Opens a page; returns what it printed. */
    public String open(Path page, int width, String... options) throws IOException, InterruptedException {
        Path printed = folder.resolve("browser.out");
        Path log = folder.resolve("browser.log");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + ",1400"));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectError(log.toFile())
                .redirectOutput(printed.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the browser did not end: " + Files.readString(log));
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(printed);
    }
}

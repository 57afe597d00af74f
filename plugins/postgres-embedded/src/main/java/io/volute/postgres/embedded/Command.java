package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.external;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs a short-lived program to its end. The only place of this module that starts processes. */
final class Command {
    /** Exit status and everything that was printed; {@code exit} is -1 where the program could not be started. */
    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }

        /** Returns the output as one trimmed line of at most 300 characters, for use in a message. */
        String summary() {
            String line = output.strip().replaceAll("\\s*\\R\\s*", "; ");
            return line.length() <= 300 ? line : "…" + line.substring(line.length() - 300);
        }

        boolean diskFull() {
            return output.toLowerCase(Locale.ROOT).contains("no space left on device");
        }
    }

    private Command() {}

    /**
     * Runs a program without a shell, in an environment that holds nothing of the caller's but the search path: a
     * stray {@code PGDATA} or locale must not steer the server.
     *
     * @param folder the working folder, which the program's account must be able to enter
     * @param limit after which the program is killed; its result then has a non-zero exit status
     */
    static Result run(List<String> command, Path folder, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        }
        Executor later = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> killer = CompletableFuture.runAsync(process::destroyForcibly, later);
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw external("the output of " + command.get(0) + " could not be read: " + e.getMessage());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw EmbeddedPostgresException.interrupted();
        } finally {
            killer.cancel(false);
        }
    }
}

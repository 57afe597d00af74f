package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Server;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code volute db}. */
@Command(
        name = "db",
        header = "Start, stop or look at the embedded PostgreSQL server.",
        description = {
            "Verbs start it when they need it and stop it when nobody else uses it; db start lets it run on, which saves"
                    + " its start each time. A database named by --database or VOLUTE_DATABASE_URL is not touched."
        },
        footer = {
            "",
            "Examples:",
            "  volute db start",
            "  volute db status",
            "  psql \"$(volute db url)\"      the password is in the file that db status names"
        })
public final class Db implements Callable<Integer> {
    /** What to do with the server. */
    enum Act {
        START,
        STOP,
        STATUS,
        URL
    }

    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    @Parameters(paramLabel = "start|stop|status|url", description = "What to do.")
    private String act;

    /** In these surroundings. */
    public Db(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Act chosen = chosen();
        if (chosen != Act.STATUS && stateOptions.url(surroundings).isPresent()) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "db " + act
                            + " is about the embedded server, but a database was named (expected: neither --database"
                            + " nor VOLUTE_DATABASE_URL)");
        }
        Path home = stateOptions.home(surroundings, specOptions.file(surroundings));
        if (chosen == Act.START) {
            Server.start(home);
        } else if (chosen == Act.STOP) {
            return stop(home);
        }
        EmbeddedPostgres.Status status = EmbeddedPostgres.status(Server.folder(home));
        if (talk.json()) {
            Json.print(document(status), surroundings.terminal().results());
        } else if (chosen == Act.URL) {
            surroundings.terminal().results().line(url(status));
        } else {
            tell(status, talk.progress(surroundings.terminal()));
        }
        return ExitCode.DONE;
    }

    private Act chosen() {
        try {
            return Act.valueOf(act.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new VoluteException(
                    CoreError.USAGE, "db " + act + ": unknown (expected one of: start, stop, status, url)", e);
        }
    }

    private int stop(Path home) {
        EmbeddedPostgres.Stop stop = EmbeddedPostgres.stop(Server.folder(home));
        if (stop == EmbeddedPostgres.Stop.IN_USE) {
            throw new VoluteException(
                    CoreError.BUSY,
                    "the server is in use by another process and stops with it (expected: nobody uses it)");
        }
        String told = stop == EmbeddedPostgres.Stop.STOPPED ? "stopped" : "was not running";
        if (talk.json()) {
            Json.print(Json.object().put("state", told), surroundings.terminal().results());
        } else {
            talk.progress(surroundings.terminal()).line("  embedded server " + told);
        }
        return ExitCode.DONE;
    }

    private String url(EmbeddedPostgres.Status status) {
        String jdbc = status.jdbcUrl()
                .orElseThrow(() -> new VoluteException(
                        CoreError.DATABASE_UNAVAILABLE,
                        "the embedded server does not run (start it with: volute db start)"));
        return jdbc.replace("jdbc:postgresql://", "postgresql://volute@");
    }

    private static ObjectNode document(EmbeddedPostgres.Status status) {
        ObjectNode document = Json.object()
                .put("state", status.state().name())
                .put("dataDirectory", status.dataDirectory().toString())
                .put("passwordFile", status.passwordFile().toString())
                .put("keptRunning", status.keptRunning())
                .put("inUse", status.inUse());
        status.pid().ifPresent(pid -> document.put("pid", pid));
        status.port().ifPresent(port -> document.put("port", port));
        status.jdbcUrl().ifPresent(url -> document.put("url", url));
        return document;
    }

    private static void tell(EmbeddedPostgres.Status status, Terminal.Channel channel) {
        String kept = status.keptRunning() ? ", runs on until volute db stop" : ", stops with its last user";
        boolean runs = status.state() == EmbeddedPostgres.State.RUNNING;
        channel.line("  embedded server  " + status.state().name().toLowerCase(Locale.ROOT) + (runs ? kept : ""));
        status.jdbcUrl().ifPresent(url -> channel.line("  url              " + url));
        channel.line("  data             " + status.dataDirectory());
        channel.line("  password         in " + status.passwordFile());
    }
}

package io.volute.core.database;

import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;

/** Says why a database could not be opened, and what to do about it. */
final class Refusals {
    private Refusals() {}

    static VoluteException of(DatabaseAddress address, Exception cause) {
        String server = address.host() + ":" + address.port();
        Optional<SQLException> answer = find(cause, SQLException.class);
        String state = answer.map(SQLException::getSQLState).orElse("");
        // Without a password the driver gives up by itself, under another code.
        boolean silent = address.password().value().isEmpty() && state.equals("08004");
        String why;
        if (state.startsWith("28") || silent) {
            why = "the database " + address + " does not let " + address.user() + " in (expected: the password of "
                    + address.user() + " in VOLUTE_DATABASE_PASSWORD, and a role that may log in from here)";
        } else if (state.equals("3D000")) {
            why = "the server " + server + " has no database " + address.database() + " (expected: one that is there;"
                    + " make it with: createdb " + address.database() + ")";
        } else if (state.equals("42501")) {
            why = "the user " + address.user() + " may not do what is needed in the database " + address
                    + " (expected: one who may create schemas; as its owner: grant create on database "
                    + address.database() + " to " + address.user() + ")";
        } else if (state.startsWith("53")) {
            why = "the server " + server + " has no free connection or no space (" + told(answer)
                    + "); end other users of it, or give it more";
        } else if (state.equals("57P03")) {
            why = "the server " + server
                    + " starts or stops just now (expected: one that is up; try again in a moment)";
        } else if (find(cause, UnknownHostException.class).isPresent()) {
            why = "there is no host " + address.host() + " (expected: the machine of a PostgreSQL server)";
        } else if (state.equals("08004") || state.equals("08P01")) {
            why = "the server " + server + " refuses the connection: " + told(answer);
        } else if (state.isEmpty() || state.startsWith("08") || state.startsWith("57P")) {
            why = "the database " + address
                    + " does not answer (nothing is half-written; start it, then: volute resume)";
        } else {
            why = "the database " + address + " cannot be used: " + told(answer);
        }
        return new VoluteException(CoreError.DATABASE_UNAVAILABLE, why, cause);
    }

    private static String told(Optional<SQLException> answer) {
        return answer.map(SQLException::getMessage)
                .flatMap(text -> text.lines().findFirst())
                .map(Excerpt::escaped)
                .orElse("no reason given");
    }

    private static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}

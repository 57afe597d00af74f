package io.volute.postgres.embedded;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The account under which server processes run. PostgreSQL refuses to run as root, so root needs one of the two
 * detours; everybody else is {@link #CALLER}.
 */
public enum RunAs {
    /** As the caller. Not possible for root. */
    CALLER(""),
    /** In a user namespace of its own, where root looks like an ordinary user but still owns its files. Linux only. */
    USER_NAMESPACE("unshare --user"),
    /** As the unprivileged user 65534 ({@code nobody}), who then owns the data folder. Linux only. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    /** The user and group id that Linux reserves for {@code nobody}. */
    static final int NOBODY_ID = 65534;

    private final String prefix;

    RunAs(String prefix) {
        this.prefix = prefix;
    }

    List<String> command(List<String> command) {
        if (prefix.isEmpty()) {
            return command;
        }
        return Stream.concat(Pattern.compile(" ").splitAsStream(prefix), command.stream())
                .toList();
    }

    /** Returns the command that takes the detour, for use in a message. */
    String tool() {
        return prefix;
    }
}

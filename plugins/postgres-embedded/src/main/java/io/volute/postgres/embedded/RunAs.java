package io.volute.postgres.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * The account under which server processes run. PostgreSQL refuses to run as root, so root needs one of the two
 * detours; everybody else is {@link #CALLER}.
 */
public enum RunAs {
    /** As the caller. Not possible for root. */
    CALLER(List.of()),
    /** In a user namespace of its own, where root looks like an ordinary user but still owns its files. Linux only. */
    USER_NAMESPACE(List.of("unshare", "--user")),
    /** As the unprivileged user 65534 ({@code nobody}), who then owns the data folder. Linux only. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    /** The user and group id that Linux reserves for {@code nobody}. */
    static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    RunAs(List<String> prefix) {
        this.prefix = prefix;
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }

    String tool() {
        return String.join(" ", prefix);
    }
}

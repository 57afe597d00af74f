package io.volute.cli.verb;

import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;

/** {@code model@champion}: an entry with one of its aliases. */
record Aliased(String entry, String alias) {
    static Aliased parse(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || at == text.length() - 1) {
            throw new VoluteException(
                    CoreError.USAGE, Excerpt.of(text) + ": no alias (expected: ENTRY@ALIAS, such as model@champion)");
        }
        return new Aliased(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return entry + "@" + alias;
    }
}

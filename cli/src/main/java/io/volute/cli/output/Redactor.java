package io.volute.cli.output;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Knows the secrets of this process and takes them out of every text that leaves it. Thread-safe. */
public final class Redactor {
    private static final String MASK = "***";
    /** Shorter ones would be found inside ordinary words; they are masked where they are known to stand. */
    private static final int SHORTEST = 4;

    private final Set<String> secrets = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Remembers a secret; an empty one is none. */
    public void add(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    /** The text without any secret. */
    public String clean(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }
}

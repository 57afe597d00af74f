package io.volute.core.catalog;

import io.volute.core.artifact.Digest;
import java.time.Instant;

/**
 * One row of an alias' history on the main line.
 *
 * @param entry the entry's name
 * @param alias the alias
 * @param asOf its date
 * @param key the key it points to
 * @param digest the artifact it points to
 * @param byHand whether a person moved it
 * @param why the person's reason, else empty
 * @param pass number of the pass
 */
public record AliasMove(
        String entry, String alias, Instant asOf, String key, Digest digest, boolean byHand, String why, long pass) {}

package io.volute.dataengineering.profile;

import io.volute.core.artifact.Digest;
import io.volute.dataengineering.source.Delivery;
import java.util.List;

/**
 * A file that no project describes, and what stands in it.
 *
 * @param file as the user wrote it
 * @param content digest of its bytes
 * @param profile of its rows, whose types were found by reading all of them
 */
public record FileProfile(String file, Digest content, Profile profile) {

    /**
     * Reads a delivery once and profiles it.
     *
     * @throws io.volute.core.error.VoluteException DATA with line and column where the file breaks its format
     */
    public static FileProfile of(String file, Delivery delivery) {
        return of(file, delivery, List.of());
    }

    /** The same without the values of these columns. */
    public static FileProfile of(String file, Delivery delivery, List<String> personal) {
        InferredRows rows = InferredRows.of(delivery);
        return new FileProfile(
                file,
                delivery.digest(),
                new Profiler().profile(rows.table(), rows.types()).masking(personal));
    }
}

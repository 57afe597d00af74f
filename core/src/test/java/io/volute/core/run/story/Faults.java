package io.volute.core.run.story;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What shall go wrong in one composition. Thread-safe. */
public final class Faults {
    private final Set<String> armed = ConcurrentHashMap.newKeySet();

    /** Makes a place fail from now on. */
    public void arm(String place) {
        armed.add(place);
    }

    /** Mends it. */
    public void mend(String place) {
        armed.remove(place);
    }

    void check(String place) {
        if (armed.contains(place)) {
            throw new VoluteException(CoreError.SOURCE_UNREADABLE, place + ": does not work today");
        }
    }
}

package io.volute.core.run;

import java.util.Comparator;
import java.util.Optional;

/**
 * Where a result belongs.
 *
 * @param step {@code stage.step}
 * @param key key of the fan-out, empty without one
 * @param slot slot, absent for a step without slots
 */
public record Address(String step, String key, Optional<Slot> slot) implements Comparable<Address> {
    private static final Comparator<Address> ORDER =
            Comparator.comparing(Address::step).thenComparing(Address::key).thenComparing(Address::slotText);

    static Address of(String step, String key, String slot) {
        return new Address(step, key, slot.isEmpty() ? Optional.empty() : Optional.of(Slot.parse(slot)));
    }

    /** The slot as text, empty without one. */
    public String slotText() {
        return slot.map(Slot::toString).orElse("");
    }

    @Override
    public int compareTo(Address other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return step + (key.isEmpty() ? "" : " " + key) + slot.map(s -> " " + s).orElse("");
    }
}

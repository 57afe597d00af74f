package io.volute.dataengineering.check;

import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import io.volute.dataengineering.contract.ContractTerms;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Compares a contract with what its version and the one before promised. */
final class Evolution {
    private Evolution() {}

    /**
     * What changed, for people; empty when nothing did.
     *
     * @param raised whether the version was raised for it
     */
    record Told(String words, boolean raised, int version) {}

    /**
     * Compares.
     *
     * @throws VoluteException CONTRACT_CHANGED when a column went or takes something else under the same version
     */
    static Optional<Told> of(ContractTerms now, Collection<ContractTerms> kept) {
        Optional<ContractTerms> same =
                kept.stream().filter(terms -> terms.version() == now.version()).findFirst();
        if (same.isPresent()) {
            ContractTerms.Changes changes = same.get().changesTo(now);
            refuse(now, changes);
            if (!changes.harmless().isEmpty()) {
                return Optional.of(new Told(String.join(", ", changes.harmless()), false, now.version()));
            }
        }
        return kept.stream()
                .filter(terms -> terms.version() < now.version())
                .max(Comparator.comparingInt(ContractTerms::version))
                .map(before -> new Told(String.join(", ", before.changesTo(now).all()), true, before.version()))
                .filter(told -> !told.words().isEmpty());
    }

    private static void refuse(ContractTerms now, ContractTerms.Changes changes) {
        if (!changes.breaking().isEmpty()) {
            int version = now.version();
            throw new VoluteException(
                    DataError.CONTRACT_CHANGED,
                    "data-engineering.contract: " + String.join(", ", changes.breaking())
                            + ", but the version is still " + version + ", by which data was read before (expected:"
                            + " version " + (version + 1) + " for a contract whose columns go or take something else)"
                            + "\nfix: set data-engineering.contract.version to " + (version + 1)
                            + ", or give the columns back what version " + version + " says");
        }
    }
}

package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.artifact.Digest;
import io.volute.core.database.Database;
import io.volute.core.error.VoluteException;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** From the stage's own tables. */
final class StoredHandBooks implements HandBooks {
    private final Provider<Database> database;
    private final HandStore store;

    @Inject
    StoredHandBooks(Provider<Database> database, HandStore store) {
        this.database = database;
        this.store = store;
    }

    @Override
    public HandStore.Known at(Digest through) {
        return database.get()
                .jdbi()
                .withHandle(handle -> store.find(handle, through))
                .orElseThrow(() -> new VoluteException(
                        BusinessAnalysisError.LEDGER_DAMAGED,
                        "ledger row " + through + ": is gone (expected: rows that nobody removes)\nfix: restore the"
                                + " database from a backup"));
    }
}

package io.volute.businessanalysis.ledger;

import com.google.inject.AbstractModule;

/** Binds what keeps the books. */
public final class LedgerModule extends AbstractModule {
    /** The module. */
    public LedgerModule() {}

    @Override
    protected void configure() {
        bind(HandBooks.class).to(StoredHandBooks.class);
        bind(StoredHandBooks.class);
        bind(HandLedger.class);
        bind(Ledgers.class);
        bind(Portfolio.class);
    }
}

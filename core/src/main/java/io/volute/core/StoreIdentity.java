package io.volute.core;

import io.volute.core.database.Database;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.nio.file.Path;

/** A database's rows point into one store; the first store that it meets is the one. */
final class StoreIdentity {
    private StoreIdentity() {}

    static void require(Database database, String storeId, Path folder) {
        String known = database.jdbi().inTransaction(handle -> {
            handle.createUpdate("insert into core.store (id) values (:id) on conflict (singleton) do nothing")
                    .bind("id", storeId)
                    .execute();
            return handle.createQuery("select id from core.store")
                    .mapTo(String.class)
                    .one();
        });
        if (!known.equals(storeId)) {
            database.close();
            throw new VoluteException(
                    CoreError.STORE_FOREIGN,
                    "the database " + database.address() + " belongs to the artifact store " + known + ", but "
                            + folder + " is the store " + storeId
                            + " (name the right one with --store, or another database with --database)");
        }
    }
}

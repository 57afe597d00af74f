package io.volute.businessanalysis.ledger;

import io.volute.core.stage.Recorder;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes the book's transactions and postings; readers join the result of the ledger's current head. */
public final class LedgerRecorder implements Recorder<KeepBooks.Output> {
    private static final String TRANSACTION = """
            INSERT INTO business_analysis.transaction (result_id, id, month, kind, grade, text)
            VALUES (:result, :id, :month, :kind, :grade, :text)
            """;
    private static final String POSTING = """
            INSERT INTO business_analysis.posting (result_id, transaction_id, position, account, amount)
            VALUES (:result, :transaction, :position, :account, :amount)
            """;
    private static final String STANDING = """
            INSERT INTO business_analysis.standing (result_id, currency, since, cost, value, net_low, net_high, loss,
                break_even_low, break_even, break_even_high, break_even_by)
            VALUES (:result, :currency, :since, :cost, :value, :low, :high, :loss, :evenLow, :even, :evenHigh, :evenBy)
            """;

    @Inject
    LedgerRecorder() {}

    @Override
    public void record(Handle handle, UUID result, KeepBooks.Output output) {
        output.standing()
                .ifPresent(standing -> handle.createUpdate(STANDING)
                        .bind("result", result)
                        .bind("currency", standing.currency())
                        .bind("since", standing.since())
                        .bind("cost", standing.cost())
                        .bind("value", standing.value())
                        .bind("low", standing.netLow().orElse(null))
                        .bind("high", standing.netHigh().orElse(null))
                        .bind("loss", standing.loss().orElse(null))
                        .bind("evenLow", even(standing, Standing.PaidBack::low))
                        .bind("even", even(standing, Standing.PaidBack::median))
                        .bind("evenHigh", even(standing, Standing.PaidBack::high))
                        .bind("evenBy", even(standing, known -> Optional.of(known.by())))
                        .execute());
        if (output.transactions().isEmpty()) {
            return;
        }
        PreparedBatch transactions = handle.prepareBatch(TRANSACTION);
        PreparedBatch postings = handle.prepareBatch(POSTING);
        for (Transaction transaction : output.transactions()) {
            transactions
                    .bind("result", result)
                    .bind("id", transaction.id())
                    .bind("month", transaction.month())
                    .bind("kind", transaction.kind())
                    .bind("grade", transaction.grade())
                    .bind("text", transaction.text())
                    .add();
            int position = 0;
            for (Transaction.Posting posting : transaction.postings()) {
                postings.bind("result", result)
                        .bind("transaction", transaction.id())
                        .bind("position", position++)
                        .bind("account", posting.account())
                        .bind("amount", posting.amount())
                        .add();
            }
        }
        transactions.execute();
        postings.execute();
    }

    private static @Nullable String even(Standing standing, Function<Standing.PaidBack, Optional<String>> month) {
        return standing.breakEven().flatMap(month).orElse(null);
    }
}

package io.volute.businessanalysis.ledger;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row as it was appended.
 *
 * @param number 1, 2, 3 … in its project
 * @param posting what was posted
 * @param period the month in which it is booked; absent when it books nothing
 * @param currency of the postings; absent when it books nothing
 * @param postings sides, none when it books nothing
 * @param by who posted it
 * @param asOf the newest date of the project's main line when it was posted
 * @param chain digest of this row and all rows before it
 */
record HandRow(
        long number,
        Posting posting,
        Optional<BookMonth> period,
        Optional<String> currency,
        List<Transaction.Posting> postings,
        String by,
        Instant asOf,
        Digest chain) {
    private static final CanonicalJson JSON = new CanonicalJson();

    HandRow {
        postings = List.copyOf(postings);
    }

    /** What is hashed; the moment of the clock is not. */
    private record Content(
            String before,
            long number,
            String type,
            Posting posting,
            Optional<BookMonth> period,
            Optional<String> currency,
            List<Transaction.Posting> postings,
            String by,
            String asOf) {}

    /** The row that follows another one. */
    static HandRow after(Optional<HandRow> last, Draft draft, String by, Instant asOf) {
        long number = last.map(HandRow::number).orElse(0L) + 1;
        Content content = new Content(
                last.map(row -> row.chain().toString()).orElse(""),
                number,
                type(draft.posting()),
                draft.posting(),
                draft.period(),
                draft.currency(),
                draft.postings(),
                by,
                asOf.toString());
        return new HandRow(
                number,
                draft.posting(),
                draft.period(),
                draft.currency(),
                draft.postings(),
                by,
                asOf,
                Digest.of(JSON.write(content)));
    }

    /** Whether this row is what was appended after another one. */
    boolean follows(Optional<HandRow> last) {
        Draft draft = new Draft(posting, period, currency, postings);
        return after(last, draft, by, asOf).equals(this);
    }

    /** What a posting books, before it has its place. */
    record Draft(
            Posting posting,
            Optional<BookMonth> period,
            Optional<String> currency,
            List<Transaction.Posting> postings) {
        Draft {
            postings = List.copyOf(postings);
        }

        static Draft note(Posting posting) {
            return new Draft(posting, Optional.empty(), Optional.empty(), List.of());
        }
    }

    String document() {
        return JSON.write(posting);
    }

    String type() {
        return type(posting);
    }

    static String type(Posting posting) {
        if (posting instanceof Posting.Cost) {
            return "cost";
        } else if (posting instanceof Posting.Estimated) {
            return "estimate";
        } else if (posting instanceof Posting.Benefit) {
            return "benefit";
        } else if (posting instanceof Posting.Moved) {
            return "state";
        } else if (posting instanceof Posting.Reversal) {
            return "reversal";
        } else if (posting instanceof Posting.Closing) {
            return "closing";
        }
        return "reconciliation";
    }

    static Posting read(String type, String document) {
        Class<? extends Posting> kind = switch (type) {
            case "cost" -> Posting.Cost.class;
            case "estimate" -> Posting.Estimated.class;
            case "benefit" -> Posting.Benefit.class;
            case "state" -> Posting.Moved.class;
            case "reversal" -> Posting.Reversal.class;
            case "closing" -> Posting.Closing.class;
            default -> Posting.Reconciliation.class;
        };
        return JSON.read(document, kind);
    }
}

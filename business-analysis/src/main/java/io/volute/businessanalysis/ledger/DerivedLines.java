package io.volute.businessanalysis.ledger;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Derived lines beside closed months: a closed month keeps its lines, and what has changed since is booked as an adjustment
 * in the first open month.
 */
final class DerivedLines {
    private static final CanonicalJson JSON = new CanonicalJson();
    private static final Comparator<Transaction> ORDER =
            Comparator.comparing(Transaction::month).thenComparing(Transaction::id);
    private static final String ADJUSTMENT = " adjustment ";

    private DerivedLines() {}

    static List<Transaction> sorted(List<Transaction> lines) {
        return lines.stream().sorted(ORDER).toList();
    }

    /** What a closing keeps of a month's lines. */
    static Digest digest(List<Transaction> lines) {
        return Digest.of(JSON.write(sorted(lines)));
    }

    /** Whether a line corrects a closed month. */
    static boolean adjusts(String id) {
        return id.contains(ADJUSTMENT);
    }

    /**
     * The book's derived lines: those of open months as computed, those of closed ones as kept, and adjustments.
     *
     * @param computed as the data say now
     * @param kept lines of closed months
     * @param closedThrough the newest closed month
     */
    static List<Transaction> settle(
            List<Transaction> computed, List<Transaction> kept, Optional<BookMonth> closedThrough) {
        if (closedThrough.isEmpty()) {
            return sorted(computed);
        }
        BookMonth last = closedThrough.get();
        Map<String, Line> difference = new TreeMap<>();
        List<Transaction> lines = new ArrayList<>(kept);
        for (Transaction line : computed) {
            if (BookMonth.parse(line.month()).compareTo(last) <= 0) {
                difference.merge(line.id(), Line.of(line, 1), Line::plus);
            } else {
                lines.add(line);
            }
        }
        // What was adjusted in a month that is closed by now has been booked; only the rest is still to be.
        kept.forEach(line -> difference.merge(base(line.id()), Line.of(line, -1), Line::plus));
        difference.forEach((id, line) -> {
            if (line.amount().signum() != 0) {
                lines.add(line.transaction(last.next(), id));
            }
        });
        return sorted(lines);
    }

    private static String base(String id) {
        int at = id.indexOf(ADJUSTMENT);
        return at < 0 ? id : id.substring(at + ADJUSTMENT.length());
    }

    /** A line by its first side; derived lines have two. */
    private record Line(Transaction like, BigDecimal amount) {
        static Line of(Transaction line, int sign) {
            return new Line(line, line.postings().get(0).amount().multiply(BigDecimal.valueOf(sign)));
        }

        Line plus(Line other) {
            return new Line(like, amount.add(other.amount));
        }

        Transaction transaction(BookMonth month, String id) {
            return Transaction.of(
                    month + ADJUSTMENT + id,
                    month.toString(),
                    like.kind(),
                    like.grade(),
                    "adjustment: " + id + " has changed since its month was closed",
                    like.postings().get(0).account(),
                    like.postings().get(1).account(),
                    amount);
        }
    }
}

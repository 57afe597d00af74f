package io.volute.core.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Did you mean …: the known name nearest to a mistyped one. */
public final class Nearest {
    private static final int LONGEST = 80;

    private Nearest() {}

    /**
     * The nearest known name by optimal string alignment (Damerau-Levenshtein without edits inside a transposition),
     * case ignored; ties go to the first in natural order.
     *
     * @return empty when the nearest one needs more than about a third of its letters changed
     */
    public static Optional<String> of(String text, Collection<String> known) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : new TreeSet<>(known)) {
            int allowed = Math.max(1, (Math.max(name.length(), text.length()) + 1) / 3);
            int distance = distance(text.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance <= allowed && distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1);
                least = Math.min(least, rows[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = least;
            }
        }
        return rows[a.length()][b.length()];
    }
}

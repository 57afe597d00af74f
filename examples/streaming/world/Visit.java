package world;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A member comes by, and one of a few titles can be shown.
 *
 * @param rec id of the recommendation
 * @param at second
 * @param candidates what could be shown
 */
public record Visit(String rec, long at, List<Candidate> candidates) {

    /**
     * A title that could be shown.
     *
     * @param row its place among all that could be shown in the month
     * @param title the title
     * @param affinity how near it is to the member's taste
     */
    public record Candidate(int row, Title title, double affinity) {}

    /** The best by a ranking; the first of equals. */
    Candidate best(ToDoubleFunction<Candidate> ranking) {
        Candidate best = candidates.get(0);
        for (Candidate one : candidates) {
            best = ranking.applyAsDouble(one) > ranking.applyAsDouble(best) ? one : best;
        }
        return best;
    }
}

package io.volute.modeling.model;

import java.util.Comparator;

/**
 * How much a model can bend to its data: by family, inside a family by the numbers that the data could set (one decimal).
 *
 * @param family what kind of model it is
 * @param parameters effective degrees of freedom of a ridge, leaves of trees
 */
public record Complexity(Family family, double parameters) implements Comparable<Complexity> {
    private static final Comparator<Complexity> ORDER =
            Comparator.comparing(Complexity::family).thenComparing(Complexity::parameters);

    /** Rounds. */
    public Complexity {
        parameters = Math.round(parameters * 10) / 10.0;
    }

    /** Families of models, simplest first. */
    public enum Family {
        /** The same answer for everybody. */
        BASELINE,
        /** A weighted sum. */
        LINEAR,
        /** One tree. */
        TREE,
        /** Neighbours, naive Bayes, networks. */
        LOCAL,
        /** Averaged trees. */
        FOREST,
        /** Added trees. */
        BOOSTING,
        /** Models of models. */
        ENSEMBLE
    }

    @Override
    public int compareTo(Complexity other) {
        return ORDER.compare(this, other);
    }
}

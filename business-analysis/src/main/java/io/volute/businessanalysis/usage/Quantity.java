package io.volute.businessanalysis.usage;

import java.util.List;
import java.util.stream.Stream;

/** What is counted of the loop, and may have a price. */
public enum Quantity {
    /** A decision for which a released model gave a score, whether or not the score decided. */
    ROW_SCORED("row scored", "rows scored"),
    /** Of these, one that the model decided. */
    PREDICTION_SERVED("prediction served", "predictions served"),
    /** A row that trained, once for each fit. */
    ROW_TRAINED("row trained", "rows trained"),
    /** The same, once for each tree of the model. */
    ROW_X_TREE_TRAINED("row x tree trained", "rows x trees trained", "row x tree", "rows x trees"),
    /** The same, once for each feature that the model reads. */
    ROW_X_FEATURE_TRAINED("row x feature trained", "rows x features trained", "row x feature", "rows x features"),
    /** A row whose outcome came to be known. */
    LABELLED_ROW("labelled row", "labelled rows", "row labelled", "rows labelled"),
    /** 1,000,000,000 bytes of rows and models that are kept at the end of a month. */
    GB_MONTH_STORED("GB month stored", "GB months stored", "GB month", "GB months");

    private final String one;
    private final String many;
    private final String alsoOne;
    private final String alsoMany;

    Quantity(String one, String many) {
        this(one, many, one, many);
    }

    Quantity(String one, String many, String alsoOne, String alsoMany) {
        this.one = one;
        this.many = many;
        this.alsoOne = alsoOne;
        this.alsoMany = alsoMany;
    }

    /** One of it, in words. */
    public String one() {
        return one;
    }

    /** Many of it, in words. */
    public String many() {
        return many;
    }

    /** All ways to write it. */
    List<String> forms() {
        return List.of(one, many, alsoOne, alsoMany);
    }

    /** Whether it is counted for each release. */
    public boolean ofReleases() {
        return this == ROW_SCORED || this == PREDICTION_SERVED;
    }

    /** Whether it is counted for each candidate that trained. */
    public boolean ofTraining() {
        return this == ROW_TRAINED || this == ROW_X_TREE_TRAINED || this == ROW_X_FEATURE_TRAINED;
    }

    /** One of each, in words. */
    static List<String> known() {
        return Stream.of(values()).map(Quantity::one).toList();
    }
}

package io.volute.dataengineering.check;

/** What a failing check does, mildest first. */
public enum Severity {
    /** It is told. */
    INFO,
    /** It is told, and the verdict is WARN. */
    WARN,
    /** The row goes to quarantine; of a rule on a late column only the label does, and the row stays. */
    BLOCK_ROW,
    /** The verdict is BLOCKED: no later step uses this data. */
    BLOCK_BATCH,
    /** The verdict is WARN, and deployment's gate refuses. */
    BLOCK_DEPLOY
}

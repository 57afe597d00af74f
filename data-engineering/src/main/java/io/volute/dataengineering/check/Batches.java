package io.volute.dataengineering.check;

/** What holds for the options of every {@link BatchCheck}. */
final class Batches {
    private Batches() {}

    static void refuseBlockRow(Severity severity) {
        if (severity == Severity.BLOCK_ROW) {
            throw new IllegalArgumentException("severity: block-row on a rule about all rows together (expected: info,"
                    + " warn, block-batch or block-deploy)");
        }
    }
}

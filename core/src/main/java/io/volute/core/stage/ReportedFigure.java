package io.volute.core.stage;

/**
 * A number that people are shown, with its way back. An output with a list of these makes each of them a subject of
 * {@code why} and {@code lineage}.
 *
 * @param id for example {@code effect.paired}
 * @param title what it is
 * @param text the number as shown, with its interval
 * @param definition how it is computed
 * @param step step that computed it
 * @param entry catalog entry that holds it
 * @param artifact digest of that entry's artifact
 */
public record ReportedFigure(
        String id, String title, String text, String definition, String step, String entry, String artifact) {
    /** The command that explains it. */
    public String command() {
        return "volute why " + id;
    }
}

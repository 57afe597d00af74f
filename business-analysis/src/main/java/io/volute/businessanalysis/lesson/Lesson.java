package io.volute.businessanalysis.lesson;

import io.volute.statistics.Figure;
import java.util.List;

/**
 * What launches taught by now.
 *
 * @param log the log that they stand in
 * @param launches how many are known
 * @param used those whose split of units may be believed
 * @param status BOUNDED, SIGN_ONLY or REFUSED
 * @param sign 1 or -1 where the slope is told from 0, else 0
 * @param broken whether enough launches were seen and the model's metric still does not move the business
 * @param slope business effect for one unit of the model's metric, freed of the noise that both share
 * @param naiveSlope what a plain scatter would say; to be shown beside, never used
 * @param priorMean mean of the true effects on the business metric
 * @param priorVariance their variance
 * @param influential names of launches that move the slope by more than its standard error
 */
public record Lesson(
        String log,
        int launches,
        int used,
        String status,
        int sign,
        boolean broken,
        Figure slope,
        Figure naiveSlope,
        Figure priorMean,
        Figure priorVariance,
        List<String> influential) {
    /** Copies. */
    public Lesson {
        influential = List.copyOf(influential);
    }
}

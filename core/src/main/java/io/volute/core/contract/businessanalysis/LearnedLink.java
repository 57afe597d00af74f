package io.volute.core.contract.businessanalysis;

import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.launch.Link.Status;
import java.util.List;
import java.util.Optional;

/**
 * What past launches teach by now of how the model's metric moves the business metric.
 *
 * @param log the log that they stand in
 * @param modelMetric what the effects x are effects on; empty where nobody says it
 * @param businessMetric what the effects y are effects on; empty where nobody says it
 * @param launches how many are known
 * @param used those whose split of units may be believed
 * @param status how much they tell
 * @param sign 1 or -1 where the slope is told from 0, else 0
 * @param broken whether enough launches were seen and the model's metric still does not move the business
 * @param slope business effect for one unit of the model's metric, freed of the noise that both share, with Fieller's
 *     interval; refused unless {@link Status#BOUNDED}
 * @param seen the same however few they are: says why a link is unproven, and is used for nothing else
 * @param naiveSlope what a plain scatter would say; to be shown beside, never used
 * @param correlation of the true effects, 95 %
 * @param clipped whether the noise taken off pushed the correlation beyond 1 or -1, where it was cut
 * @param signAgreement chance that both metrics move the same way in a launch
 * @param priorMean mean of the true effects on the business metric; its n is how many launches it rests on
 * @param priorVariance their variance; its n likewise
 * @param influential names of launches that move the slope by more than its standard error
 */
public record LearnedLink(
        String log,
        String modelMetric,
        String businessMetric,
        int launches,
        int used,
        Status status,
        int sign,
        boolean broken,
        Figure slope,
        Figure seen,
        Figure naiveSlope,
        Figure correlation,
        boolean clipped,
        Figure signAgreement,
        Figure priorMean,
        Figure priorVariance,
        List<String> influential) {
    /** Copies. */
    public LearnedLink {
        influential = List.copyOf(influential);
    }

    /** Whether enough launches tell the slope from 0: the link is known by experiments. */
    public boolean proven() {
        return status != Status.REFUSED && sign != 0;
    }

    /** Whether it goes from one of these metrics to the other. */
    public boolean joins(String model, String business) {
        return !model.isEmpty() && modelMetric.equals(model) && businessMetric.equals(business);
    }

    /** Whether it tells of both of these metrics, whichever is the model's. */
    public boolean tellsOf(String one, String other) {
        return joins(one, other) || joins(other, one);
    }

    /** The slope as an estimate, where its size may be used: bounded, and told from 0. */
    public Optional<Estimate> usable() {
        return sign == 0 ? Optional.empty() : slope.found();
    }
}

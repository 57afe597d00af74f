package io.volute.businessanalysis.experiment;

import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a primary metric of one arm stands at a look.
 *
 * @param type of the plan
 * @param look number of the look, from 1
 * @param looks planned looks; 0 where nobody plans them
 * @param information share of the planned information
 * @param z effect in standard errors
 * @param bound for the size of z; of an any-time interval its half width in standard errors; infinite where nothing may be
 *     spent yet
 * @param crossed whether z is past the bound
 * @param stopped whether nothing follows
 * @param p chance that holds over all looks
 * @param interval that holds over all looks
 * @param unbiased median-unbiased effect, of a group sequential plan
 * @param conditionalPower chance to end above the last bound if the smallest effect that matters is there
 * @param path looks that were taken and, of a group sequential plan, those to come, in their order
 * @param refusal why this look does not count; the effect of the one before stands
 */
public record Sequential(
        LookPlan.Type type,
        int look,
        int looks,
        double information,
        double z,
        double bound,
        boolean crossed,
        boolean stopped,
        double p,
        Figure interval,
        Optional<Figure> unbiased,
        double conditionalPower,
        List<Point> path,
        Optional<Refused> refusal) {
    /** Copies. */
    public Sequential {
        path = List.copyOf(path);
    }

    /**
     * A look, taken or to come.
     *
     * @param at its day; empty where nobody said
     * @param information share of the planned information; of a look to come as if units came evenly
     * @param z effect in standard errors; empty for a look to come
     * @param bound for the size of z; empty where nothing may be spent
     */
    public record Point(Optional<LocalDate> at, double information, Optional<Double> z, Optional<Double> bound) {}
}

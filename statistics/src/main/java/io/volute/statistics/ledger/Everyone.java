package io.volute.statistics.ledger;

import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.mean.Fieller;
import io.volute.statistics.moments.Moments;

/** From an experiment on some to everyone. */
public final class Everyone {

    private Everyone() {}

    /**
     * Lift of the whole total if everybody got the treatment: {@code change / ((all - experiment) + X_c / p_c)} with
     * {@code change = X_t / p_t - X_c / p_c}, X the arms' totals and p their shares; Fieller's 95 % interval, units counted
     * as assigned at random; method {@code everyone}.
     *
     * @param treatment moments of the treated units' totals
     * @param treatmentShare share of the experiment's units that were to be treated
     * @param control moments of the control units' totals
     * @param controlShare share that was to be control
     * @param outside total of those who were not in the experiment
     * @return refused below two units in an arm, or where the total is not told from 0
     * @throws IllegalArgumentException unless shares are above 0 and sum to at most 1, and the outside is finite
     */
    public static Figure lift(
            Moments treatment, double treatmentShare, Moments control, double controlShare, double outside) {
        if (!(treatmentShare > 0) || !(controlShare > 0) || !(treatmentShare + controlShare <= 1 + 1e-9)) {
            throw new IllegalArgumentException(
                    "shares: " + treatmentShare + " and " + controlShare + " (expected: above 0, in sum up to 1)");
        }
        long fewest = Math.min(treatment.n(), control.n());
        if (fewest < 2) {
            return Refused.tooFew("units in the smaller arm", fewest, 2);
        }
        double treated = treatment.mean() * treatment.n() / treatmentShare;
        double untreated = control.mean() * control.n() / controlShare;
        // Each unit of the experiment adds x / p of its own arm and nothing of the others.
        double n = (treatment.n() + control.n()) / (treatmentShare + controlShare);
        double squaresT = squares(treatment) / (treatmentShare * treatmentShare);
        double squaresC = squares(control) / (controlShare * controlShare);
        double change = treated - untreated;
        double varChange = squaresT + squaresC - change * change / n;
        double varControl = squaresC - untreated * untreated / n;
        double covariance = -squaresC - change * untreated / n;
        return new Fieller(change, outside + untreated, Math.max(0, varChange), covariance, Math.max(0, varControl))
                .ratio(Normal.upperQuantile(.025), treatment.n() + control.n(), "everyone");
    }

    private static double squares(Moments moments) {
        return moments.m2() + moments.n() * moments.mean() * moments.mean();
    }
}

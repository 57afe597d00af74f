package io.volute.scoping.assessment;

import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.businessanalysis.Insight.ArmEffect;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.businessanalysis.Lessons;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.launch.Link.Status;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What past launches and experiments may have taught. */
final class Launched {
    private Launched() {}

    /** As business-analysis would write it of so many launches whose slope has this interval. */
    static LearnedLink link(String model, String business, int launches, double slope, double low, double high) {
        Estimate seen = new Estimate(slope, low, high, launches, "total-covariance");
        boolean told = launches >= 10;
        Status status = !told ? Status.REFUSED : launches > 30 ? Status.BOUNDED : Status.SIGN_ONLY;
        int sign = !told ? 0 : low > 0 ? 1 : high < 0 ? -1 : 0;
        Figure size = status == Status.BOUNDED ? seen : Refused.tooFew("launches", launches, told ? 31 : 10);
        return link(model, business, launches, status, sign, size, seen, Refused.tooFew("launches", launches, 20));
    }

    private static LearnedLink link(
            String model,
            String business,
            int launches,
            Status status,
            int sign,
            Figure slope,
            Figure seen,
            Figure correlation) {
        return new LearnedLink(
                "past",
                model,
                business,
                launches,
                launches,
                status,
                sign,
                status == Status.BOUNDED && sign == 0,
                slope,
                seen,
                seen,
                correlation,
                false,
                correlation,
                new Estimate(-.004, -.006, -.002, launches, "paule-mandel"),
                new Estimate(1e-4, 5e-5, 2e-4, launches, "q-profile"),
                List.of());
    }

    /** Of two metrics whose true effects go together like this. */
    static LearnedLink together(String one, String other, int launches, Figure correlation) {
        Refused slope = Refused.tooFew("launches", launches, 10);
        return link(one, other, launches, Status.REFUSED, 0, slope, slope, correlation);
    }

    static Lessons lessons(LearnedLink... links) {
        return new Lessons(List.of(links), new TreeMap<>());
    }

    /** What an arm, called as its experiment, did to a metric. */
    static ArmEffect tried(String experiment, String verdict, String metric, double effect, double low, double high) {
        return new ArmEffect(experiment, experiment, metric, new Estimate(effect, low, high, 2_000, "welch"), verdict);
    }

    static Insight insight(ArmEffect... effects) {
        return new Insight("IMPROVE", "tried", "experiment", "scoping", List.of(), Optional.of(List.of(effects)));
    }
}

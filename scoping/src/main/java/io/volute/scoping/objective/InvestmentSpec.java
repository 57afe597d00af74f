package io.volute.scoping.objective;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.math.BigDecimal;
import java.time.Period;
import java.util.Optional;

/** What building and running is expected to cost, before there is anything to book; in the currency of the value. */
public record InvestmentSpec(
        @Doc("building it, with the first training") BigDecimal build,

        @Doc("one further release; learning makes later ones cheaper") @Default("0")
        BigDecimal release,

        @Doc("time between releases, for example P1Y; none when left out")
        Optional<Period> releaseEvery,

        @Doc("running it for a month") BigDecimal month,

        @Doc("a pilot that would tell the quality, before the decision to build; not planned when left out")
        Optional<BigDecimal> pilot,

        @Doc("when it begins to earn, and for how many; at once and for the model's share when left out")
        Optional<LaunchSpec> launch,

        @Doc("who answers for these amounts") String owner,
        @Doc("where they come from") String source) {
    /** Checks the amounts. */
    public InvestmentSpec {
        positive("build", build);
        if (release.signum() < 0) {
            throw new IllegalArgumentException("release: " + release.toPlainString() + " (expected: 0 or more)");
        }
        positive("month", month);
        if (releaseEvery.isPresent() && releaseEvery.get().toTotalMonths() < 1) {
            throw new IllegalArgumentException(
                    "release-every: " + releaseEvery.get() + " (expected: whole months, for example P6M)");
        }
    }

    private static void positive(String key, BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException(
                    key + ": " + amount.toPlainString() + " (expected: above 0; nothing is built or run for nothing)");
        }
    }

    /** Months that pass before it earns. */
    public int monthsToLaunch() {
        return launch.map(LaunchSpec::months).orElse(0);
    }

    /** Months between releases; 0: none. */
    public int releaseMonths() {
        return releaseEvery.map(every -> (int) every.toTotalMonths()).orElse(0);
    }
}

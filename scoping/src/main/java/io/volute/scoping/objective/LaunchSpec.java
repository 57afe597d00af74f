package io.volute.scoping.objective;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.time.Period;
import java.util.Optional;

/** When a release is expected to begin to earn, and for how many of the units; for the forecast alone. */
public record LaunchSpec(
        @Doc("whole months that pass before it, for an experiment comes first; for example P2M") @Default("P0M")
        Period after,

        @Doc("share of the units that get it; the model's share of the comparison when left out")
        Optional<Double> share,

        @Doc(
                "whole months until two thirds of the benefit are there, P0M where it is there at once; 3 to 12 when left out")
        Optional<Period> matures) {
    /** Checks that months are whole, and the share one. */
    public LaunchSpec {
        months("after", after);
        matures.ifPresent(period -> months("matures", period));
        share.filter(part -> !(part > 0 && part <= 1)).ifPresent(part -> {
            throw new IllegalArgumentException("share: " + part + " (expected: above 0, up to 1)");
        });
    }

    private static void months(String key, Period period) {
        Period whole = Period.ofMonths((int) period.toTotalMonths());
        if (period.isNegative() || !period.normalized().equals(whole.normalized())) {
            throw new IllegalArgumentException(key + ": " + period + " (expected: whole months, for example P2M)");
        }
    }

    /** Months that pass before the benefit begins. */
    public int months() {
        return (int) after.toTotalMonths();
    }
}

package io.volute.scoping.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a launch before there is one. */
class LaunchSpecTest {
    private static LaunchSpec launch(Period after, Optional<Double> share, Optional<Period> matures) {
        return new LaunchSpec(after, share, matures);
    }

    @Test
    void countsWholeMonths() {
        assertThat(launch(Period.of(1, 2, 0), Optional.of(1.0), Optional.of(Period.ZERO))
                        .months())
                .isEqualTo(14);
    }

    @Test
    void refusesDaysAndWhatIsNoShare() {
        assertThatThrownBy(() -> launch(Period.ofDays(45), Optional.empty(), Optional.empty()))
                .hasMessage("after: P45D (expected: whole months, for example P2M)");
        assertThatThrownBy(() -> launch(Period.ZERO, Optional.empty(), Optional.of(Period.ofMonths(-1))))
                .hasMessage("matures: P-1M (expected: whole months, for example P2M)");
        assertThatThrownBy(() -> launch(Period.ZERO, Optional.of(1.2), Optional.empty()))
                .hasMessage("share: 1.2 (expected: above 0, up to 1)");
    }
}

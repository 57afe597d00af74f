package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.contract.scoping.Requirements;
import io.volute.scoping.objective.WaiverSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule over all subsets of the eighteen checks. */
class VerdictsPropertyTest {
    private static final int CHECKS = 18;
    private static final LocalDate TODAY = LocalDate.of(2000, 1, 1);
    private static final List<String> WORSE = List.of("GO", "GO_IF", "STOP");
    private static final Set<String> STOPPING = Set.of("S1", "S4", "S6", "S8", "S9", "S13");

    @Test
    void aFurtherFailureNeverImprovesAVerdictWhateverElseFails() {
        byte[] rank = new byte[1 << CHECKS];
        for (int failing = 0; failing < rank.length; failing++) {
            rank[failing] = (byte) WORSE.indexOf(verdict(failing, "FAIL", List.of()));
        }

        for (int failing = 0; failing < rank.length; failing++) {
            for (int more = 0; more < CHECKS; more++) {
                assertThat(rank[failing | 1 << more] >= rank[failing]).isTrue();
            }
            assertThat(rank[failing]).isEqualTo((byte) expected(failing));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARN", "UNKNOWN", "FAIL", "WAIVED"})
    void whatIsNoPassIsNeverAnUnconditionalYes(String status) {
        for (int some = 1; some < 1 << CHECKS; some += 7) {
            assertThat(verdict(some, status, List.of())).isNotEqualTo("GO");
        }
        assertThat(verdict(0, status, List.of())).isEqualTo("GO");
    }

    @Test
    void waivedFailuresAreConditionsAndOneThatEndedStops() {
        for (int check = 0; check < CHECKS; check++) {
            String id = "S" + (check + 1);
            var today = List.of(new WaiverSpec(id, "board", "to learn", TODAY));
            var yesterday = List.of(new WaiverSpec(id, "board", "to learn", TODAY.minusDays(1)));

            assertThat(verdict(1 << check, "FAIL", today)).isEqualTo("GO_IF");
            assertThat(verdict(1 << check, "FAIL", yesterday)).isEqualTo(STOPPING.contains(id) ? "STOP" : "GO_IF");
        }
    }

    @Test
    void whatDoesNotApplyIsNoObstacle() {
        assertThat(verdict((1 << CHECKS) - 1, "NOT_APPLICABLE", List.of())).isEqualTo("GO");
    }

    private static int expected(int failing) {
        for (int check = 0; check < CHECKS; check++) {
            if ((failing & 1 << check) != 0 && STOPPING.contains("S" + (check + 1))) {
                return 2;
            }
        }
        return failing == 0 ? 0 : 1;
    }

    /** Those in the set have the status, the others pass. */
    private static String verdict(int set, String status, List<WaiverSpec> waivers) {
        List<ScopeCheck> checks = new ArrayList<>(CHECKS);
        for (int check = 0; check < CHECKS; check++) {
            checks.add(new ScopeCheck("S" + (check + 1), "", (set & 1 << check) != 0 ? status : "PASS", "", ""));
        }
        return Verdicts.of(checks, waivers, Map.of(), new Requirements(List.of()), "owner", TODAY)
                .verdict()
                .value();
    }
}

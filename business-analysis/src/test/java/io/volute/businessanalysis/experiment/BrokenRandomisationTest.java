package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.contract.metric.EventTotals.Assigned;
import io.volute.core.contract.metric.UnitTotals;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Simulations;
import io.volute.statistics.Simulations.Kind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BA02: worlds whose randomisation is broken in a way that only they know, and worlds where nothing is wrong. */
class BrokenRandomisationTest {
    private static final List<String> CAUSES =
            List.of("lost-exposures", "country-routing", "version-crash", "late-logging");
    private static final Pattern BROKEN = Pattern.compile("\"attribute\": \"(.*?)\", \"value\": \"(.*?)\"");
    private static final int SEEDS = 25;
    private static final int SOUND = 1000;
    /** From here on each cause is a mismatch, as the world's page says. */
    private static final String USERS = "20000";

    @TempDir
    private Path folder;

    @Test
    void theRightCauseIsNamedFirstInNinetyFiveOfAHundredBrokenWorlds() {
        List<String> wrong = new ArrayList<>();
        for (String cause : CAUSES) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                String[] options = {"--users", USERS, "--seed", String.valueOf(seed), "--broken", cause};
                TrustCheck check = sampleRatio(options);
                String named = check.status() != TrustCheck.Status.FAIL
                                || check.causes().isEmpty()
                        ? check.status() + " without a cause"
                        : check.causes().get(0).attribute() + " "
                                + check.causes().get(0).value();
                Matcher truth = BROKEN.matcher(Simulated.truth(options));
                assertThat(truth.find()).isTrue();
                String right = (truth.group(1) + " " + truth.group(2)).replace("exposure_day", "exposed on");
                if (!named.equals(right)) {
                    wrong.add(cause + " " + seed + ": " + named + " instead of " + right);
                }
            }
        }
        assertThat(wrong).hasSizeLessThanOrEqualTo(CAUSES.size() * SEEDS - 95);
    }

    @Test
    void exposuresThatAreLostAreToldFromAssignmentsThatAreWrong() {
        for (String cause : CAUSES) {
            assertThat(sampleRatio("--users", USERS, "--seed", "1", "--broken", cause)
                            .detail())
                    .as(cause)
                    .contains(
                            cause.equals("country-routing")
                                    ? "; already assigned otherwise than the design says"
                                    : "; assigned as the design says, so that exposures of them are missing");
        }
    }

    @Test
    @Tag("simulation")
    void soundWorldsRaiseFiveAlarmsInAThousandAtMost() {
        int alarms = 0;
        for (int seed = 1; seed <= SOUND; seed++) {
            TrustCheck check = sampleRatio("--users", "1000", "--seed", String.valueOf(seed));
            assertThat(check.status()).isNotEqualTo(TrustCheck.Status.UNKNOWN);
            alarms += check.status() == TrustCheck.Status.FAIL ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(5);
        Simulations.of(BrokenRandomisationTest.class)
                .measured(
                        Kind.AT_MOST,
                        "sample ratio of the simulated service, 1000 users",
                        .001,
                        SOUND,
                        1,
                        (double) alarms / SOUND);
    }

    private TrustCheck sampleRatio(String... options) {
        Table assignments = Simulated.assignments(folder.resolve("world"), "", options);
        Design design = Simulated.design(Simulated.LAUNCH);
        ExperimentUnits units =
                Population.of(design, exposures(assignments), new TreeMap<>(), false, Optional.of(LocalDate.EPOCH));
        return new TrustChecks(design)
                .of(units, List.of()).stream()
                        .filter(check -> check.check().equals("sample-ratio"))
                        .findFirst()
                        .orElseThrow();
    }

    /** What an engine says of assignments that have one row for each unit, when nothing is to be counted. */
    private static UnitTotals exposures(Table assignments) {
        Column.Builder arms = Column.builder(Assigned.ARMS, ColumnType.LONG, assignments.rows());
        for (int row = 0; row < assignments.rows(); row++) {
            arms.add(1L);
        }
        return new UnitTotals(
                assignments.with(arms.build()),
                List.of("platform", "country", "version"),
                new UnitTotals.LogFacts(0, 0, 0, 0, 0, 0, 0, 0, new TreeMap<>()));
    }
}

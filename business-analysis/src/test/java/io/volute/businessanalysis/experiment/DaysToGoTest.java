package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.page.Stylesheet;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a plan with one look goes on whose guardrails are open. */
class DaysToGoTest {
    private static final LocalDate UNTIL = LocalDate.of(2026, 6, 22);

    /** Orders 20 % up; refunds as they were, known to a share of the mean that depends on how many units there are. */
    private static ExperimentResult read(int units, double margin, boolean dated) {
        Design given = Trials.design(false);
        Design design = new Design(
                given.experiment(),
                given.unit(),
                given.arms(),
                given.control(),
                given.primary(),
                List.of(new Design.Guarded(Trials.GUARDS, margin, Optional.empty())),
                given.secondary(),
                given.covariate(),
                given.design(),
                given.prior(),
                given.metrics(),
                given.scope(),
                given.models(),
                given.holdout(),
                given.seed(),
                given.frozen());
        ExperimentUnits population = Trials.units(units, .2, 0, UNTIL);
        SortedMap<String, @Nullable String[]> attributes = new TreeMap<>();
        if (dated) {
            @Nullable String[] days = new String[units];
            Arrays.fill(days, "2026-06-15");
            days[units / 2] = "2026-06-08";
            attributes.put(ExperimentUnits.EXPOSED_ON, days);
        }
        return Trials.analyse(
                        design,
                        new ExperimentUnits(
                                population.names(),
                                population.arms(),
                                attributes,
                                population.metrics(),
                                population.counts(),
                                Optional.empty(),
                                Optional.of(UNTIL)),
                        Looks.NONE)
                .result();
    }

    @Test
    void wholeWeeksAtThePresentPaceTillTheMarginIsTold() {
        ExperimentResult result = read(400, .02, true);
        Comparison guarded = result.comparisons().stream()
                .filter(one -> one.metric().equals(Trials.GUARDS))
                .findFirst()
                .orElseThrow();

        assertThat(result.verdict().value()).isEqualTo("EXTEND");
        // 14 days for this error; the margin asks for 1 / 2.8016 of itself.
        double margin = .02 * guarded.valueControl().found().orElseThrow().estimate();
        double growth = Math.pow(2.8016 * guarded.error() / margin, 2);
        int days = result.daysToGo().orElseThrow();
        assertThat(days % 7).isZero();
        assertThat((double) days).isBetween(14 * (growth - 1) - .1, 14 * (growth - 1) + 7);
        String page = new ResultPage(new Stylesheet()).html(result, Trials.design(false), Trials.DEFINITIONS);
        assertThat(page).contains("About " + days + " more days at this pace would tell");
        assertThat(ExperimentReadout.of(result, Looks.NONE).daysToGo()).contains(days);
    }

    @Test
    void nobodyKnowsHowLongWhereNobodyKnowsSinceWhen() {
        ExperimentResult result = read(400, .02, false);

        assertThat(result.verdict().value()).isEqualTo("EXTEND");
        assertThat(result.daysToGo()).isEmpty();
    }

    @Test
    void whatIsDecidedHasNoDaysToGo() {
        ExperimentResult result = read(4000, .2, true);

        assertThat(result.verdict().value()).isEqualTo("SHIP");
        assertThat(result.daysToGo()).isEmpty();
    }
}

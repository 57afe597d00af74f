package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Estimate;
import io.volute.statistics.Significance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** BA03: the trial of {@code examples/insurance}, in which people recur and nobody can say who. */
class InsuranceReferenceTest {
    private static final Path FILE =
            Path.of("..", "examples", "insurance", "data", "randhie.csv").toAbsolutePath();

    private static ExperimentResult result;

    @BeforeAll
    static void analyse() throws IOException {
        result = trial("unknown", .5).analyse();
    }

    private static PlantedExperiment trial(String unit, double free) throws IOException {
        Design design = PlantedExperiment.design(
                unit,
                Map.of(PlantedExperiment.CONTROL, 1 - free, PlantedExperiment.ARM, free),
                List.of("visits@1"),
                PlantedExperiment.design(unit, "visits@1").design());
        PlantedExperiment trial = new PlantedExperiment(design, "visits");
        List<String> lines = Files.readAllLines(FILE);
        assertThat(lines.get(0)).startsWith("mdvis,lncoins,");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", 3);
            boolean paysNothing = Double.parseDouble(cells[1]) == 0;
            trial.add(
                    "row " + trial.size(),
                    paysNothing ? PlantedExperiment.ARM : PlantedExperiment.CONTROL,
                    Double.parseDouble(cells[0]));
        }
        return trial;
    }

    /** 20,190 rows of statsmodels' randhie, 10,997 with a coinsurance rate of 0; R and SciPy give the same by Welch. */
    @Test
    void freeCareGoesWithMoreVisitsAndNoVerdict() {
        Comparison visits = result.comparisons().get(0);
        Estimate effect = (Estimate) visits.effect();
        assertThat(visits.unitsArm()).isEqualTo(10_997);
        assertThat(visits.unitsControl()).isEqualTo(9193);
        assertThat(effect.estimate()).isCloseTo(.57795, within(5e-6));
        assertThat(visits.error()).isCloseTo(.06293, within(5e-6));
        assertThat(((Significance) visits.test()).p()).isLessThan(1e-15);
        assertThat(result.verdict().value()).isEqualTo("NO_EVIDENCE");
        assertThat(result.verdict().why()).contains("unit: unknown", "rows may belong together", "too short");
        assertThat(result.verdict().negative()).isFalse();
    }

    /** Rows are no units: what is checked of units is not known, and a row is called by its number. */
    @Test
    void nothingIsClaimedOfAnAssignmentThatNobodyKnows() {
        assertThat(PlantedExperiment.check(result, "sample-ratio").status()).isEqualTo(TrustCheck.Status.UNKNOWN);
        assertThat(PlantedExperiment.check(result, "a-a").status()).isEqualTo(TrustCheck.Status.UNKNOWN);
        assertThat(PlantedExperiment.check(result, "exposure").detail()).isEqualTo("20,190 rows");
        assertThat(PlantedExperiment.check(result, "outliers").detail())
                .contains("row 13152 holds")
                .doesNotContain("unit row");
    }

    /** A smallest effect and a chance to be better would rest on the interval that is too short. */
    @Test
    void nothingIsDerivedFromAnIntervalThatIsTooShort() {
        assertThat(result.smallest()).isEmpty();
        assertThat(result.beliefs()).isEmpty();
    }

    /** Who takes rows for people claims an effect for certain. */
    @Test
    void theSameRowsTakenForPeopleWouldDecide() throws IOException {
        PlantedExperiment rows = trial("row", 10_997 / 20_190.0);
        ExperimentResult decided = rows.analyse();

        assertThat(decided.smallest()).isNotEmpty();
        assertThat(((Significance) decided.comparisons().get(0).test()).p()).isLessThan(1e-15);
        assertThat(decided.verdict().value()).isEqualTo("SHIP");
    }

    @Test
    void aColumnOfUnitsContradictsAnUnknownUnit() {
        Design design = PlantedExperiment.design("unknown", "visits@1");
        Table table = Table.of(List.of(text("unit"), text("arm"), number("visits")));
        UnitFile file = new UnitFile(design, new TreeMap<>());

        assertThat(file.needed()).containsExactly("arm");
        assertThatThrownBy(() -> file.units(table, file.definitions(table), Optional.empty()))
                .hasMessageContaining("the design says unit: unknown");
    }

    private static Column text(String name) {
        return Column.builder(name, ColumnType.TEXT, 1).add("control").build();
    }

    private static Column number(String name) {
        return Column.builder(name, ColumnType.DOUBLE, 1).add(1.0).build();
    }
}

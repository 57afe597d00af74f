package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.ExperimentUnits;
import io.volute.businessanalysis.experiment.Looks;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.experiment.TrustCheck;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Estimate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the report says of a project's experiments. */
class ExperimentsSectionTest {
    private static ExperimentReadout readout(String verdict, String why, TrustCheck.Status ratio) {
        return new ExperimentReadout(
                "home-rank-v7",
                "sha256:1",
                "sha256:2",
                Optional.empty(),
                new ExperimentUnits.Counts(40_000, 34_716, 0, 0, 381, 22_475, 0),
                List.of(new TrustCheck(
                        "sample-ratio", ratio, Optional.of(.5), "the arms hold other shares", List.of())),
                List.of(new ExperimentReadout.Effect(
                        "cancellation-rate@3",
                        MetricRole.GUARDRAIL,
                        "home-rank-v7",
                        new Estimate(.098, .094, .102, 17_000, "mean-t"),
                        new Estimate(.115, .111, .119, 17_000, "mean-t"),
                        new Estimate(.016, .01, .022, 34_000, "newcombe"),
                        new Estimate(.163, .094, .237, 34_000, "fieller"),
                        Optional.of("HARM"))),
                Looks.NONE,
                Optional.empty(),
                new Verdict("experiment home-rank-v7", verdict, why));
    }

    @Test
    void tellsTheVerdictBeforeTheFiguresInBothReports() {
        ExperimentReadout experiment =
                readout("DO_NOT_SHIP", "cancellations rose <b>a lot</b>", TrustCheck.Status.PASS);
        for (String page :
                List.of(html(new Reports().with(experiment), true), html(new Reports().with(experiment), false))) {
            assertThat(page)
                    .contains("home-rank-v7: do not ship", "cancellations rose &lt;b&gt;a lot&lt;/b&gt;.")
                    .contains("34,716 of 40,000 assigned units were exposed; no check of the data failed")
                    .contains("cancellation-rate@3", "16 %", "harm")
                    .contains("volute lineage 'business-analysis.experiment home-rank-v7'");
            assertThat(page.indexOf("do not ship")).isLessThan(page.indexOf("16 %"));
        }
    }

    @Test
    void showsNoEffectOfDataThatNobodyMayBelieve() {
        String page = html(new Reports().with(readout("INVALID", "the arms differ", TrustCheck.Status.FAIL)), true);
        assertThat(page).contains("sample-ratio: the arms hold other shares").doesNotContain("cancellation-rate@3");
    }

    @Test
    void saysNothingWhereThereIsNoExperiment() {
        assertThat(html(new Reports(), true)).doesNotContain("Experiments");
        assertThat(html(new Reports(), false)).doesNotContain("Experiments");
    }

    private static String html(Reports reports, boolean draft) {
        return reports.html(draft ? reports.draft() : reports.after(3, 40));
    }
}

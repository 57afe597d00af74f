package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.page.Html;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assessment.ChangedLimit;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.stage.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingSectionTest {
    @Test
    void tellsWhereTheMetricStandsAndWhatAComparisonCouldTellAndNothingElse() {
        String page = page(
                new ScopeCheck("S1", "Where x@1 stands", "PASS", "0.219 (95 %: 0.211 … 0.228)", "none needed"),
                new ScopeCheck("S5", "Labels: how good", "UNKNOWN", "no row was labelled twice", "label some"),
                new ScopeCheck("S10", "What a comparison can find", "FAIL", "0.02 or more", "longer"),
                new ScopeCheck("S16", "Guardrail hours@2", "WARN", "0.3 or more", "longer"),
                new ScopeCheck("S16", "What it can break", "PASS", "nothing", "none needed"));

        assertThat(page)
                .contains("Where x@1 stands", "as it should be", "(95 %: 0.211 … 0.228)")
                .contains("What a comparison can find", "not as it should be", "Guardrail hours@2", "worth a look")
                .doesNotContain("Labels", "What it can break", "FAIL");
    }

    @Test
    void saysByWhichLimitsTheStartWasJudgedWhereOneWasChanged() {
        ScopeCheck sane = new ScopeCheck("S2", "Found where nothing is done", "PASS", "9 %", "none needed");
        ScopeCheck good = new ScopeCheck("S5", "Labels: how good", "PASS", "kappa 0.55", "none needed");
        assertThat(page(sane, good)).doesNotContain("usual limits");
        assertThat(page(sane, good.changed(List.of(new ChangedLimit("kappa", "fail", .6, .5, true)))))
                .contains(
                        "The start was judged by the usual limits",
                        "no, by looser ones",
                        "Labels: how good: kappa fail 0.6 → 0.5, loosened");
    }

    @Test
    void saysNothingWhereNothingWasAsked() {
        assertThat(page()).isEqualTo(new Html().document());
    }

    private static String page(ScopeCheck... checks) {
        Html html = new Html();
        new StandingSection(html)
                .write(new Assessment(
                        Instant.EPOCH, List.of(checks), List.of(), new Verdict("scope", "GO_IF", "some")));
        return html.document();
    }
}

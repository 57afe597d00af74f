package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** The page of a result: its words and figures, and that nobody's names become part of it. */
class ResultPageTest {
    private static final LocalDate END = LocalDate.of(2026, 6, 22);

    private final Design design = Trials.design(false);

    @Test
    void saysTheVerdictFirstAndTheFindingOverThePlot() {
        ExperimentResult result = Trials.analyse(design, Trials.units(6_000, .05, 0, END), Looks.NONE)
                .result();
        String page = Trials.page(design, result);

        assertThat(result.verdict().value()).isEqualTo("SHIP");
        assertThat(page.indexOf("<h1>Ship: orders@1 +")).isPositive().isLessThan(page.indexOf("<h2>"));
        assertThat(page)
                .contains("<h2>orders@1 got better, and every guardrail holds</h2>")
                .contains("✓ pass", "✓ holds", "margin 10 %", "For statisticians", result.digest(), result.data());
        assertThat(page).doesNotContain("errors at each look");
    }

    @Test
    void showsWhatBelongsBesideAMetricRightBehindIt() {
        ExperimentResult result = Trials.analyse(design, Trials.units(600, .05, 0, END), Looks.NONE)
                .result();

        assertThat(result.comparisons())
                .extracting(Comparison::metric)
                .containsExactly(Trials.DECIDES, Trials.BESIDE, Trials.GUARDS);
        assertThat(result.comparisons())
                .extracting(Comparison::role)
                .containsExactly(MetricRole.PRIMARY, MetricRole.CONTEXT, MetricRole.GUARDRAIL);
        assertThat(Trials.page(design, result)).contains("shown, not judged");
    }

    @Test
    void drawsTheLooksAndCountsThoseToGo() {
        String page = Trials.secondLook();

        assertThat(page)
                .contains("<h1>No evidence yet: ")
                .contains("One look is to go, the next on 2026-06-22.")
                .contains("Look 2 of 3: orders@1/")
                .contains("look 1, 2026-06-08: ", "look 2, 2026-06-15: ")
                .contains("<td>to come</td>");
    }

    @Test
    void showsNoEffectOfDataThatCannotBeBelievedButTheCause() {
        ExperimentResult result = Trials.analyse(design, Trials.units(9_000, .05, 9, END), Looks.NONE)
                .result();
        String page = Trials.page(design, result);

        assertThat(result.verdict().value()).isEqualTo("INVALID");
        assertThat(page)
                .contains("<h1>Believe none of it: ", "✗ fail", "Sample ratio", "expected ")
                .doesNotContain("got better", "+5.", "chance to be better", "<svg");
    }

    @Test
    void noNameBecomesPartOfThePage() throws Exception {
        Design sequential = Trials.design(true);
        for (String page : new String[] {
            Trials.secondLook(),
            Trials.page(
                    design,
                    Trials.analyse(design, Trials.units(9_000, .05, 9, END), Looks.NONE)
                            .result()),
            Trials.page(
                    sequential,
                    Trials.analyse(sequential, Trials.units(6_000, .05, 0, END), Looks.NONE)
                            .result())
        }) {
            assertThat(page).contains("new&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;");
            assertThat(page).doesNotContain("<script", "<img", "http:", "https:", "@import", "url(");
            // Every element is closed and every attribute quoted: a strict reader takes it.
            String xml = page.replace("<!DOCTYPE html>\n", "");
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        }
    }

    @Test
    void idsAreUniqueAndEveryPlotHasAName() {
        String page = Trials.secondLook();

        assertThat(Pattern.compile(" id=\"([^\"]+)\"").matcher(page).results().map(found -> found.group(1)))
                .doesNotHaveDuplicates();
        Pattern.compile("aria-labelledby=\"(\\S+) (\\S+)\"")
                .matcher(page)
                .results()
                .forEach(found -> assertThat(page)
                        .contains("<title id=\"" + found.group(1) + "\">", "<desc id=\"" + found.group(2) + "\">"));
        assertThat(Optional.of(page).filter(text -> text.contains("role=\"img\"")))
                .isPresent();
    }
}

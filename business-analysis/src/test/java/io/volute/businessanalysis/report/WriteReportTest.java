package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.effect.Story;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.stage.ReportedFigure;
import io.volute.statistics.Estimate;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** BA10: what the owner reads. */
class WriteReportTest {
    /** What an owner would have to look up. */
    private static final List<String> UNEXPLAINED = List.of(
            "p =",
            "p-value",
            "auc",
            "log loss",
            "log-loss",
            "sample-ratio",
            "significan",
            "precision",
            "recall",
            "f1",
            "logistic",
            "boosting",
            "gradient",
            "feature",
            "calibrat",
            "threshold",
            "drift",
            "hyper",
            "overfit",
            "epoch",
            "champion",
            "challenger",
            "bootstrap",
            "posterior",
            "propensity",
            "clustered");

    private final Reports reports = new Reports();

    @Test
    void saysOnPageOneWhatItIsAboutInMoney() throws Exception {
        String owner = section(reports.html(reports.after(31, 300)), "owner");
        assertThat(owner)
                .contains("Today's rule costs ")
                .contains("That saves ")
                .contains("Decision asked for: ")
                .contains(" spent, ")
                .contains("Substantial damage missed: ")
                .contains("Any damage missed: ");
    }

    @Test
    void keepsPValuesAndModelTermsOffPageOne() throws Exception {
        String html = reports.html(reports.after(31, 300));
        assertThat(section(html, "owner").toLowerCase(Locale.ROOT)).doesNotContain(UNEXPLAINED);
        assertThat(section(html, "statisticians")).contains("sample-ratio test p = ");
    }

    @Test
    void saysHowMuchOfTheBenefitIsVerifiedAndWhatIsDue() throws Exception {
        String owner = section(reports.html(reports.after(31, 300)), "owner");
        assertThat(owner)
                .contains("nothing of it verified by units kept apart")
                .contains(
                        "It was worth it if 1 condition is met; the oldest was due on 2002-03-31, by maintenance control.");
    }

    @Test
    void tellsWhatIsDueWhatABetterModelIsWorthAndWhatIfCostsDiffer() throws Exception {
        String scope = section(reports.html(reports.after(31, 300)), "scope");
        assertThat(scope)
                .contains("decide paired")
                .contains("2002-03-31, overdue")
                .contains("Worth its cost from a ranking quality of 0.612 on; the next point is worth 8,000 $")
                .contains("The model saves under 3 of 3 assumed costs, beyond doubt under 1");
    }

    @Test
    void takesTheDifferenceApartSoThatThePartsAddUp() {
        Readout readout = reports.readout(31, 300);
        var moved = TrustSection.Moved.of(
                        readout.overall(),
                        readout.anyMissed(),
                        Story.COSTS.miss().doubleValue())
                .orElseThrow();
        Estimate paired = (Estimate) readout.overall().paired();
        assertThat(moved.acting() + moved.missing()).isCloseTo(-paired.estimate(), within(1e-9));
        // Acted on: 78 % and 37 % by the rule, 72 % and 24 % by the model, at 1,000; missed six points more of a tenth.
        assertThat(moved.acting()).isCloseTo(123, within(15.0));
        assertThat(moved.missing()).isCloseTo(-60, within(25.0));
    }

    @Test
    void tellsWhyItMovedAndWhatChanged() throws Exception {
        String trust = section(reports.html(reports.after(31, 300)), "trust");
        assertThat(trust)
                .contains("to inspect less often saves ")
                .contains("Units were split as planned")
                .contains("Then the decision asked for was KEEP: it paid.")
                .contains("booked as saved by");
    }

    @Test
    void tellsWhetherItGetsFasterAndCheaperWithAge() throws Exception {
        String html = reports.html(reports.after(31, 300));
        assertThat(section(html, "maturity"))
                .contains("whether it falls is not told yet: needs 6 releases, has 1")
                .contains("A thousand predictions cost 28,300 $ in 2000-Q1, 1,670 $ in 2002-Q3");
        assertThat(section(html, "launches")).contains("there is one launch").contains("effects: 1 (expected: >= 2)");
    }

    @Test
    void leadsFromEachNumberToItsSource() throws Exception {
        var output = reports.after(31, 300);
        String html = reports.html(output);
        Set<String> ids = new HashSet<>();
        for (Element element : elements(html, "*")) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as(element.getAttribute("id"))
                        .isTrue();
            }
        }
        List<String> shown = new ArrayList<>();
        for (Element link : elements(html, "a")) {
            assertThat(ids).contains(link.getAttribute("href").substring(1));
            if (link.hasAttribute("data-figure")) {
                shown.add(link.getAttribute("data-figure"));
            }
        }
        assertThat(shown)
                .contains(
                        "cost.rule",
                        "cost.model",
                        "effect.paired",
                        "effect.ab",
                        "roi.net",
                        "decision",
                        "guardrail.substantial-damage-missed");
        assertThat(output.figures()).extracting(ReportedFigure::id).containsAll(shown);
        assertThat(section(html, "figures")).contains("volute why effect.paired");
    }

    @Test
    void opensWithoutNetwork() {
        String html = reports.html(reports.after(31, 300));
        assertThat(html).doesNotContain("http:", "https:", "src=", "@import", "url(", "<script");
    }

    @Test
    void canBeReadWithoutSeeingIt() throws Exception {
        String html = reports.html(reports.after(31, 300));
        assertThat(elements(html, "html").get(0).getAttribute("lang")).isEqualTo("en");
        assertThat(elements(html, "svg")).hasSizeGreaterThanOrEqualTo(4).allSatisfy(svg -> {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
        });
        assertThat(elements(html, "table"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(
                                table.getElementsByTagName("caption").getLength())
                        .isEqualTo(1));
        int before = 0;
        for (Element element : elements(html, "*")) {
            if (element.getTagName().matches("h[1-6]")) {
                int level = element.getTagName().charAt(1) - '0';
                assertThat(level).as(element.getTextContent()).isLessThanOrEqualTo(before + 1);
                before = level;
            }
        }
    }

    @Test
    void escapesWhatPeopleWrote() {
        String html =
                reports.html(reports.named("<script>alert(\"x\")</script> & co").after(2, 100));
        assertThat(html)
                .contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co")
                .doesNotContain("<script");
    }

    @Test
    void givesEqualBytesForEqualInput() {
        Reports again = new Reports();
        assertThat(again.html(again.after(5, 100))).isEqualTo(reports.html(reports.after(5, 100)));
    }

    @Test
    void asksToKeepWhatPays() {
        var output = reports.after(31, 600);
        assertThat(output.verdict().value()).isEqualTo("KEEP");
        assertThat(output.verdict().why())
                .startsWith("saves ")
                .contains("guardrail holds")
                .contains("target of ");
        assertThat(reports.html(output)).contains("Let the model decide every strike, not only 50 % of them.");
        assertThat(reports.load(Insight.class, output.insight()).decision()).isEqualTo("KEEP");
    }

    @Test
    void asksForPatienceWhereNothingCanBeTold() {
        var output = reports.after(1, 40);
        assertThat(output.verdict().value()).isEqualTo("IMPROVE");
        assertThat(reports.html(output))
                .contains("Too few outcomes are known to compare the model with today's rule.")
                .contains("nothing booked as saved");
        JsonNode json = output.closing().orElseThrow().json();
        assertThat(json.at("/effect/paired/refused/code").asText()).isEqualTo("few-rows-decide");
        assertThat(json.at("/roi/benefit/refused/message").asText()).isNotBlank();
    }

    @Test
    void handsTheFactsToPrograms() {
        var output = reports.after(31, 300);
        JsonNode json = output.closing().orElseThrow().json();
        Estimate paired = (Estimate) output.closing().orElseThrow().paired();
        assertThat(json.at("/effect/paired/estimate").asDouble()).isEqualTo(paired.estimate());
        assertThat(json.at("/effect/paired/n").asLong()).isEqualTo(9300);
        assertThat(json.at("/effect/ab/srmP").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.at("/costPerStrike/model").asDouble()
                        - json.at("/costPerStrike/rule").asDouble())
                .isCloseTo(paired.estimate(), within(1e-9));
        assertThat(json.at("/roi/cost").asText()).isEqualTo("45500.00");
        assertThat(json.at("/roi/currency").asText()).isEqualTo("USD");
        assertThat(json.at("/roi/breakEven").asText()).matches("\\d{4}-\\d{2}|not yet");
        assertThat(json.at("/missedDamage/substantialModel").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.at("/decision/verdict").asText()).isIn("KEEP", "IMPROVE");
    }

    @Test
    void namesEachChallengerWithItsInterval() {
        var output = reports.after(3, 100);
        assertThat(output.closing().orElseThrow().challenges())
                .extracting(challenger -> challenger.text("USD"))
                .containsExactly(
                        "2001-01 refused: 22 $ better, 95 %: -9 … 54", "2002-01 refused: 3 $ worse, 95 %: -26 … 20");
    }

    private static List<Element> elements(String html, String tag) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html)))
                .getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String section(String html, String id) throws Exception {
        Matcher tags = Pattern.compile("\\s+")
                .matcher(elements(html, "section").stream()
                        .filter(section -> section.getAttribute("id").equals(id))
                        .map(Element::getTextContent)
                        .collect(Collectors.joining()));
        return tags.replaceAll(" ");
    }
}

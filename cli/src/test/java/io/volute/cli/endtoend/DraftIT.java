package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The guide "Start with a draft", typed: the loop without an objective, then the same project with one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DraftIT {
    private static final Guide GUIDE = Guide.read("start-with-a-draft.md");
    private static final String WRITE = "## Write";

    @TempDir
    private static Path temporary;

    private static Checkout checkout;
    private static String written;
    private static String draft;

    @BeforeAll
    static void makeTheObjectiveADraft() throws IOException {
        checkout = Checkout.small(temporary);
        written = Files.readString(checkout.file("volute.yaml"));
        List<String> blocks = GUIDE.in("yaml");
        draft = replace(written, "scoping", blocks.get(0));
        draft = draft.replace("  release: {policy: ab}\n", blocks.get(1));
        draft = replace(draft, "business-analysis", blocks.get(2));
        Files.writeString(checkout.file("volute.yaml"), draft);
    }

    /** The spec with another section of this name: from its key to the next line that begins one. */
    private static String replace(String spec, String section, String by) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : spec.lines().toList()) {
            if (line.equals(section + ":")) {
                inside = true;
                lines.add(by);
            } else if (inside && !line.isEmpty() && !line.startsWith(" ") && !line.startsWith("#")) {
                inside = false;
            }
            if (!inside) {
                lines.add(line);
            }
        }
        assertThat(lines).contains(by);
        return String.join("\n", lines) + "\n";
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    private static String typed(int block) {
        return checkout.shell(GUIDE.in("sh tour").get(block)).exits(0).out();
    }

    @Test
    @Order(1)
    void draftGoesRoundTheLoopAndSaysWhatIsKnownAndWhatIsMissing() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "guide", "start-with-a-draft.md")))
                .contains(WRITE);

        String screen = typed(0);

        assertThat(screen)
                .contains("A draft: what the data say of damaged; not what that is worth.")
                .containsPattern("known +[0-9,]+ rows, 1990-01 … 1999-12")
                .containsPattern("with damaged, [0-9,]+ without")
                .containsPattern("logistic-strong +log-loss 0\\.[0-9]+ · auc 0\\.[0-9]+ .* against a constant -0\\.")
                .containsPattern("in use +logistic[a-z-]* watches and nobody acts")
                .containsPattern("missing +scoping.objective.owner +somebody has to answer for the business metric")
                .contains("scoping.costs", "scoping.experiment", "business-analysis.costs")
                .containsPattern("next +write what is missing in volute.yaml, then: volute run");
        assertThat(screen.replaceAll("(?s)missing  .*", ""))
                .as("no word of money as if it were known")
                .doesNotContain("$", "USD", "saved");
    }

    @Test
    @Order(2)
    void assessmentIsGoIfAndFiguresHaveTheirWayBack() {
        String shown = typed(1);

        assertThat(shown)
                .contains("\"value\" : \"GO_IF\"", "\"check\" : \"scoping.costs\"")
                .containsPattern("draft.loss +figure +2000-01-01 .*Loss of logistic")
                .containsPattern("modeling.judge +computed")
                .contains("source strikes");
        JsonNode assessment =
                checkout.volute("show", "assessment", "--json").exits(0).json();
        assertThat(assessment.at("/content/conditions").findValuesAsText("check"))
                .contains("scoping.objective.owner", "scoping.costs", "scoping.requirements");
    }

    @Test
    @Order(3)
    void whatIsNotDeclaredIsAbsentAndSaidToBe() {
        assertThat(checkout.volute("why", "costs").exits(0).out()).contains("scoping.scope leaves it out");
        assertThat(checkout.volute("show", "costs").exits(2).err())
                .contains("costs: scoping.scope leaves it out since run 1");
        JsonNode run = checkout.volute("run", "--json").exits(0).json();
        assertThat(run.at("/draft/missing").findValuesAsText("key")).contains("scoping.objective.owner");
        assertThat(run.at("/draft/candidates/logistic/metrics/log-loss/estimate")
                        .asDouble())
                .isBetween(.2, .4);
        assertThat(checkout.volute("status").exits(0).out()).doesNotContain("stale", "never");
    }

    /** SC01. */
    @Test
    @Order(4)
    void draftLetsNoModelDecideAndAWrittenObjectiveLeavesNoGap() {
        assertThat(checkout.volute("run", "--set", "deployment.release.policy=ab")
                        .exits(2)
                        .err())
                .contains("policy ab lets a model decide, but scoping.objective is a draft (expected: policy: shadow)");
        Outcome gaps = checkout.volute("validate", "--set", "scoping={objective: {name: cheaper, event: damage}}");
        assertThat(gaps.exits(2).out() + gaps.err())
                .contains("no owner (expected: who answers for the business metric)")
                .contains("no costs (expected: what a decision costs)");
    }

    @Test
    @Order(5)
    void writtenObjectiveIsJudgedInMoneyByTheSameModels() throws IOException {
        Files.writeString(checkout.file("volute.yaml"), written);

        String screen = typed(2);

        assertThat(screen)
                .containsPattern("train +logistic +reused")
                .containsPattern("judge .* chosen of 2 · [0-9]+ \\$ .* a strike")
                .containsPattern("release .*rule 50 % · model 50 %")
                .doesNotContain("A draft");
        assertThat(checkout.volute("show", "costs").exits(0).out()).contains("USD");
        assertThat(checkout.volute("why", "roi.cost").exits(0).out()).contains("24,000 $");
    }
}

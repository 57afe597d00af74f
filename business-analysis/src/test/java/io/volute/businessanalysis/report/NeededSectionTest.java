package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.businessanalysis.page.Html;
import io.volute.core.contract.scoping.Assessment.ValueCurve;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How much better the model must become, and from which effect on it pays. */
class NeededSectionTest {
    private static final String METRIC = "cancellation-rate@3";

    private static String page(Consumer<NeededSection> what) {
        Html html = new Html();
        html.begin("page", "");
        what.accept(new NeededSection(html));
        html.close().close().close().line();
        return html.document();
    }

    private static String link(Figure lift) {
        var needed = new LinkEvidence.Needed("log-loss", "past", -.022, lift);
        return page(section -> section.write(
                new LinkEvidence("experiments", "by experiments: 40 experiments", Optional.of(needed)), METRIC));
    }

    @Test
    void saysHowFarTheModelsMetricHasToMoveOrWhyNobodyCanTell() {
        assertThat(link(new Estimate(-.044, -.088, -.022, 40, "needed-lift")))
                .contains("What was tried says: by experiments: 40 experiments.")
                .contains("log-loss has to move by -0.044 (95 %: -0.088 … -0.022), so that cancellation-rate@3 moves by"
                        + " -0.022, as 40 past launches tell.");
        assertThat(link(new Refused("sign-only", "14 launches tell only the sign", "collect more")))
                .contains("nobody can tell: 14 launches tell only the sign.");
    }

    @Test
    void saysFromWhichEffectOnItPaysAndWhatTheNextPointIsWorth() {
        // A line through 305,349 at .22: .01 is worth 13,879.5.
        var points = List.of(new ValueCurve.Point(0, 0), new ValueCurve.Point(.22, 305_349));

        assertThat(page(section -> section.worth(
                        new ValueCurve("effect", "EUR", points, Optional.of(.00692), 305_349, Optional.empty()),
                        METRIC)))
                .contains(
                        "It pays once cancellation-rate@3 gets better by 0.00692; each 0.01 is worth 13,900 € within the"
                                + " horizon.");
        assertThat(page(section -> section.worth(
                        new ValueCurve("effect", "EUR", points, Optional.empty(), 305_349, Optional.empty()), METRIC)))
                .contains("It does not pay by whatever cancellation-rate@3 gets better");
    }
}

package io.volute.businessanalysis.report;

import io.volute.businessanalysis.page.Html;
import io.volute.core.contract.scoping.Assessment.ValueCurve;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.text.Numbers;
import java.util.List;

/** What was tried says of the link, and how much better the model must become for what is wanted. */
record NeededSection(Html html) {
    private static final double POINT = .01;

    void write(LinkEvidence link, String metric) {
        html.element("p", "What was tried says: " + link.says() + ".");
        link.needed().ifPresent(needed -> {
            html.open("p").open("strong").text("How much better the model must become: ");
            html.close().text(sentence(needed, metric)).close();
        });
    }

    /** From which effect on it pays, and what the next point is worth. */
    void worth(ValueCurve curve, String metric) {
        List<ValueCurve.Point> points = curve.points();
        ValueCurve.Point last = points.get(points.size() - 1);
        String point = "; each " + Numbers.plain(POINT) + " is worth "
                + Numbers.money(last.value() / last.q() * POINT, curve.unit()) + " within the horizon.";
        html.element(
                "p",
                curve.breakEven()
                        .map(least -> "It pays once " + metric + " gets better by " + Numbers.fine(least) + point)
                        .orElse("It does not pay by whatever " + metric + " gets better" + point));
    }

    private static String sentence(LinkEvidence.Needed needed, String metric) {
        return needed.lift()
                .found()
                .map(lift -> needed.modelMetric() + " has to move by " + Numbers.fine(needed.lift()) + ", so that "
                        + metric + " moves by " + Numbers.fine(needed.effect()) + ", as " + Numbers.count(lift.n())
                        + " past launches tell.")
                .orElseGet(() -> "nobody can tell: "
                        + needed.lift().refusal().orElseThrow().message() + ".");
    }
}

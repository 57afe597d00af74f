package io.volute.businessanalysis.report;

import io.volute.businessanalysis.page.Html;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.text.Numbers;

/** What was tried says of the link, and how much better the model must become for what is wanted. */
record NeededSection(Html html) {

    void write(LinkEvidence link, String metric) {
        html.element("p", "What was tried says: " + link.says() + ".");
        link.needed().ifPresent(needed -> {
            html.open("p").open("strong").text("How much better the model must become: ");
            html.close().text(sentence(needed, metric)).close();
        });
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

package io.volute.businessanalysis.report;

import io.volute.businessanalysis.ledger.Shipped;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import java.util.List;

/** Launches as measured, shrunk and corrected, and what each is worth. */
record EstimatesSection(Html html) {

    private static String shrunk(Shipped one) {
        return one.shrunk().found().isPresent() ? told(one.shrunk()) : "not told";
    }

    /** Why one is not drawn towards what others showed; a sentence, for a column has no room for it. */
    private void untold(Shipped one) {
        one.shrunk()
                .refusal()
                .map(Refused::message)
                .ifPresent(why -> html.element(
                        "p", one.experiment() + " is not shrunk towards what others showed: " + why + "."));
    }

    void write(List<Shipped> estimates) {
        Tables.write(
                html,
                "What a launch changes for one who gets it: as its experiment shows it, drawn towards what others showed,"
                        + " and without the luck that what ships has had",
                List.of("Launch", "State", "Measured", "Shrunk", "Without luck", "Money by", "Worth"),
                estimates.stream()
                        .map(one -> List.of(
                                one.experiment(),
                                one.state().text()
                                        + one.launched().map(day -> " " + day).orElse("")
                                        + one.note().map(note -> "; " + note).orElse(""),
                                told(one.raw()),
                                shrunk(one),
                                told(one.corrected()),
                                one.used(),
                                Numbers.amount(one.value().amount(), one.value().currency()) + " for one "
                                        + one.value().per()))
                        .toList());
        estimates.forEach(this::untold);
    }

    private static String told(Figure figure) {
        return figure.found().isPresent()
                ? Numbers.fine(figure)
                : figure.refusal().map(Refused::message).orElse("");
    }
}

package io.volute.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.Grade;
import io.volute.businessanalysis.ledger.LedgerView;
import io.volute.businessanalysis.ledger.Maturity;
import io.volute.cli.output.Json;
import io.volute.core.artifact.CanonicalJson;
import java.util.Optional;

/** The document of the books. */
final class LedgerDocument {
    private static final CanonicalJson JSON = new CanonicalJson();

    private LedgerDocument() {}

    static ObjectNode of(LedgerView view, Optional<Maturity> maturity) {
        ObjectNode document = Json.object()
                .put("currency", view.currency())
                .put("asOf", view.asOf().toString());
        ArrayNode periods = document.putArray("periods");
        view.periods().forEach(period -> {
            ObjectNode item = periods.addObject()
                    .put("period", period.period().toString())
                    .put("cost", period.cost().toPlainString());
            ObjectNode benefit = item.putObject("benefit");
            period.benefit().forEach((grade, amount) -> benefit.put(grade.name(), amount.toPlainString()));
            item.put("net", period.net().toPlainString());
            item.putObject("cumulative")
                    .put("value", period.cumulative().toPlainString())
                    .put("low", period.low().orElse(null))
                    .put("high", period.high().orElse(null));
            item.put("state", period.closed() ? "CLOSED" : "OPEN");
        });
        ArrayNode transactions = document.putArray("transactions");
        view.transactions().forEach(line -> {
            ObjectNode item = transactions
                    .addObject()
                    .put("id", line.id())
                    .put("period", line.period().toString())
                    .put("initiative", line.initiative())
                    .put("kind", line.kind())
                    .put("grade", line.grade().map(Grade::name).orElse(null))
                    .put("state", line.state().map(Enum::name).orElse(null));
            ArrayNode postings = item.putArray("postings");
            line.postings()
                    .forEach(side -> postings.addObject()
                            .put("account", side.account())
                            .put("amount", side.amount().toPlainString()));
            item.put("source", line.source()).put("reverses", line.reverses().orElse(null));
            line.usage().ifPresent(usage -> item.set("usage", JSON.toTree(usage)));
        });
        document.set("roi", JSON.toTree(view.roi()));
        Optional<Book.BreakEvenMonths> breakEven = view.breakEven();
        ObjectNode even = document.putObject("breakEven")
                .put("median", breakEven.flatMap(Book.BreakEvenMonths::median).orElse(null))
                .put("low", breakEven.flatMap(Book.BreakEvenMonths::low).orElse(null))
                .put("high", breakEven.flatMap(Book.BreakEvenMonths::high).orElse(null));
        even.put(
                "withinHorizon",
                breakEven.map(Book.BreakEvenMonths::probability).orElse(null));
        ArrayNode restated = document.putArray("restated");
        view.restated()
                .forEach(line -> restated.addObject()
                        .put("id", line.id())
                        .put("period", line.period().toString())
                        .put("before", line.before().toPlainString())
                        .put("after", line.after().toPlainString()));
        view.forecast().ifPresent(forecast -> document.set("forecast", JSON.toTree(forecast)));
        if (!view.estimates().isEmpty()) {
            document.set("estimates", JSON.toTree(view.estimates()));
        }
        document.set("maturity", JSON.toTree(maturity.map(LedgerDocument::told)));
        return document;
    }

    /** Without the currency, which stands at the top. */
    private static ObjectNode told(Maturity maturity) {
        ObjectNode told = Json.object();
        told.set("passes", JSON.toTree(maturity.passes()));
        told.set("releases", JSON.toTree(maturity.releases()));
        ObjectNode learning = told.putObject("learning");
        learning.set("exponent", JSON.toTree(maturity.exponent()));
        learning.set("rate", JSON.toTree(maturity.rate()));
        told.set("quarters", JSON.toTree(maturity.quarters()));
        return told;
    }
}

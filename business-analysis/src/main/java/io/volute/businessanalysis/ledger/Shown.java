package io.volute.businessanalysis.ledger;

import io.volute.core.artifact.Digest;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.text.Numbers;
import io.volute.statistics.Figure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The books as those see them who ask where a number comes from: lines under each figure, and a figure for each estimate. */
final class Shown {
    private static final String NET = "roi.net";

    private final Lines lines;
    private final HandBook hand;
    private final String currency;
    private final SortedMap<String, Shipped> derived = new TreeMap<>();
    private final SortedMap<String, String> experiments = new TreeMap<>();

    /**
     * @param derived estimates that nobody posted
     * @param experiments digests of the readouts by name
     */
    Shown(Lines lines, HandBook hand, String currency, List<Shipped> derived, SortedMap<String, String> experiments) {
        this.lines = lines;
        this.hand = hand;
        this.currency = currency;
        derived.stream().filter(one -> one.note().isEmpty()).forEach(one -> this.derived.put(one.experiment(), one));
        this.experiments.putAll(experiments);
    }

    /** Every transaction, with the figures that it counts in; and what each estimate rests on. */
    List<FigureLine> lines() {
        List<FigureLine> shown = new ArrayList<>();
        for (HandBook.Line line : hand.lines().values()) {
            Posting.Estimated estimate = line.estimate();
            String figure = figure(estimate);
            estimate.experiment()
                    .ifPresent(name -> shown.add(new FigureLine(
                            "EXPERIMENT",
                            name,
                            "shows the effect on " + estimate.metric(),
                            List.of(figure),
                            Optional.ofNullable(experiments.get(name)))));
            estimate.study()
                    .ifPresent(study ->
                            shown.add(new FigureLine("STUDY", study.source(), "shows the effect", List.of(figure))));
            Optional.ofNullable(derived.get(estimate.id())).ifPresent(one -> shown.addAll(behind(one, figure)));
            estimate.model()
                    .ifPresent(model ->
                            shown.add(new FigureLine("MODEL", model, "as posted with the estimate", List.of(figure))));
        }
        lines.derived().forEach(line -> shown.add(posted(line.id(), line.month(), line.text(), line.postings())));
        lines.posted()
                .forEach(line ->
                        shown.add(posted(line.id(), line.period().toString(), line.initiative(), line.postings())));
        return shown;
    }

    /** What a derived estimate is made of. */
    private static List<FigureLine> behind(Shipped one, String figure) {
        List<String> figures = List.of(figure);
        return List.of(
                new FigureLine("EFFECT", one.used(), effects(one), figures),
                new FigureLine(
                        "LAUNCH",
                        one.experiment(),
                        "for everyone from "
                                + one.launched().map(LocalDate::toString).orElse("") + " on, as posted",
                        figures),
                new FigureLine(
                        "VALUE",
                        one.value().per(),
                        Numbers.amount(one.value().amount(), one.value().currency()) + " ("
                                + one.value().low().toPlainString() + " … "
                                + one.value().high().toPlainString() + "), by "
                                + one.value().source()
                                + one.value()
                                        .until()
                                        .map(day -> ", until " + day)
                                        .orElse(""),
                        figures));
    }

    /** Raw, shrunk and corrected beside each other. */
    private static String effects(Shipped one) {
        return one.metric() + " raw " + Numbers.fine(one.raw()) + " · shrunk " + told(one.shrunk()) + " · corrected "
                + told(one.corrected()) + "; of everybody's total "
                + told(one.everyone().scaled(lift -> 100 * lift))
                + " %";
    }

    private static String told(Figure figure) {
        return figure.refusal()
                .map(refused -> "not told (" + refused.message() + ")")
                .orElseGet(() -> Numbers.fine(figure));
    }

    /** What each launched estimate earned by now. */
    List<ReportedFigure> figures(Digest book) {
        return hand.lines().values().stream()
                .filter(line -> line.launched().isPresent())
                .map(line -> new ReportedFigure(
                        figure(line.estimate()),
                        "Earned by " + line.estimate().id() + " of "
                                + line.estimate().initiative(),
                        Numbers.amount(lines.earned(line.estimate().id()), currency) + ", "
                                + line.state().name().toLowerCase(Locale.ROOT),
                        "eligible units x effect x value of a unit x share that gets it x what is left of it, month by"
                                + " month; grade " + line.estimate().grade(),
                        "business-analysis.ledger",
                        "ledger",
                        book.toString()))
                .toList();
    }

    private FigureLine posted(String id, String month, String text, List<Transaction.Posting> sides) {
        BigDecimal cost = Accounts.cost(sides);
        BigDecimal earned = Accounts.headline(sides);
        List<String> figures = new ArrayList<>();
        if (cost.signum() != 0) {
            figures.add("roi.cost");
        }
        if (earned.signum() != 0) {
            figures.add("roi.benefit");
        }
        if (!figures.isEmpty()) {
            figures.add(NET);
            figures.add("roi.break-even");
        }
        ShownRates.figure(id).ifPresent(figures::add);
        Stream<String> estimates = hand.lines().values().stream()
                .map(HandBook.Line::estimate)
                .filter(estimate -> id.endsWith(" benefit " + estimate.id())
                        || hand.transaction(id)
                                .flatMap(HandBook.Booked::estimate)
                                .filter(estimate.id()::equals)
                                .isPresent())
                .map(Shown::figure);
        Optional<Transaction.Posting> side =
                sides.stream().filter(posting -> posting.amount().signum() > 0).findFirst();
        String amount =
                side.map(posting -> Numbers.amount(posting.amount(), currency)).orElse("");
        return new FigureLine(
                "LEDGER",
                id,
                month + " · " + amount + " · "
                        + sides.stream()
                                .map(Transaction.Posting::account)
                                .reduce((a, b) -> a + " / " + b)
                                .orElse("")
                        + " · " + text,
                Stream.concat(figures.stream(), estimates).toList());
    }

    private static String figure(Posting.Estimated estimate) {
        return "estimate." + estimate.id();
    }
}

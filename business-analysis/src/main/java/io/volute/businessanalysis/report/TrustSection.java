package io.volute.businessanalysis.report;

import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why it moved, what speaks for believing it, and what changed since the turn before. */
final class TrustSection {
    static final String ID = "trust";
    static final String TITLE = "Why it moved, and why to believe it";

    /** A rarer split of the units than this makes a comparison invalid. */
    private static final double SPLIT = .001;

    private final Html html;
    private final Facts facts;

    TrustSection(Html html, Facts facts) {
        this.html = html;
        this.facts = facts;
    }

    void write() {
        html.open("section", "id", ID, "aria-labelledby", ID + "-heading").element("h2", TITLE, "id", ID + "-heading");
        Moved.of(
                        facts.readout().overall(),
                        facts.readout().anyMissed(),
                        facts.costs().miss().doubleValue())
                .ifPresent(moved -> html.element("p", moved.sentence(facts)));
        trust();
        since();
        html.close().line();
    }

    /**
     * A difference in cost taken apart: what the model does not spend on acting, and what it loses by missing more.
     *
     * @param acting saved a unit by acting less often, or more cheaply placed
     * @param missing saved a unit by missing fewer events; below 0 where it misses more
     */
    record Moved(double acting, double missing) {
        /**
         * Exact: a row costs one action, or one miss, or nothing.
         *
         * @param overall costs of both policies on the same rows
         * @param missed events that each misses on these rows
         * @param miss cost of a miss
         */
        static Optional<Moved> of(Readout.ReleaseEffect overall, Readout.MissedShare missed, double miss) {
            if (overall.rows() == 0
                    || !(overall.paired() instanceof Estimate paired)
                    || !(missed.rule() instanceof Estimate rule)
                    || !(missed.model() instanceof Estimate model)) {
                return Optional.empty();
            }
            double missing = (rule.estimate() - model.estimate()) * missed.events() / overall.rows() * miss;
            return Optional.of(new Moved(-paired.estimate() - missing, missing));
        }

        String sentence(Facts facts) {
            String a = " a " + facts.objective().unit();
            return "Why it moved: to " + facts.objective().action()
                    + (acting >= 0 ? " less often saves " : " more often costs ")
                    + facts.money(Math.abs(acting)) + a + ", and to miss "
                    + (missing >= 0 ? "less " : "more ") + facts.objective().event()
                    + (missing >= 0 ? " saves " : " costs ") + facts.money(Math.abs(missing)) + a + ".";
        }
    }

    private void trust() {
        List<List<String>> rows = new ArrayList<>();
        var overall = facts.readout().overall();
        if (!overall.srmP().isEmpty()) {
            boolean off = overall.srmP().stream().anyMatch(p -> p < SPLIT);
            rows.add(List.of(
                    "Units were split as planned",
                    off ? "no" : "yes",
                    Numbers.count(overall.unitsRule()) + " by the rule, " + Numbers.count(overall.unitsModel())
                            + " by the model"));
        }
        var counts = facts.readout().counts();
        rows.add(List.of(
                "Outcomes are known",
                counts.decided() == 0 ? "none yet" : Numbers.percent(counts.labelled() / (double) counts.decided()),
                Numbers.count(counts.labelled()) + " of " + Numbers.count(counts.decided()) + " decisions"));
        rows.add(List.of(
                "Every outcome has its decision",
                counts.unlogged() == 0 ? "yes" : "no",
                Numbers.count(counts.unlogged()) + " outcomes without a logged decision"));
        facts.data().ifPresent(data -> {
            long aside =
                    data.quarantined().stream().mapToLong(row -> row.rows()).sum();
            rows.add(List.of(
                    "Data kept their rules",
                    aside == 0 ? "yes" : "set aside",
                    Numbers.count(aside) + " values or rows of " + Numbers.count(data.rows())));
        });
        facts.findings().ifPresent(findings -> {
            var track = findings.track();
            rows.add(List.of(
                    "Estimates held before outcomes were known",
                    track.judged() == 0 ? "not judged yet" : track.covered() + " of " + track.judged() + " months",
                    findings.headline()));
        });
        rows.add(List.of(
                "Savings are measured, not projected",
                facts.book().benefit() instanceof Estimate ? "yes" : "nothing booked",
                facts.book().basis()));
        rows.add(List.of(
                "Savings are verified by units kept apart",
                Words.verified(facts),
                facts.book().verified().isPresent() ? "a holdout: volute ledger show" : "none is kept apart"));
        Limits.row(facts.assessment()).ifPresent(rows::add);
        Tables.write(html, "What speaks for it, and against", List.of("Question", "Answer", "Found"), rows);
    }

    private void since() {
        html.element("h3", "Since the turn before");
        html.open("ul");
        Optional<Insight> before = facts.before();
        html.element(
                "li",
                before.map(insight -> "Then the decision asked for was " + insight.decision() + ": "
                                + insight.headline() + ".")
                        .orElse("There was none: nothing to compare with."));
        var all = facts.challenges().all();
        if (!all.isEmpty()) {
            var newest = all.get(all.size() - 1);
            html.element(
                    "li",
                    "The turn of " + newest.asOf().toString().substring(0, 10) + " put " + newest.challenger()
                            + " forward: " + newest.why() + ".");
        }
        var months = facts.book().months();
        if (months.size() > 1) {
            var last = months.get(months.size() - 1);
            html.element(
                    "li",
                    "In " + last.month() + ": " + Numbers.amount(last.cost(), facts.currency()) + " spent, "
                            + Numbers.amount(last.benefit(), facts.currency()) + " booked as saved by "
                            + Numbers.count(last.decidedByModel()) + " decisions of the model.");
        }
        html.close().line();
    }
}

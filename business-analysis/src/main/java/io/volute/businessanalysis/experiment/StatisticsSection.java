package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.page.Html;
import io.volute.businessanalysis.page.Tables;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.Significance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What statisticians ask for: tests, corrections, looks, what could have been found, beliefs, and where it comes from. */
final class StatisticsSection {
    private final Html html;
    private final ExperimentResult result;
    private final Design design;

    StatisticsSection(Html html, ExperimentResult result, Design design) {
        this.html = html;
        this.result = result;
        this.design = design;
    }

    void write(boolean believed) {
        html.open("section", "id", "statisticians").element("h2", "For statisticians");
        if (believed) {
            tests();
            looks();
            chances();
        }
        trust();
        plan();
        html.close().line();
    }

    private void tests() {
        List<List<String>> rows = new ArrayList<>();
        for (Comparison one : result.comparisons()) {
            rows.add(List.of(
                    one.metric().toString(),
                    one.arm(),
                    Numbers.count(one.unitsControl()) + ", " + Numbers.count(one.unitsArm()),
                    figure(one.effect()),
                    one.error() == 0 ? "" : number(one.error()),
                    one.test() instanceof Significance found
                            ? p(found.p()) + " " + found.method()
                            : ((Refused) one.test()).code()));
        }
        Tables.write(
                html,
                "Effects, arm minus control, in units of the metric",
                List.of("metric", "arm", "n control, arm", "effect, interval", "error", "p"),
                rows);
        rows.clear();
        for (Comparison one : result.comparisons()) {
            one.adjusted()
                    .ifPresent(adjusted -> rows.add(List.of(
                            one.metric().toString(),
                            one.arm(),
                            adjusted.method(),
                            p(adjusted.p()),
                            ends(adjusted.effect()),
                            one.reduction() == 0 ? "" : ResultWords.percent(one.reduction()))));
        }
        Tables.write(
                html,
                "Corrected for how many were asked, and how much of the variance the covariate took away",
                List.of("metric", "arm", "method", "p", "interval", "variance"),
                rows);
        List<String> notes = result.comparisons().stream()
                .flatMap(one -> one.notes().stream().map(note -> one.metric() + ": " + note + "."))
                .distinct()
                .toList();
        if (!notes.isEmpty()) {
            html.open("ul");
            notes.forEach(note -> html.element("li", note));
            html.close().line();
        }
    }

    private void looks() {
        if (result.sequential().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        result.sequential().forEach((key, look) -> {
            for (int i = 0; i < look.path().size(); i++) {
                Sequential.Point point = look.path().get(i);
                rows.add(List.of(
                        key,
                        Integer.toString(i + 1),
                        point.at().map(Object::toString).orElse(""),
                        ResultWords.percent(point.information()),
                        point.z().map(StatisticsSection::number).orElse("to come"),
                        point.bound().map(StatisticsSection::number).orElse("none yet")));
            }
        });
        Tables.write(html, "Looks", List.of("metric and arm", "look", "day", "information", "z", "bound"), rows);
        rows.clear();
        result.sequential()
                .forEach((key, look) -> rows.add(List.of(
                        key,
                        p(look.p()),
                        figure(look.interval()),
                        look.unbiased().map(StatisticsSection::figure).orElse(""),
                        look.type() == LookPlan.Type.ANY_TIME ? "" : ResultWords.percent(look.conditionalPower()))));
        Tables.write(
                html,
                "Over all looks",
                List.of("metric and arm", "p", "interval", "median-unbiased effect", "conditional power"),
                rows);
    }

    private void chances() {
        List<List<String>> rows = new ArrayList<>();
        result.beliefs().forEach((key, belief) -> {
            ExperimentResult.Smallest smallest = result.smallest().get(key);
            rows.add(List.of(
                    key,
                    smallest == null
                            ? ""
                            : number(smallest.absolute()) + ", " + ResultWords.percent(smallest.relative()),
                    ResultWords.percent(belief.chanceToWin()),
                    number(belief.expectedLoss()),
                    number(belief.lossOfStaying()),
                    belief.flat() ? "flat" : "of the design"));
        });
        if (!rows.isEmpty()) {
            Tables.write(
                    html,
                    "What these data would have found (power "
                            + ResultWords.percent(design.design().power())
                            + "), and the Bayes summary, which decides nothing",
                    List.of(
                            "metric and arm",
                            "smallest effect",
                            "chance to be better",
                            "expected loss of shipping",
                            "of staying",
                            "prior"),
                    rows);
        }
    }

    private void trust() {
        List<List<String>> rows = new ArrayList<>();
        for (TrustCheck check : result.trust()) {
            rows.add(List.of(
                    check.check(),
                    check.status().name(),
                    check.p().map(StatisticsSection::p).orElse("")));
            check.causes()
                    .forEach(cause -> rows.add(List.of(
                            check.check(),
                            cause.attribute() + " " + cause.value() + ", " + cause.arm(),
                            p(cause.p()))));
        }
        Tables.write(html, "Trust", List.of("check", "status", "p"), rows);
    }

    private void plan() {
        LookPlan looks = design.design();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("arms", design.arms().toString()));
        rows.add(List.of(
                "plan",
                looks.type().name().toLowerCase(Locale.ROOT).replace('_', '-')
                        + (looks.type() == LookPlan.Type.GROUP_SEQUENTIAL
                                ? ", "
                                        + looks.spending()
                                                .toString()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-') + ", " + looks.looks()
                                : "")));
        rows.add(List.of("level and power", looks.alpha() + ", " + looks.power()));
        design.covariate()
                .ifPresent(spec ->
                        rows.add(List.of("covariate", "the same metric " + spec.days() + " days before the exposure")));
        rows.add(List.of("design", result.digest()));
        rows.add(List.of("data", result.data()));
        rows.add(List.of("seed", Long.toString(result.seed())));
        var counts = result.counts();
        rows.add(List.of(
                "left out",
                Numbers.count(counts.twoArms()) + " in two arms, " + Numbers.count(counts.unknownArm())
                        + " in an unknown arm, " + Numbers.count(counts.bots()) + " bots; events: "
                        + Numbers.count(counts.duplicates()) + " repeated, " + Numbers.count(counts.late())
                        + " received later"));
        Tables.write(html, "Where it comes from", List.of("what", "value"), rows);
    }

    private static String figure(Figure figure) {
        return figure instanceof Estimate found
                ? number(found.estimate()) + " (" + number(found.low()) + " … " + number(found.high()) + ") "
                        + found.method()
                : ((Refused) figure).message();
    }

    private static String ends(Figure figure) {
        return figure.found()
                .map(found -> number(found.low()) + " … " + number(found.high()))
                .orElse("");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String p(double p) {
        return p < 1e-4 ? String.format(Locale.ROOT, "%.1e", p) : String.format(Locale.ROOT, "%.4f", p);
    }
}

package io.volute.businessanalysis.report;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.effect.Story;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.CostSpec;
import io.volute.businessanalysis.ledger.HandStore;
import io.volute.businessanalysis.ledger.KeepBooks;
import io.volute.businessanalysis.page.ReportPage;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.monitoring.Findings;
import io.volute.core.contract.monitoring.SlotFinding;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.run.Slot;
import io.volute.core.stage.Verdict;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A made-up project from the first month to the report, for tests. */
final class Reports {
    static final List<CostSpec> COSTS = List.of(
            cost("build and first training", CostSpec.Kind.PEOPLE, "24000", CostSpec.Per.FIRST_TRAINING),
            cost("retrain and review", CostSpec.Kind.PEOPLE, "3000", CostSpec.Per.LATER_TRAINING),
            cost("run and watch", CostSpec.Kind.SERVE, "500", CostSpec.Per.MONTH));
    private static final Figure NONE = new Refused("first", "there was no champion", "nothing to do");

    private final MemoryStepContext context = new MemoryStepContext();
    private final SortedMap<String, Artifact<ExperimentReadout>> experiments = new TreeMap<>();
    private final SortedMap<String, Artifact<ReportPage>> pages = new TreeMap<>();
    private Objective objective = Story.OBJECTIVE;

    Reports named(String name) {
        objective = new Objective(
                name,
                objective.owner(),
                objective.metric(),
                objective.unit(),
                objective.event(),
                objective.action(),
                objective.targetRelative(),
                objective.horizon(),
                objective.guardrails());
        return this;
    }

    /** Reports that also hold what an experiment says. */
    Reports with(ExperimentReadout experiment) {
        experiments.put(experiment.experiment(), context.write(ExperimentReadout.class, experiment));
        pages.put(experiment.experiment(), context.write(ReportPage.class, new ReportPage("<html>its page</html>")));
        return this;
    }

    String html(WriteReport.Output output) {
        return context.load(ReportPage.class, output.report()).html();
    }

    <T> T load(Class<T> type, Artifact<T> artifact) {
        return context.load(type, artifact);
    }

    /** The report after so many months with so many strikes each. */
    WriteReport.Output after(int months, int rows) {
        var readout =
                Story.readOut(context, Story.months(context, months, rows)).readout();
        var challenges = context.write(Challenges.class, challenges());
        var objectives = context.write(Objective.class, objective);
        var costs = context.write(DecisionCosts.class, Story.COSTS);
        KeepBooks.Output books = new KeepBooks(through -> HandStore.Known.nothing())
                .run(
                        new KeepBooks.Input(
                                COSTS,
                                10_000,
                                readout,
                                challenges,
                                Optional.of(costs),
                                objectives,
                                Optional.empty(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                Optional.empty(),
                                1),
                        context);
        return new WriteReport(new Stylesheet())
                .run(
                        new WriteReport.Input(
                                COSTS,
                                objectives,
                                Optional.of(costs),
                                Optional.of(context.write(
                                        BaselineRule.class,
                                        new BaselineRule("inspect unless the animal was small", "size != 'Small'"))),
                                Optional.of(context.write(Assumptions.class, Story.ASSUMPTIONS)),
                                Optional.empty(),
                                context.write(Assessment.class, assessment()),
                                readout,
                                books.ledger(),
                                books.maturity(),
                                Optional.of(context.write(
                                        Insight.class,
                                        new Insight("KEEP", "it paid", "it-pays", "deployment", List.of()))),
                                challenges,
                                context.write(Evaluation.class, evaluation()),
                                Optional.of(context.write(ModelCard.class, card())),
                                Optional.of(context.write(Blessing.class, blessing())),
                                Optional.of(context.write(Release.class, release())),
                                Optional.of(context.write(Findings.class, findings(months))),
                                Optional.of(context.write(DataReport.class, data())),
                                new TreeMap<>(),
                                experiments,
                                pages,
                                Optional.empty(),
                                Optional.empty(),
                                new TreeMap<>(),
                                Optional.empty()),
                        context);
    }

    private static Examples examples(String... ids) {
        Column.Builder rows = Column.builder(Examples.ROW_ID, ColumnType.TEXT, ids.length);
        List.of(ids).forEach(rows::add);
        return new Examples(Table.of(List.of(rows.build())));
    }

    /** The report of a draft: a table without times, judged by its loss. */
    WriteReport.Output draft() {
        var gaps = new Gaps(List.of(
                new Gaps.Gap("scoping.objective.owner", "somebody has to answer", "owner: maintenance control"),
                new Gaps.Gap("scoping.costs", "where to act", "costs: {act: 1000, miss: 10000}")));
        var assessment = new Assessment(
                Instant.parse("2002-01-01T00:00:00Z"),
                List.of(
                        new Assessment.ScopeCheck("S4", "Labels: how many", "PASS", "8,939 false, 1,061 true", ""),
                        new Assessment.ScopeCheck("S6", "Known", "PASS", "never, so refused: Cost Total $", "")),
                List.of(),
                new Verdict("scope", "GO_IF", "a draft"));
        SortedMap<Slot, Artifact<Examples>> examples = new TreeMap<>();
        examples.put(Slot.parse("1990-01"), context.write(Examples.class, examples("first")));
        examples.put(Slot.parse("2002-07"), context.write(Examples.class, examples("last")));
        examples.put(Slot.parse("2026-10"), context.write(Examples.class, examples()));
        return new WriteReport(new Stylesheet())
                .run(
                        new WriteReport.Input(
                                List.of(),
                                context.write(
                                        Objective.class,
                                        new Objective(
                                                "draft", "", "", "row", "damaged", "act", 0, Period.ZERO, List.of())),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(context.write(Gaps.class, gaps)),
                                context.write(Assessment.class, assessment),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                context.write(Challenges.class, new Challenges(List.of())),
                                context.write(Evaluation.class, evaluation()),
                                Optional.of(context.write(ModelCard.class, card())),
                                Optional.of(context.write(Blessing.class, blessing())),
                                Optional.of(context.write(
                                        Release.class,
                                        new Release(
                                                "d",
                                                List.of(new Release.Arm("rule", "RULE", 1)),
                                                "main",
                                                "salt",
                                                Optional.empty(),
                                                Optional.of("logistic-strong"),
                                                Optional.empty(),
                                                Optional.empty()))),
                                Optional.empty(),
                                Optional.of(context.write(DataReport.class, data())),
                                examples,
                                experiments,
                                pages,
                                Optional.empty(),
                                Optional.empty(),
                                new TreeMap<>(),
                                Optional.empty()),
                        context);
    }

    Readout readout(int months, int rows) {
        return context.load(
                Readout.class,
                Story.readOut(context, Story.months(context, months, rows))
                        .readout()
                        .orElseThrow());
    }

    KeepBooks.Output ledger(int months, int rows) {
        return new KeepBooks(through -> HandStore.Known.nothing())
                .run(
                        new KeepBooks.Input(
                                COSTS,
                                1_000,
                                Optional.of(context.write(Readout.class, readout(months, rows))),
                                context.write(Challenges.class, challenges()),
                                Optional.of(context.write(DecisionCosts.class, Story.COSTS)),
                                context.write(Objective.class, objective),
                                Optional.empty(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                Optional.empty(),
                                1),
                        context);
    }

    Book book(int months, int rows) {
        return context.load(Book.class, ledger(months, rows).ledger().orElseThrow());
    }

    private static CostSpec cost(String name, CostSpec.Kind kind, String amount, CostSpec.Per per) {
        return new CostSpec(
                name,
                kind,
                new BigDecimal(amount),
                per,
                Optional.empty(),
                Optional.empty(),
                "fleet finance",
                "estimate of 1999");
    }

    private static Challenges challenges() {
        return new Challenges(List.of(
                past("2000-01-01", "FIRST", NONE),
                past("2001-01-01", "REFUSED", new Estimate(-22, -54, 9, 1050, "paired-t")),
                past("2002-01-01", "REFUSED", new Estimate(3, -20, 26, 1080, "paired-t"))));
    }

    private static Challenges.Past past(String day, String outcome, Figure difference) {
        return new Challenges.Past(
                Digest.of(day),
                Instant.parse(day + "T00:00:00Z"),
                outcome,
                "logistic-strong",
                outcome.equals("FIRST") ? Optional.empty() : Optional.of("logistic-strong"),
                difference,
                outcome.equals("FIRST") ? "no champion before" : "not told apart");
    }

    private static Assessment assessment() {
        return new Assessment(
                Instant.parse("2002-01-01T00:00:00Z"),
                List.of(new Assessment.ScopeCheck(
                        "S10", "What a comparison can find", "WARN", "A/B alone: 165 $ a strike", "decide paired")),
                List.of(new Assessment.Condition(
                        "S10", "maintenance control", "decide paired", Optional.of(LocalDate.parse("2002-03-31")))),
                new Verdict("scope", "GO_IF", "S10 decide paired"),
                Optional.of(new Assessment.ValueCurve(
                        "auc",
                        "USD",
                        IntStream.rangeClosed(0, 10)
                                .mapToObj(i -> new Assessment.ValueCurve.Point(.5 + i * .05, -90_000 + 40_000.0 * i))
                                .toList(),
                        Optional.of(.6125),
                        310_000,
                        Optional.of(52.0))),
                Optional.empty(),
                Optional.of(LocalDate.parse("2002-03-31")));
    }

    private static Evaluation evaluation() {
        var score = new Evaluation.CandidateScore(
                new TreeMap<>(Map.of(
                        Evaluation.AUC,
                        new Estimate(.786, .76, .81, 4175, "delong"),
                        Evaluation.AVERAGE_PRECISION,
                        new Estimate(.33, .3, .36, 4175, "bootstrap"),
                        Evaluation.LOG_LOSS,
                        new Estimate(.28, .27, .29, 4175, "mean-t"))),
                new Estimate(-.05, -.06, -.04, 4175, "paired-t"),
                new Estimate(649, 610, 690, 4175, "mean-t"),
                new Estimate(-105, -140, -70, 4175, "paired-t"),
                List.of());
        return new Evaluation(
                List.of("1995", "1996", "1997", "1998", "1999"),
                4175,
                Instant.parse("2000-01-01T00:00:00Z"),
                Framing.BINARY,
                Evaluation.LOG_LOSS,
                new Estimate(753, 708, 798, 4175, "mean-t"),
                new TreeMap<>(Map.of("logistic-strong", score)),
                "logistic-strong",
                "logistic-strong costs least",
                new Evaluation.Challenge(
                        "FIRST", Optional.empty(), Optional.empty(), "logistic-strong", NONE, "no champion before"));
    }

    private static ModelCard card() {
        return new ModelCard(
                List.of("Intended use"), new TreeMap<>(Map.of("Intended use", "after a strike")), List.of());
    }

    private static Blessing blessing() {
        return new Blessing(
                Digest.of("model"),
                "logistic-strong",
                List.of(new Blessing.GateResult("baseline", "PASS", "-105 $ (95 %: -140 … -70)", "below 0")),
                new Verdict("gate", "PASS", "every gate is green"));
    }

    private static Release release() {
        return new Release(
                "one",
                List.of(new Release.Arm("rule", "RULE", .5), new Release.Arm("model", "MODEL", .5)),
                "main",
                "salt",
                Optional.empty(),
                Optional.of("logistic-strong"),
                Optional.of(.1),
                Optional.of("size != 'Small'"));
    }

    private static Findings findings(int months) {
        List<SlotFinding> slots = new ArrayList<>();
        Slot slot = Slot.parse("2000-01");
        for (int month = 0; month < months; month++) {
            double cost = 612 + 40 * Math.sin(month);
            slots.add(new SlotFinding(
                    slot,
                    90,
                    month == 14 ? "DRIFT" : "STABLE",
                    month == 14 ? List.of("Wildlife Size: more Large") : List.of(),
                    new Estimate(cost, cost - 220, cost + 260, 90, "poisson-binomial"),
                    month == months - 1 ? NONE : new Estimate(cost + 90 * Math.cos(2 * month), 300, 1000, 85, "mean-t"),
                    NONE,
                    NONE,
                    85));
            slot = slot.next();
        }
        return new Findings(slots, new Findings.TrackRecord(30, 29, "OK"), "Estimates held; one month drifted.");
    }

    private static DataReport data() {
        return new DataReport(
                10000,
                9900,
                1046,
                new TreeMap<>(),
                24,
                List.of(new DataReport.Quarantined("effect-is-a-class", "Effect", "label", 15, "C at line 2118")),
                List.of(),
                List.of("Cost Total $"),
                new Verdict("check", "PASS", ""));
    }
}

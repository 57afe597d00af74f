package io.volute.businessanalysis.report;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.CostSpec;
import io.volute.businessanalysis.ledger.Maturity;
import io.volute.businessanalysis.page.ReportPage;
import io.volute.businessanalysis.page.Stylesheet;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.businessanalysis.Insight;
import io.volute.core.contract.businessanalysis.LearnedLink;
import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.deployment.Blessing;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.monitoring.Findings;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Gaps;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.proposal.Proposals;
import io.volute.core.run.Slot;
import io.volute.core.stage.Described;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Previous;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Writes the owner's report, decides what to ask for, and raises the insight for the next turn. */
public final class WriteReport implements Step<WriteReport.Input, WriteReport.Output> {
    private final Stylesheet stylesheet;

    @Inject
    WriteReport(Stylesheet stylesheet) {
        this.stylesheet = stylesheet;
    }

    /** What all stages found. */
    public record Input(
            @FromSpec("costs") List<CostSpec> costSpecs,
            Artifact<Objective> objective,
            @Entry("costs") Optional<Artifact<DecisionCosts>> decisionCosts,
            Optional<Artifact<BaselineRule>> baselineRule,
            Optional<Artifact<Assumptions>> assumptions,
            Optional<Artifact<Gaps>> gaps,
            Artifact<Assessment> assessment,
            Optional<Artifact<Readout>> readout,
            Optional<Artifact<Book>> ledger,
            Optional<Artifact<Maturity>> maturity,
            @Previous @Entry("insight") Optional<Artifact<Insight>> before,
            Artifact<Challenges> challenges,
            Artifact<Evaluation> evaluation,
            Optional<Artifact<ModelCard>> modelCard,
            Optional<Artifact<Blessing>> blessing,
            Optional<Artifact<Release>> release,
            Optional<Artifact<Findings>> findings,
            Optional<Artifact<DataReport>> dataReport,
            SortedMap<Slot, Artifact<Examples>> examples,
            SortedMap<String, Artifact<ExperimentReadout>> experiment,
            SortedMap<String, Artifact<ReportPage>> experimentPage,
            Optional<Artifact<ExperimentReadout>> releaseExperiment,
            Optional<Artifact<ReportPage>> releasePage,
            SortedMap<String, Artifact<LearnedLink>> learnedLink,
            Optional<Artifact<Proposals>> proposals) {}

    /**
     * A page that the report leads to.
     *
     * @param file its name, in the report's folder
     * @param digest of its bytes
     */
    public record LinkedPage(String file, String digest) {}

    /** Report, insight and all figures that a program may want; a draft closes without a word of money. */
    public record Output(
            Artifact<ReportPage> report,
            Artifact<Insight> insight,
            Optional<Closing> closing,
            Optional<DraftClosing> draft,
            Optional<MeasuredClosing> measured,
            List<ReportedFigure> figures,
            List<FigureLine> lines,
            List<LinkedPage> pages,
            Verdict verdict)
            implements Described {
        /** Copies. */
        public Output {
            figures = List.copyOf(figures);
            lines = List.copyOf(lines);
            pages = List.copyOf(pages);
        }

        @Override
        public String summary() {
            return verdict.why();
        }
    }

    @Override
    public int revision() {
        return 6;
    }

    @Override
    public Output run(Input input, StepContext context) {
        Objective objective = context.load(Objective.class, input.objective());
        if (objective.measured().isPresent()) {
            return measured(MeasuredFacts.of(objective, input, context), input, context);
        }
        if (input.ledger().isEmpty() || input.readout().isEmpty()) {
            return draft(input, context);
        }
        Facts facts = facts(input, context);
        Owner owner = new Owner(facts);
        Artifact<Insight> insight = context.write(Insight.class, owner.insight());
        Figures figures = new Figures(facts, input, insight);
        Exchange exchange = Exchange.of(input.learnedLink(), context);
        exchange.figures().forEach(figures::add);
        var page =
                new ReportPage(new Document(facts, figures, experiments(input, context), exchange, stylesheet).html());
        return new Output(
                context.write(ReportPage.class, page),
                insight,
                Optional.of(Closings.of(facts, owner.decision())),
                Optional.empty(),
                Optional.empty(),
                figures.all(),
                new Grounds(facts, input).lines(),
                pages(input, context),
                owner.decision());
    }

    private Output draft(Input input, StepContext context) {
        DraftFacts facts = DraftFacts.of(input, context);
        DraftClosing closing = facts.closing();
        Verdict decision = closing.decision();
        Artifact<Insight> insight = context.write(Insight.class, facts.insight());
        List<ReportedFigure> figures = new DraftFigures(facts, input, insight).all();
        var page =
                new ReportPage(new DraftPage(facts, closing, figures, experiments(input, context), stylesheet).html());
        return new Output(
                context.write(ReportPage.class, page),
                insight,
                Optional.empty(),
                Optional.of(closing),
                Optional.empty(),
                figures,
                List.of(),
                pages(input, context),
                decision);
    }

    private Output measured(MeasuredFacts facts, Input input, StepContext context) {
        Artifact<Insight> insight = context.write(Insight.class, facts.insight());
        Exchange exchange = Exchange.of(input.learnedLink(), context);
        List<ReportedFigure> figures = Stream.concat(
                        facts.figures(input, insight).stream(), exchange.figures().stream())
                .toList();
        var page = new ReportPage(
                new MeasuredPage(facts, figures, experiments(input, context), exchange, stylesheet).html());
        return new Output(
                context.write(ReportPage.class, page),
                insight,
                Optional.empty(),
                Optional.empty(),
                Optional.of(facts.closing()),
                figures,
                List.of(),
                pages(input, context),
                facts.decision());
    }

    private static List<ShownExperiment> experiments(Input input, StepContext context) {
        Stream<ShownExperiment> own = input.experiment().entrySet().stream()
                .map(entry -> new ShownExperiment(
                        context.load(ExperimentReadout.class, entry.getValue()),
                        "'business-analysis.experiment " + entry.getKey() + "'",
                        ""));
        Stream<ShownExperiment> release = input.releaseExperiment().stream()
                .map(artifact -> new ShownExperiment(
                        context.load(ExperimentReadout.class, artifact),
                        "business-analysis.readout",
                        "The two arms of the newest release by themselves, as they decided."));
        return Stream.concat(own, release).toList();
    }

    private static List<LinkedPage> pages(Input input, StepContext context) {
        Stream<LinkedPage> release = input.releasePage().stream()
                .flatMap(page -> input.releaseExperiment().stream()
                        .map(artifact -> linked(
                                context.load(ExperimentReadout.class, artifact).experiment(), page)));
        return Stream.concat(
                        input.experimentPage().entrySet().stream()
                                .map(entry -> linked(entry.getKey(), entry.getValue())),
                        release)
                .toList();
    }

    private static LinkedPage linked(String experiment, Artifact<ReportPage> page) {
        return new LinkedPage(ExperimentsSection.file(experiment), page.digest().toString());
    }

    private static Facts facts(Input input, StepContext context) {
        return new Facts(
                context.load(Objective.class, input.objective()),
                context.load(DecisionCosts.class, input.decisionCosts().orElseThrow()),
                context.load(BaselineRule.class, input.baselineRule().orElseThrow()),
                context.load(Assumptions.class, input.assumptions().orElseThrow()),
                context.load(Assessment.class, input.assessment()),
                context.load(Readout.class, input.readout().orElseThrow()),
                context.load(Book.class, input.ledger().orElseThrow()),
                context.load(Challenges.class, input.challenges()),
                context.load(Evaluation.class, input.evaluation()),
                input.costSpecs(),
                input.modelCard().map(card -> context.load(ModelCard.class, card)),
                input.blessing().map(blessing -> context.load(Blessing.class, blessing)),
                input.release().map(release -> context.load(Release.class, release)),
                input.findings().map(findings -> context.load(Findings.class, findings)),
                input.dataReport().map(data -> context.load(DataReport.class, data)),
                input.maturity().map(maturity -> context.load(Maturity.class, maturity)),
                input.before().map(before -> context.load(Insight.class, before)));
    }
}

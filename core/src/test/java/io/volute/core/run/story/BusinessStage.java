package io.volute.core.run.story;

import com.google.inject.AbstractModule;
import io.volute.core.artifact.Artifact;
import io.volute.core.run.Slot;
import io.volute.core.stage.FigureLine;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.ReportedFigure;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import io.volute.core.stage.Verdict;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Turns decisions and truths into money, and says what follows. */
public final class BusinessStage extends AbstractModule {
    /** The section. */
    public record Section(long build) {}

    /** What the decisions of all months came to. */
    public record Effect(int months, long known, long cost) {}

    /** The same against what it took. */
    public record Roi(long net) {}

    /** For the owner. */
    public record Report(String text) {}

    /** For the next turn. */
    public record Insight(String text) {}

    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(binder(), "business-analysis", Section.class);
        stage.step("effect", Measure.class, Measure.Input.class, Measure.Output.class);
        stage.step("roi", Book.class, Book.Input.class, Book.Output.class);
        stage.step("report", Write.class, Write.Input.class, Write.Output.class);
    }

    static final class Measure implements Step<Measure.Input, Measure.Output> {
        record Input(Artifact<ScopingStage.Costs> costs, SortedMap<Slot, Artifact<MonitoringStage.Truth>> truth) {}

        record Output(Artifact<Effect> effect) {}

        @Inject
        Measure() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Measure.Output run(Measure.Input input, StepContext context) {
            long known = 0;
            long damaged = 0;
            for (Artifact<MonitoringStage.Truth> month : input.truth().values()) {
                MonitoringStage.Truth truth = context.load(MonitoringStage.Truth.class, month);
                known += truth.known();
                damaged += truth.damaged();
            }
            long cost = damaged
                    * context.load(ScopingStage.Costs.class, input.costs()).inspection();
            return new Measure.Output(
                    context.write(Effect.class, new Effect(input.truth().size(), known, cost)));
        }
    }

    static final class Book implements Step<Book.Input, Book.Output> {
        record Input(Artifact<Effect> effect, @FromSpec long build) {}

        record Output(Artifact<Roi> roi) {}

        @Inject
        Book() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Book.Output run(Book.Input input, StepContext context) {
            return new Book.Output(context.write(
                    Roi.class,
                    new Roi(context.load(Effect.class, input.effect()).cost() - input.build())));
        }
    }

    static final class Write implements Step<Write.Input, Write.Output> {
        record Input(Artifact<Roi> roi, SortedMap<Slot, Artifact<MonitoringStage.Drift>> drift) {}

        record Output(
                Artifact<Report> report,
                Artifact<Insight> insight,
                List<ReportedFigure> figures,
                List<FigureLine> lines,
                Verdict verdict) {
            Output {
                figures = List.copyOf(figures);
                lines = List.copyOf(lines);
            }
        }

        @Inject
        Write() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Write.Output run(Write.Input input, StepContext context) {
            long net = context.load(Roi.class, input.roi()).net();
            String text = net + " $ over " + input.drift().size() + " months";
            String decision = net > 0 ? "KEEP" : "IMPROVE";
            Artifact<Insight> insight =
                    context.write(Insight.class, new Insight(net > 0 ? "keep: " + text : "improve: " + text));
            return new Write.Output(
                    context.write(Report.class, new Report(text)),
                    insight,
                    List.of(
                            new ReportedFigure(
                                    "roi.net",
                                    "Saved minus spent",
                                    net + " $",
                                    "benefit minus cost",
                                    "business-analysis.roi",
                                    "roi",
                                    input.roi().digest().toString()),
                            new ReportedFigure(
                                    "decision",
                                    "Decision",
                                    decision,
                                    "what is saved beside what is spent: " + text,
                                    "business-analysis.report",
                                    "insight",
                                    insight.digest().toString())),
                    List.of(
                            new FigureLine("LEDGER", "built", "20 $ spent", List.of("roi.net")),
                            new FigureLine(
                                    "BOOK",
                                    "net",
                                    net + " $",
                                    List.of("roi.net"),
                                    Optional.of(input.roi().digest().toString()))),
                    new Verdict("decision", decision, text));
        }
    }
}

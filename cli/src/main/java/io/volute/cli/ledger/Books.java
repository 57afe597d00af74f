package io.volute.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.BusinessAnalysisSpec;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.businessanalysis.ledger.Book;
import io.volute.businessanalysis.ledger.BookMonth;
import io.volute.businessanalysis.ledger.Evidence;
import io.volute.businessanalysis.ledger.HandLedger;
import io.volute.businessanalysis.ledger.Shipped;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import io.volute.core.artifact.Artifact;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Project;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The desk at which somebody writes into a project's books. */
final class Books {
    private Books() {}

    static HandLedger.Desk desk(Workplace workplace, Surroundings surroundings) {
        Project project = workplace.project();
        return new HandLedger.Desk(
                project.id(),
                surroundings.variable("USER").orElseGet(() -> System.getProperty("user.name", "somebody")),
                project.find(DecisionCosts.class, "costs")
                        .map(DecisionCosts::currency)
                        .or(() -> project.find(Objective.class, "objective")
                                .flatMap(Objective::measured)
                                .flatMap(MeasuredObjective::value)
                                .map(UnitValue::currency)),
                new Evidence() {
                    @Override
                    public Optional<ExperimentReadout> find(String experiment) {
                        return project.answers()
                                .digest("experiment", experiment, "")
                                .map(digest -> project.load(ExperimentReadout.class, new Artifact<>(digest)));
                    }

                    @Override
                    public SortedMap<String, ExperimentReadout> all() {
                        SortedMap<String, ExperimentReadout> all = new TreeMap<>();
                        if (project.spec().sections().get("business-analysis")
                                instanceof BusinessAnalysisSpec written) {
                            written.definedExperiments()
                                    .keySet()
                                    .forEach(name -> find(name).ifPresent(readout -> all.put(name, readout)));
                        }
                        return all;
                    }

                    @Override
                    public Optional<MeasuredObjective> objective() {
                        return project.find(Objective.class, "objective").flatMap(Objective::measured);
                    }

                    @Override
                    public Optional<Reach> reach(String experiment) {
                        return project.answers()
                                .digest("reach", experiment, "")
                                .map(digest -> project.load(Reach.class, new Artifact<>(digest)));
                    }

                    @Override
                    public List<Shipped> shipped() {
                        return project.find(Book.class, "ledger")
                                .flatMap(Book::estimates)
                                .orElse(List.of());
                    }
                });
    }

    /** A month as typed. */
    static BookMonth month(String text) {
        try {
            return BookMonth.parse(text);
        } catch (IllegalArgumentException e) {
            throw new VoluteException(CoreError.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    static void tell(List<HandLedger.Appended> appended, String done, Talk talk, Surroundings surroundings) {
        if (talk.json()) {
            ObjectNode document = Json.object();
            ArrayNode list = document.putArray("appended");
            appended.forEach(row -> list.addObject()
                    .put("number", row.number())
                    .put("id", row.id())
                    .put("period", row.period().map(BookMonth::toString).orElse(null)));
            Json.print(document, surroundings.terminal().results());
            return;
        }
        Terminal.Channel channel = talk.progress(surroundings.terminal());
        appended.forEach(row -> channel.line(done + " " + row.id()
                + row.period().map(period -> " in " + period).orElse("")));
        channel.line("next: volute run business-analysis");
    }
}

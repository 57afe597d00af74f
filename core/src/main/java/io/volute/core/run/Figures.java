package io.volute.core.run;

import io.volute.core.artifact.CanonicalJson;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.ReportedFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The figures that the newest outputs of the main line show, each with the step run that computed it. */
final class Figures {
    /**
     * A figure and where it was found.
     *
     * @param shownBy step run whose output shows it
     */
    record Found(ReportedFigure figure, UUID shownBy) {}

    private final CanonicalJson json;
    private final Plan plan;
    private final UUID project;

    Figures(CanonicalJson json, Plan plan, UUID project) {
        this.json = json;
        this.plan = plan;
        this.project = project;
    }

    Optional<Found> find(Handle handle, String id) {
        return list(handle).stream()
                .filter(found -> found.figure().id().equals(id))
                .findFirst();
    }

    /** In the order in which they are shown. */
    List<Found> list(Handle handle) {
        return plan.steps().stream()
                .flatMap(node -> node.outputs().stream()
                        .filter(Output.Shown.class::isInstance)
                        .flatMap(output -> shown(handle, node, output.name()).stream()))
                .toList();
    }

    /** What to say of a subject that is neither figure nor anything else. */
    VoluteException unknown(Handle handle, String subject) {
        List<String> shown = list(handle).stream()
                .map(found -> found.figure().id())
                .distinct()
                .toList();
        List<String> known = new ArrayList<>(shown);
        plan.steps().forEach(node -> known.add(node.id()));
        known.addAll(plan.producers().keySet());
        String near = Nearest.of(subject, known)
                .map(name -> "Did you mean " + name + "?\n")
                .orElse("");
        return new VoluteException(
                CoreError.UNKNOWN_SUBJECT,
                Excerpt.of(subject) + ": no step, entry or figure of this project\n" + near + "steps: volute status"
                        + " --verbose; figures: "
                        + (shown.isEmpty() ? "none yet (make some with: volute run)" : String.join(", ", shown)));
    }

    private List<Found> shown(Handle handle, StepNode node, String component) {
        return handle
                .createQuery("""
                        select id, output from (
                          select distinct on (s.key, s.slot) s.key, s.slot, s.id, r.output
                          from core.step_run s left join core.result r on r.id = s.result
                          where s.project = :project and s.main and s.step = :step
                          order by s.key, s.slot, s.as_of desc, s.seq desc) head
                        where output is not null order by key, slot desc
                        """)
                .bind("project", project)
                .bind("step", node.id())
                .map((row, context) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return json.tree(row.getString("output"))
                            .path(component)
                            .valueStream()
                            .map(figure -> new Found(json.fromTree(figure, ReportedFigure.class), id))
                            .toList();
                })
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The step run that made the figure's artifact, as the run that shows it read it; itself when it made it. */
    static UUID madeBy(Handle handle, Found found) {
        return handle.createQuery("""
                        select from_step_run from core.edge
                        where step_run = :shownBy and digest = :artifact and from_step_run is not null limit 1
                        """)
                .bind("shownBy", found.shownBy())
                .bind("artifact", found.figure().artifact())
                .mapTo(UUID.class)
                .findFirst()
                .orElse(found.shownBy());
    }
}

package io.volute.cli.scope;

import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.Assumptions;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.contract.scoping.Requirements;
import io.volute.core.proposal.Proposal;
import io.volute.core.proposal.ProposalDecision;
import io.volute.core.run.Project;
import io.volute.core.run.SectionVersion;
import java.util.List;
import java.util.Optional;

/**
 * The scope as it stands, and all that was decided about it.
 *
 * @param versions all of them, oldest first; the current one is the last that a pass ran with
 * @param waiting proposals that nobody decided about
 * @param standing whether its answers are those that data and spec would give now
 * @param heuristic what is done without a model; absent where no rule is written
 */
record CurrentScope(
        List<SectionVersion> versions,
        Optional<Objective> objective,
        Optional<Assumptions> assumptions,
        Optional<Requirements> requirements,
        Optional<Assessment> assessment,
        List<Proposal> waiting,
        List<ProposalDecision> decided,
        Standing standing,
        Optional<Heuristic> heuristic) {
    static CurrentScope of(Project project) {
        List<SectionVersion> versions = project.answers().versions("scoping");
        boolean any = !versions.isEmpty();
        return new CurrentScope(
                versions,
                any ? project.find(Objective.class, "objective") : Optional.empty(),
                any ? project.find(Assumptions.class, "assumptions") : Optional.empty(),
                any ? project.find(Requirements.class, "requirements") : Optional.empty(),
                any ? project.find(Assessment.class, "assessment") : Optional.empty(),
                project.proposals().waiting(project.spec()),
                project.proposals().decided(project.spec()),
                any ? Standing.of(project) : new Standing("FRESH", List.of()),
                newest(versions).flatMap(current -> Heuristic.of(versions, current, project)));
    }

    /** The version of the newest pass. */
    Optional<SectionVersion> current() {
        return newest(versions);
    }

    private static Optional<SectionVersion> newest(List<SectionVersion> versions) {
        return versions.stream()
                .filter(version -> !version.passes().isEmpty())
                .max((one, other) -> Long.compare(newest(one), newest(other)));
    }

    private static long newest(SectionVersion version) {
        return version.passes().get(version.passes().size() - 1);
    }

    /** What a path of the current spec's section says, as it was written. */
    String written(String pointer) {
        return current().map(version -> version.tree().at(pointer).asText()).orElse("");
    }
}

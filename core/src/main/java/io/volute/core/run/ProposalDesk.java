package io.volute.core.run;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.Excerpt;
import io.volute.core.error.Nearest;
import io.volute.core.error.VoluteException;
import io.volute.core.proposal.DecisionStore;
import io.volute.core.proposal.Proposal;
import io.volute.core.proposal.ProposalDecision;
import io.volute.core.proposal.Proposals;
import io.volute.core.spec.Spec;
import io.volute.core.spec.SpecChange;
import io.volute.core.spec.SpecLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where proposals wait, are accepted and are rejected. What was accepted is laid over the file from then on, until the file
 * says something else about the same key. Used by one thread; of two decisions about one proposal the second is refused.
 */
public final class ProposalDesk {
    private final Engine engine;
    private final SpecLoader specs;
    private final DecisionStore store;

    ProposalDesk(Engine engine, SpecLoader specs) {
        this.engine = engine;
        this.specs = specs;
        this.store = new DecisionStore(engine.json());
    }

    /** Where an accepted or offered change stands against the file. */
    public enum Standing {
        /** It can be laid over the file, or the file says so itself. */
        CURRENT,
        /** The file says something else by now. */
        SUPERSEDED
    }

    /** All decisions of the project, oldest first. */
    public List<ProposalDecision> decided(Spec spec) {
        return engine.database()
                .jdbi()
                .withHandle(handle -> engine.runs()
                        .find(handle, spec.project())
                        .map(project -> store.list(handle, project))
                        .orElse(List.of()));
    }

    /** What the newest turn proposes and nobody has decided about. */
    public List<Proposal> waiting(Spec spec) {
        List<String> decided =
                decided(spec).stream().map(decision -> decision.proposal().id()).toList();
        return offered(spec).stream()
                .filter(proposal -> !decided.contains(proposal.id()))
                .toList();
    }

    /** Whether the changes fit this spec. */
    public Standing standing(Spec spec, Proposal proposal) {
        return specs.overlay(spec, proposal.changes()).isPresent() ? Standing.CURRENT : Standing.SUPERSEDED;
    }

    /** The spec with all that was accepted laid over it, oldest first. */
    public Spec effective(Spec spec) {
        Spec result = spec;
        for (ProposalDecision decision : decided(spec)) {
            if (decision.accepted()) {
                Spec before = result;
                result = specs.overlay(before, decision.proposal().changes()).orElse(before);
            }
        }
        return result;
    }

    /**
     * Lays the proposal's changes over the spec from now on; the next run opens a pass with it as the cause. What else the
     * same insight proposes is closed by it.
     *
     * @throws VoluteException UNKNOWN_SUBJECT, PROPOSAL_DECIDED, or PROPOSAL_SUPERSEDED when the file no longer says what
     *     would be replaced, or another of the same insight was accepted
     */
    public ProposalDecision accept(Spec spec, String id, String by, String why) {
        Proposal proposal = load(spec, id);
        if (standing(spec, proposal) == Standing.SUPERSEDED) {
            throw new VoluteException(
                    CoreError.PROPOSAL_SUPERSEDED,
                    id + ": the spec no longer says what it would change (expected: "
                            + String.join(
                                    ", ",
                                    proposal.changes().stream()
                                            .map(SpecChange::describe)
                                            .toList())
                            + ")\nfix: edit the spec yourself, then: volute scope reject " + id);
        }
        return decide(spec, proposal, true, by, why);
    }

    /** Keeps the spec as it is. The same cause with the same evidence is not proposed again. */
    public ProposalDecision reject(Spec spec, String id, String by, String why) {
        return decide(spec, load(spec, id), false, by, why);
    }

    /** Accepts the first proposal that waits and changes something, where the spec wants that. */
    Optional<ProposalDecision> acceptByItself(Spec spec) {
        if (spec.accept() != Spec.Accept.AUTO) {
            return Optional.empty();
        }
        return waiting(spec).stream()
                .filter(proposal -> !proposal.changes().isEmpty())
                .filter(proposal -> standing(spec, proposal) == Standing.CURRENT)
                .findFirst()
                .map(proposal -> decide(spec, proposal, true, "auto", "accept: auto"));
    }

    /** The newest acceptance that no pass has been opened for. */
    Optional<ProposalDecision> pending(Spec spec) {
        UUID project = engine.project(spec);
        Optional<Instant> opened = engine.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select max(created_at) from core.pass where project = :project and main")
                        .bind("project", project)
                        .mapTo(Instant.class)
                        .findOne());
        return decided(spec).stream()
                .filter(ProposalDecision::accepted)
                .filter(decision -> opened.isPresent() && decision.at().isAfter(opened.get()))
                .reduce((first, second) -> second);
    }

    private Proposal load(Spec spec, String id) {
        refuseDecided(decided(spec), id);
        List<Proposal> offered = offered(spec);
        return offered.stream()
                .filter(proposal -> proposal.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> unknown(id, offered.stream().map(Proposal::id).toList()));
    }

    private ProposalDecision decide(Spec spec, Proposal proposal, boolean accepted, String by, String why) {
        UUID project = engine.project(spec);
        var decision = new ProposalDecision(
                proposal,
                accepted,
                by,
                why,
                engine.newest(project),
                engine.clock().instant(),
                Optional.empty());
        List<ProposalDecision> all = new ArrayList<>(List.of(decision));
        if (accepted) {
            waiting(spec).stream()
                    .filter(other -> !other.id().equals(proposal.id()) && other.sameInsight(proposal))
                    .forEach(other -> all.add(decision.closing(other)));
        }
        // In the order of ids, so that two owners who accept two of one insight wait for each other in one direction.
        all.sort(Comparator.comparing(one -> one.proposal().id()));
        engine.database().jdbi().useTransaction(handle -> {
            for (ProposalDecision one : all) {
                if (!store.append(handle, project, one) && one.equals(decision)) {
                    refuseDecided(store.list(handle, project), proposal.id());
                }
            }
        });
        return decision;
    }

    private List<Proposal> offered(Spec spec) {
        if (engine.plan(spec).producer(Proposals.ENTRY).isEmpty()) {
            return List.of();
        }
        Optional<Digest> digest = new Answers(engine, spec).digest(Proposals.ENTRY, "", "");
        return digest.map(found -> engine.load(Proposals.class, new Artifact<Proposals>(found))
                        .all())
                .orElse(List.of());
    }

    private static void refuseDecided(List<ProposalDecision> decided, String id) {
        decided.stream()
                .filter(decision -> decision.proposal().id().equals(id))
                .findFirst()
                .ifPresent(ProposalDesk::refuse);
    }

    private static void refuse(ProposalDecision earlier) {
        String id = earlier.proposal().id();
        String when = " by " + earlier.by() + " on " + earlier.at().toString().substring(0, 10);
        if (earlier.supersededBy().isPresent()) {
            throw new VoluteException(
                    CoreError.PROPOSAL_SUPERSEDED,
                    id + ": superseded by " + earlier.supersededBy().get() + ", which was accepted" + when
                            + " (expected: one that waits; of what one insight proposes, one is accepted)\nfix: to have"
                            + " this one instead, write into the spec yourself: "
                            + String.join(
                                    ", ",
                                    earlier.proposal().changes().stream()
                                            .map(change -> change.path() + ": " + change.to())
                                            .toList())
                            + "; what the file says wins over what was accepted");
        }
        throw new VoluteException(
                CoreError.PROPOSAL_DECIDED,
                id + ": " + earlier.word() + when + " (" + earlier.why()
                        + "); a decision is not taken twice. Change the spec instead");
    }

    private static VoluteException unknown(String id, List<String> known) {
        return new VoluteException(
                CoreError.UNKNOWN_SUBJECT,
                Excerpt.of(id) + ": no proposal that waits ("
                        + (known.isEmpty() ? "there is none" : "waiting: " + String.join(", ", known)) + ")"
                        + Nearest.of(id, known)
                                .map(name -> ". Did you mean " + name + "?")
                                .orElse(""));
    }
}

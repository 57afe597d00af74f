package io.volute.cli.scope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.verb.Talk;
import io.volute.core.proposal.Proposal;
import io.volute.core.proposal.ProposalDecision;
import io.volute.core.spec.SpecChange;
import java.util.List;
import java.util.Locale;

/** How a decision and a proposal are told. */
final class Decided {
    private Decided() {}

    /** Who is logged in. */
    static String user() {
        return System.getProperty("user.name", "somebody");
    }

    /** @param closed what nobody has to decide about any more because of it */
    static void tell(
            ProposalDecision decision, List<Proposal> closed, String next, Talk talk, Surroundings surroundings) {
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            ObjectNode document = document(decision);
            ArrayNode ids = document.putArray("supersedes");
            closed.forEach(proposal -> ids.add(proposal.id()));
            Json.print(document, channel);
            return;
        }
        channel.line("  " + decision.word().toLowerCase(Locale.ROOT) + "   "
                + decision.proposal().id() + "  " + decision.proposal().cause());
        decision.proposal().changes().forEach(change -> channel.line("             " + change.describe()));
        channel.line("  by         " + decision.by() + ": " + decision.why());
        closed.forEach(proposal -> {
            channel.line("  closed     " + proposal.id() + "  " + proposal.cause() + ", which needs no answer now");
            proposal.changes().forEach(change -> channel.line("             " + change.describe()));
        });
        channel.line("  " + next);
    }

    static ObjectNode document(ProposalDecision decision) {
        ObjectNode document = document(decision.proposal())
                .put("status", decision.word())
                .put("by", decision.by())
                .put("why", decision.why())
                .put("asOf", decision.asOf().toString());
        decision.supersededBy().ifPresent(id -> document.put("supersededBy", id));
        return document.put("at", decision.at().toString());
    }

    static ObjectNode document(Proposal proposal) {
        ObjectNode document = Json.object()
                .put("id", proposal.id())
                .put("cause", proposal.cause())
                .put("headline", proposal.headline())
                .put("jumpBackTo", proposal.jumpBackTo());
        document.set("changes", changes(proposal.changes()));
        ArrayNode evidence = document.putArray("evidence");
        proposal.evidence().forEach(evidence::add);
        return document;
    }

    static ArrayNode changes(List<SpecChange> changes) {
        ArrayNode list = Json.array();
        changes.forEach(change -> {
            ObjectNode node = list.addObject().put("path", change.path());
            change.from().ifPresent(from -> node.put("from", from));
            node.put("to", change.to());
        });
        return list;
    }
}

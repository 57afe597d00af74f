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

    static void tell(ProposalDecision decision, String next, Talk talk, Surroundings surroundings) {
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            Json.print(document(decision), channel);
            return;
        }
        channel.line("  " + decision.word().toLowerCase(Locale.ROOT) + "   "
                + decision.proposal().id() + "  " + decision.proposal().cause());
        decision.proposal().changes().forEach(change -> channel.line("             " + change.describe()));
        channel.line("  by         " + decision.by() + ": " + decision.why());
        channel.line("  " + next);
    }

    static ObjectNode document(ProposalDecision decision) {
        ObjectNode document = document(decision.proposal())
                .put("status", decision.word())
                .put("by", decision.by())
                .put("why", decision.why())
                .put("asOf", decision.asOf().toString());
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

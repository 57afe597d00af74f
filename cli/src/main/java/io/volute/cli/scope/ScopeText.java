package io.volute.cli.scope;

import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.LinkEvidence;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.proposal.Proposal;
import io.volute.core.proposal.ProposalDecision;
import io.volute.core.run.Project;
import io.volute.core.run.ProposalDesk;
import io.volute.core.run.SectionVersion;
import io.volute.core.text.Numbers;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code volute scope show} for people. */
final class ScopeText {
    private ScopeText() {}

    static void print(CurrentScope scope, Project project, Terminal.Channel channel) {
        if (scope.current().isEmpty()) {
            channel.line("no scope yet: nothing has run (volute run)");
            return;
        }
        SectionVersion version = scope.current().get();
        channel.line(channel.styled(Style.STRONG, project.spec().project()) + " · scope " + version.number()
                + (version.parent() == 0 ? "" : " after " + version.parent()) + " · " + version.cause());
        channel.line("");
        scope.objective().ifPresent(objective -> objective(objective, scope, channel));
        scope.assessment().flatMap(Assessment::link).ifPresent(link -> linked(link, channel));
        scope.heuristic().ifPresent(rule -> channel.line("  without it   " + rule.words()));
        stale(scope.standing(), channel);
        scope.assessment().ifPresent(assessment -> assessed(assessment, channel));
        if (!scope.waiting().isEmpty()) {
            channel.line("");
            channel.line("  " + channel.styled(Style.STRONG, "proposed"));
            scope.waiting().forEach(proposal -> proposed(proposal, project, channel));
        }
        if (!scope.decided().isEmpty()) {
            channel.line("");
            scope.decided().forEach(decision -> decided(decision, channel));
        }
        judgedUnderOthers(scope, version, channel);
    }

    private static void objective(Objective objective, CurrentScope scope, Terminal.Channel channel) {
        if (objective.owner().isEmpty()) {
            channel.line("  objective    a draft: nobody has said yet what this is good for");
            return;
        }
        channel.line("  objective    " + objective.metric() + " "
                + Numbers.percent(objective.targetRelative()) + " within "
                + objective.months() + " months; " + objective.owner() + " answers for it");
        String kept = objective
                .measured()
                .map(measured -> measured.guardrails().stream()
                        .map(guardrail ->
                                guardrail.metric() + " at most " + Numbers.percent(guardrail.margin()) + " worse")
                        .collect(Collectors.joining(", ")))
                .orElseGet(() -> objective.guardrails().stream()
                        .map(guardrail ->
                                guardrail.name() + " at most " + Numbers.percent(guardrail.maxRise()) + " more")
                        .collect(Collectors.joining(", ")));
        channel.line("  kept         " + kept);
        scope.assumptions()
                .ifPresent(assumptions -> channel.line("  model        " + scope.written("/ml-objective/target")
                        + "; moves the metric by " + assumptions.link().evidence() + ": "
                        + assumptions.link().sentence()));
    }

    /** How the link is known by now, and how much better the model must become. */
    private static void linked(LinkEvidence link, Terminal.Channel channel) {
        channel.line("  tried        " + link.says());
        link.needed()
                .ifPresent(needed -> channel.line("  must move    " + needed.modelMetric() + " by "
                        + Numbers.fine(needed.lift()) + ", for " + Numbers.fine(needed.effect())
                        + " of the metric; told by the log " + needed.log()));
    }

    private static void stale(Standing standing, Terminal.Channel channel) {
        if (standing.fresh()) {
            return;
        }
        channel.line("  "
                + channel.styled(
                        Style.NOTE,
                        String.format(Locale.ROOT, "%-13s", standing.state().toLowerCase(Locale.ROOT)))
                + (standing.state().equals("STALE")
                        ? "judged on what has changed since (volute run judges again)"
                        : "whether something changed since cannot be told"));
        standing.why().forEach(line -> channel.line("               " + line));
    }

    private static void assessed(Assessment assessment, Terminal.Channel channel) {
        channel.line("  verdict      " + assessment.verdict().value().replace('_', '-') + "  "
                + (assessment.conditions().isEmpty()
                        ? "every check passes"
                        : assessment.conditions().size() + " condition"
                                + (assessment.conditions().size() == 1 ? "" : "s")));
        channel.line("");
        TextTable table = new TextTable("check", "status", "asks", "says");
        assessment
                .checks()
                .forEach(check -> table.row(
                        check.id(),
                        check.status().toLowerCase(Locale.ROOT).replace('_', ' '),
                        check.title(),
                        check.told()));
        table.print(channel);
        if (!assessment.conditions().isEmpty()) {
            channel.line("");
            TextTable conditions = new TextTable("condition", "owner", "due", "what has to happen");
            assessment
                    .conditions()
                    .forEach(condition -> conditions.row(
                            condition.check(),
                            condition.owner(),
                            condition.due().map(LocalDate::toString).orElse(""),
                            condition.text()));
            conditions.print(channel);
        }
    }

    private static void proposed(Proposal proposal, Project project, Terminal.Channel channel) {
        channel.line("  " + proposal.id() + "  " + proposal.cause() + ", back to " + proposal.jumpBackTo());
        channel.line("              " + proposal.headline());
        proposal.changes().forEach(change -> channel.line("              " + change.describe()));
        if (project.proposals().standing(project.spec(), proposal) == ProposalDesk.Standing.SUPERSEDED) {
            channel.line("              superseded: the spec says something else by now");
        } else {
            channel.line("              volute scope accept " + proposal.id() + " --why …");
        }
    }

    private static void decided(ProposalDecision decision, Terminal.Channel channel) {
        String day = decision.at().toString().substring(0, 10);
        channel.line("  " + decision.proposal().id() + "  "
                + decision.supersededBy()
                        .map(id -> "superseded by " + id + " on " + day)
                        .orElseGet(() -> decision.word().toLowerCase(Locale.ROOT) + " by " + decision.by() + " on "
                                + day + ": " + decision.why()));
        decision.proposal().changes().forEach(change -> channel.line("              " + change.describe()));
    }

    private static void judgedUnderOthers(CurrentScope scope, SectionVersion current, Terminal.Channel channel) {
        for (SectionVersion version : scope.versions()) {
            if (version.number() != current.number() && !version.passes().isEmpty()) {
                channel.line("  pass "
                        + version.passes().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + "  judged under scope " + version.number() + " (volute scope diff " + version.number() + " "
                        + current.number() + ")");
            }
        }
    }
}

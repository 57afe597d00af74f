package io.volute.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.ledger.Portfolio;
import io.volute.businessanalysis.ledger.Standing;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.SpecOptions;
import io.volute.cli.project.StateOptions;
import io.volute.cli.project.Workplace;
import io.volute.cli.verb.Talk;
import io.volute.core.text.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code volute portfolio}. */
@Command(
        name = "portfolio",
        header = "Rank all projects of the database by what they brought: value, cost, net, risk, age, verdict.",
        description = {
            "Value is what grades A and B have earned by now; risk is the chance that it is below the cost. A read:"
                    + " nothing runs."
        },
        footer = {"", "Examples:", "  volute portfolio", "  volute portfolio --json"})
public final class PortfolioVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private SpecOptions specOptions;

    @Mixin
    private StateOptions stateOptions;

    /** In these surroundings. */
    public PortfolioVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = Workplace.open(surroundings, specOptions, stateOptions, talk.verbose())) {
            workplace.database();
            List<Portfolio.Row> rows = workplace.instance(Portfolio.class).rows();
            Terminal.Channel channel = surroundings.terminal().results();
            if (talk.json()) {
                Json.print(document(rows), channel);
            } else {
                print(rows, channel);
            }
            return ExitCode.DONE;
        }
    }

    private static ObjectNode document(List<Portfolio.Row> rows) {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("projects");
        for (Portfolio.Row row : rows) {
            Optional<Standing> money = row.money();
            ObjectNode item = list.addObject()
                    .put("rank", row.rank())
                    .put("project", row.project())
                    .put("model", row.model())
                    .put("asOf", row.asOf().map(Instant::toString).orElse(null))
                    .put("currency", money.map(Standing::currency).orElse(null));
            item.putObject("value")
                    .put("amount", money.map(one -> one.value().toPlainString()).orElse(null))
                    .put(
                            "low",
                            money.flatMap(one -> one.netLow()
                                            .map(low -> low + one.cost().doubleValue()))
                                    .orElse(null))
                    .put(
                            "high",
                            money.flatMap(one -> one.netHigh()
                                            .map(high -> high + one.cost().doubleValue()))
                                    .orElse(null));
            item.put("cost", money.map(one -> one.cost().toPlainString()).orElse(null))
                    .put("net", row.net().map(net -> net.toPlainString()).orElse(null))
                    .put("risk", money.flatMap(Standing::loss).orElse(null))
                    .put("months", row.months())
                    .put("verdict", row.verdict());
            money.flatMap(Standing::breakEven)
                    .ifPresent(even -> item.putObject("breakEven")
                            .put("low", even.low().orElse(null))
                            .put("median", even.median().orElse(null))
                            .put("high", even.high().orElse(null))
                            .put("by", even.by()));
        }
        return document;
    }

    private static void print(List<Portfolio.Row> rows, Terminal.Channel channel) {
        if (rows.isEmpty()) {
            channel.line("no project in this database yet (volute run)");
            return;
        }
        TextTable table = new TextTable(
                ">",
                "project",
                "model",
                ">value",
                ">cost",
                ">net",
                ">from",
                ">to",
                ">risk of loss",
                "pays back",
                ">months",
                "verdict");
        for (Portfolio.Row row : rows) {
            Optional<Standing> money = row.money();
            table.row(
                    String.valueOf(row.rank()),
                    row.project(),
                    row.model(),
                    money.map(one -> Numbers.amount(one.value(), one.currency()))
                            .orElse(""),
                    money.map(one -> Numbers.amount(one.cost(), one.currency())).orElse(""),
                    money.flatMap(one -> row.net().map(net -> Numbers.amount(net, one.currency())))
                            .orElse("nothing booked"),
                    money.flatMap(Standing::netLow).map(Numbers::rounded).orElse(""),
                    money.flatMap(Standing::netHigh).map(Numbers::rounded).orElse(""),
                    money.flatMap(Standing::loss).map(Numbers::percent).orElse(""),
                    money.flatMap(Standing::breakEven)
                            .map(even -> even.median().orElse("after " + even.by()))
                            .orElse(""),
                    money.isPresent() ? String.valueOf(row.months()) : "",
                    row.verdict());
        }
        table.print(channel);
    }
}

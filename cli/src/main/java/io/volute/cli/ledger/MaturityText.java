package io.volute.cli.ledger;

import io.volute.businessanalysis.ledger.Maturity;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.core.text.Numbers;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.util.Locale;

/** How the loop matures, for people. */
final class MaturityText {
    private MaturityText() {}

    static void print(Maturity maturity, Terminal.Channel channel) {
        if (!maturity.passes().isEmpty()) {
            channel.line("");
            TextTable passes = new TextTable("turn", "outcome", "decides from", ">days to it", ">hours of people");
            maturity.passes()
                    .forEach(turn -> passes.row(
                            turn.asOf().toString().substring(0, 10),
                            turn.outcome().toLowerCase(Locale.ROOT),
                            turn.firstSlot().orElse(""),
                            turn.leadDays().map(String::valueOf).orElse(""),
                            turn.hours().map(BigDecimal::toPlainString).orElse("")));
            passes.print(channel);
        }
        if (maturity.quarters().stream()
                .anyMatch(quarter -> quarter.costPerThousand().isPresent())) {
            channel.line("");
            TextTable quarters =
                    new TextTable("quarter", ">predictions", ">cost of 1,000", ">machines", ">hours of people");
            maturity.quarters()
                    .forEach(quarter -> quarters.row(
                            quarter.quarter(),
                            Numbers.count(quarter.predictions()),
                            quarter.costPerThousand().map(Numbers::rounded).orElse(""),
                            quarter.computePerThousand().map(Numbers::rounded).orElse(""),
                            quarter.hoursPerThousand().map(Numbers::plain).orElse("")));
            quarters.print(channel);
        }
        if (!maturity.passes().isEmpty() || !maturity.releases().isEmpty()) {
            channel.line("");
            channel.line("  cost of a release   " + learning(maturity));
        }
    }

    private static String learning(Maturity maturity) {
        if (maturity.rate() instanceof Estimate rate) {
            return Numbers.percent(rate.estimate()) + " of itself after twice as many releases (95 %: "
                    + Numbers.percent(rate.low()) + " to " + Numbers.percent(rate.high()) + ")";
        }
        return "learning rate not told: "
                + maturity.rate().refusal().map(Refused::message).orElse("");
    }
}

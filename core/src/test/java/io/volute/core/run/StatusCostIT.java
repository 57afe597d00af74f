package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/** What it costs to ask for the status as the history grows. */
final class StatusCostIT {
    /** What one status took. */
    private record Cost(int slots, int addresses, long resolutions, int statements) {}

    private static Cost cost(Story story, int slots) {
        return story.engine((engine, spec) -> {
            var statements = new AtomicInteger();
            engine.database().jdbi().setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements.incrementAndGet();
                }
            });
            Staleness staleness = engine.staleness(spec);
            int addresses = staleness.walk().size();
            return new Cost(slots, addresses, staleness.resolutions(), statements.get());
        });
    }

    @Test
    void scenario32StatusResolvesEachAddressOnceInAConstantNumberOfStatements() {
        List<Cost> costs = new ArrayList<>();
        try (Story few = Story.begin();
                Story more = Story.november();
                Story many = Story.told()) {
            few.replay("2000-01", "2000-02");
            costs.add(cost(few, 2));
            costs.add(cost(more, 11));
            costs.add(cost(many, 31));
        }

        // Facts with a head are fresh whatever their inputs say: nobody resolves them.
        assertThat(costs).allSatisfy(cost -> assertThat(cost.resolutions()).isEqualTo(cost.addresses() - cost.slots()));
        assertThat(costs.get(2).addresses() - costs.get(1).addresses()).isEqualTo(3 * (31 - 11));
        assertThat(costs).extracting(Cost::statements).containsOnly(costs.get(0).statements());
    }
}

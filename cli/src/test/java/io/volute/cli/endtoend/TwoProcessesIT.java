package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.Checkpoint.Moment;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Several commands at once on one project: they share its server, take turns, and compute nothing twice. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TwoProcessesIT {
    private static final String WAITING = "another run of this project is going on";

    @TempDir
    private static Path temporary;

    private static Checkout checkout;

    @BeforeAll
    static void copyTheExample() {
        checkout = Checkout.small(temporary);
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    @Test
    @Order(1)
    void twoFirstRunsAtOnceComputeEachStepOnce() throws Exception {
        Running one = Running.start(checkout, "run", "--as-of", "2000-01-01", "--json");
        Running other = Running.start(checkout, "run", "--as-of", "2000-01-01", "--json");
        List<Outcome> both = List.of(one.finish().exits(0), other.finish().exits(0));

        List<String> computed =
                both.stream().flatMap(outcome -> computed(outcome).stream()).toList();
        assertThat(computed).doesNotHaveDuplicates().contains("modeling.train logistic", "business-analysis.report");
        try (StoredRows rows = StoredRows.embedded(checkout)) {
            assertThat(rows.number("select count(*) from core.step_run where kind = 'COMPUTED'"))
                    .isEqualTo(computed.size());
            assertThat(rows.number("select count(*) from core.result")).isEqualTo(computed.size());
            assertThat(rows.number("select count(*) from core.result where attempt > 0 or epoch > 1"))
                    .isZero();
            assertThat(rows.number("select count(*) from core.pass")).isOne();
        }
    }

    private static List<String> computed(Outcome outcome) {
        return outcome.json().path("steps").findParents("step").stream()
                .filter(step -> step.path("status").asText().equals("COMPUTED"))
                .map(step ->
                        (step.path("step").asText() + " " + step.path("key").asText()).strip())
                .toList();
    }

    @Test
    @Order(2)
    void twoWorkersAndACronCallOnOneSlotMakeOneRunAndTwoSkips() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (Gate gate = new Gate(temporary)) {
            Checkout held = gate.at(Moment.OPEN, 1, checkout);
            List<Running> three = List.of(
                    Running.start(held, "worker", "--once", "--until", "2000-02-01"),
                    Running.start(held, "worker", "--once", "--until", "2000-02-01"),
                    Running.start(held, "run", "--slot", "2000-01"));
            // The first opens the slot when the others have seen that it is missing, and wait for their turn.
            try (Socket first = gate.arrival()) {
                assertThat(first.isConnected()).isTrue();
                awaitTwo(three);
            }
            for (Running running : three) {
                outcomes.add(running.finish().exits(0));
            }
        }

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.out().contains("  0 computed, "))
                .hasSize(2);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.out().contains("  2000-01     monthly     skipped"))
                .hasSize(2);
        try (StoredRows rows = StoredRows.embedded(checkout)) {
            assertThat(rows.number("select count(*) from core.run where slot = '2000-01'"))
                    .isOne();
            assertThat(rows.texts("select why from core.slot_skip where job = 'monthly' and slot = '2000-01'"))
                    .hasSize(2)
                    .allMatch(why -> why.matches("run \\d+ has it"));
            assertThat(rows.number("select count(*) from core.result where attempt > 0 or epoch > 1"))
                    .isZero();
        }
    }

    /** Two of the three say that they wait; the one that does not is at work. */
    private static void awaitTwo(List<Running> three) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletionService<Running> waiting = new ExecutorCompletionService<>(threads);
            for (Running running : three) {
                waiting.submit(() -> {
                    running.says(WAITING);
                    return running;
                });
            }
            waiting.take().get();
            waiting.take().get();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Order(3)
    void aRunThatWaitsTakesOverWhatAKilledOneLeft() throws Exception {
        try (Gate gate = new Gate(temporary);
                StoredRows rows = StoredRows.embedded(checkout)) {
            long before = rows.number("select count(*) from core.result");
            Running doomed =
                    Running.start(gate.at(Moment.RUN, 3, checkout), "worker", "--once", "--until", "2000-03-01");
            try (Socket arrived = gate.arrival()) {
                assertThat(arrived.isConnected()).isTrue();
                Running heir = Running.start(checkout, "worker", "--once", "--until", "2000-03-01");
                heir.says(WAITING);
                assertThat(doomed.kill().finish().exit()).isEqualTo(137);
                heir.finish().exits(0);
            }
            assertThat(rows.number("select count(*) from core.run where slot = '2000-02'"))
                    .isOne();
            assertThat(rows.number("select count(*) from core.run where state <> 'DONE'"))
                    .isZero();
            assertThat(rows.number("select count(*) from core.result where state <> 'DONE' or attempt > 0"))
                    .isZero();
            // Twice claimed, once computed.
            assertThat(rows.number("select count(*) from core.result where epoch = 2"))
                    .isOne();
            assertThat(rows.number("select count(*) from core.result"))
                    .isGreaterThan(before)
                    .isEqualTo(rows.number("select count(*) from core.step_run where kind = 'COMPUTED'"));
            assertThat(Stream.of(checkout.volute("status", "--json").exits(0).json())
                            .flatMap(status -> status.path("steps").findValuesAsText("state").stream()))
                    .containsOnly("FRESH");
        }
    }
}

package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.run.Checkpoint.Moment;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What stops a run politely: a signal, {@code db stop}, the server's own shutdown. Each month is stopped in its way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class StopIT {
    private static final int INTERRUPTED = 130;
    private static final int OUTSIDE = 4;

    @TempDir
    private static Path temporary;

    private static Checkout checkout;

    @BeforeAll
    static void openFirstPass() {
        checkout = Checkout.small(temporary);
        checkout.volute("db", "start").exits(0);
        checkout.volute("run", "--as-of", "2000-01-01").exits(0);
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    @Test
    @Order(1)
    void workerEndsItsStepAtSigtermAndResumeGoesOn() throws Exception {
        try (Gate gate = new Gate(temporary)) {
            Running worker = Running.start(gate.at(Moment.RUN, 2, checkout), "worker", "--until", "2000-02-01");
            try (Socket arrived = gate.arrival()) {
                assertThat(arrived.isConnected()).isTrue();
                worker.terminate();
            }
            assertStopped(worker.finish().exits(INTERRUPTED), "2000-01");
        }
    }

    @Test
    @Order(2)
    void backfillEndsItsStepAtCtrlCAndResumeGoesOn() throws Exception {
        try (Gate gate = new Gate(temporary)) {
            Running backfill = Running.start(
                    gate.at(Moment.PUBLISH, 1, checkout), "backfill", "--from", "2000-02", "--to", "2000-03");
            try (Socket arrived = gate.arrival()) {
                assertThat(arrived.isConnected()).isTrue();
                backfill.interrupt();
            }
            assertStopped(backfill.finish().exits(INTERRUPTED), "2000-02");
            // The command, not only its run.
            assertThat(checkout.volute("history", "--runs").exits(0).out()).contains("2000-03");
        }
    }

    @Test
    @Order(3)
    void workerThatWaitsForTheNextSlotEndsAtOnce() throws Exception {
        Running worker = Running.start(checkout, "worker", "--until", "2000-04-01", "--every", "3600");
        worker.says("worker of birdstrikes");

        assertThat(worker.terminate().finish().exits(INTERRUPTED).err()).isEmpty();
    }

    private static void assertStopped(Outcome outcome, String slot) {
        assertThat(outcome.err()).contains("interrupted: finished steps are kept (go on with: volute resume)");
        assertThat(checkout.volute("history", "--runs").exits(0).out()).containsPattern(slot + " +running");
        resume();
        assertThat(checkout.volute("history", "--runs").exits(0).out()).containsPattern(slot + " +done");
    }

    private static void resume() {
        Outcome resumed = checkout.volute("resume").exits(0);
        assertThat(resumed.out()).containsPattern("[1-9]\\d* computed");
        assertThat(checkout.volute("resume").exits(0).out()).contains("nothing to resume");
        checkout.volute("status", "--json")
                .exits(0)
                .json()
                .path("steps")
                .forEach(step -> assertThat(step.path("state").asText())
                        .as(step.toString())
                        .isEqualTo("FRESH"));
    }

    @Test
    @Order(4)
    void dbStopDoesNotPullTheServerFromUnderARun() throws Exception {
        try (Gate gate = new Gate(temporary)) {
            Running run = Running.start(gate.at(Moment.RUN, 1, checkout), "run", "--slot", "2000-04");
            try (Socket arrived = gate.arrival()) {
                assertThat(arrived.isConnected()).isTrue();
                assertThat(checkout.volute("db", "stop").exits(OUTSIDE).err())
                        .contains("the server is in use by another process and stops with it");
            }
            run.finish().exits(0);
            assertThat(checkout.volute("db", "status").exits(0).out()).contains("stopped");
        }
    }

    @Test
    @Order(5)
    void aServerThatIsShutDownInTheMiddleIsSaidAndResumeGoesOn() throws Exception {
        try (Gate gate = new Gate(temporary)) {
            Running run = Running.start(gate.at(Moment.COMMIT, 2, checkout), "run", "--slot", "2000-05");
            try (Socket arrived = gate.arrival()) {
                assertThat(arrived.isConnected()).isTrue();
                shutDown();
            }
            Outcome stopped = run.finish().exits(OUTSIDE);
            assertThat(stopped.err())
                    .contains(
                            "the database postgresql://",
                            "does not answer",
                            "nothing is half-written",
                            "volute resume");
            resume();
        }
    }

    /** As an administrator does it, or the machine that goes down. */
    private static void shutDown() throws Exception {
        List<String> lines = Files.readAllLines(checkout.file(".volute/postgres/data/postmaster.pid"));
        ProcessHandle server = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
        new ProcessBuilder("kill", "-INT", lines.get(0)).start().waitFor();
        server.onExit().join();
    }
}

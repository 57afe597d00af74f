package io.volute.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.event.RunEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run prints while it goes on, where nobody watches live. */
final class RunScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final RunScreen screen = new RunScreen(channel(), false, 100, () -> 0L);

    private Terminal.Channel channel() {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, false, false, true, 100, new Redactor()).results();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysOnceThatItWaitsForAnotherRun() {
        screen.on(new RunEvent.Waited("another run of this project is going on"));
        screen.on(new RunEvent.Waited("another run of this project is going on"));

        assertThat(printed()).isEqualTo("waiting: another run of this project is going on\n");
    }

    @Test
    void tellsOfAFailedStepTheFirstLineSinceAllOfItStandsBelowTheRun() {
        screen.on(new RunEvent.StepEnded(
                "data-engineering.ingest",
                "",
                "",
                "FAILED",
                Duration.ZERO,
                "a.csv:2:1: 3 cells (expected: 14)\nfix: deliver it again",
                List.of()));

        assertThat(printed()).contains("ingest", "failed   a.csv:2:1: 3 cells").doesNotContain("fix");
    }
}

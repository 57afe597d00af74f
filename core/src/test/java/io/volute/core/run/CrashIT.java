package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.run.story.Story;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that die at any moment end, once taken up, with the rows of a story that nothing disturbed. */
final class CrashIT {
    private static final long SEED = 20_000_101L;
    private static final String FROM = "2000-12";
    private static final String TO = "2001-01";

    /** What the story becomes when nobody dies. */
    private static final class Undisturbed {
        private static final List<String> TOLD = told();

        private static List<String> told() {
            try (Story story = Story.november()) {
                story.replay(FROM, TO);
                return story.rows().told();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void scenario25RunKilledAtAnyMomentResumesToTheSameRows(Moment moment) {
        int time = 1 + new Random(SEED + moment.name().hashCode()).nextInt(times(moment));
        try (Story story = Story.november()) {
            story.at(Kill.at(moment, time));
            assertThatThrownBy(() -> story.replay(FROM, TO)).isInstanceOf(Kill.Killed.class);

            story.bury().at(now -> {}).resume();

            assertThat(story.rows().told())
                    .as("killed at %s, time %d", moment, time)
                    .isEqualTo(Undisturbed.TOLD);
            assertThat(story.rows().number("select count(*) from core.command where state = 'RUNNING'"))
                    .isZero();
        }
    }

    /** How often a moment comes at least while three slots run. */
    private static int times(Moment moment) {
        return switch (moment) {
            case OPEN, FINISH -> 3;
            case RESOLVE -> 40;
            default -> 20;
        };
    }

    @Test
    void scenario25ProcessKilledWhileItWritesResumesToTheSameRows() throws Exception {
        var random = new Random(SEED);
        try (Story story = Story.november()) {
            for (Moment moment : List.of(Moment.PUBLISH, Moment.COMMIT)) {
                int time = 1 + random.nextInt(8);
                killChild(story, moment, time);
            }

            story.resume();

            assertThat(story.rows().told()).isEqualTo(Undisturbed.TOLD);
        }
    }

    /** Starts a process that replays, waits until it stops at the moment, and kills it with SIGKILL. */
    private static void killChild(Story story, Moment moment, int time) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dvolute.test.unsafe-database=true",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildReplay.class.getName(),
                        story.database().jdbcUrl().substring("jdbc:".length()),
                        story.database().user(),
                        story.folder().toString(),
                        moment.name(),
                        Integer.toString(time),
                        FROM,
                        TO)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            child.getOutputStream()
                    .write((story.database().password().value() + "\n").getBytes(StandardCharsets.UTF_8));
            child.getOutputStream().flush();
            assertThat(lines.lines().anyMatch(ChildReplay.STOPPED::equals)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}

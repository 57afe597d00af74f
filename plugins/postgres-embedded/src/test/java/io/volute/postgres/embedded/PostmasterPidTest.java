package io.volute.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterPidTest {
    /** As PostgreSQL 18 writes it, with sockets off: line 5 is empty, line 7 has two numbers, line 8 is padded. */
    private static final String LIVE = """
            4711
            /home/ann/strikes/.volute/postgres/data
            1767225600
            42757

            127.0.0.1
                65798         5
            ready\s\s\s
            """;

    @Test
    void readsALiveServer() {
        assertThat(PostmasterPid.parse(LIVE))
                .contains(new PostmasterPid(4711, OptionalInt.of(42757), PostmasterPid.State.READY));
    }

    @ParameterizedTest
    @CsvSource({"ready,READY", "standby,READY", "starting,STARTING", "stopping,STOPPING"})
    void readsTheState(String word, PostmasterPid.State state) {
        assertThat(PostmasterPid.parse(LIVE.replace("ready", word))
                        .orElseThrow()
                        .state())
                .isEqualTo(state);
    }

    @Test
    void takesAYoungFileForAServerThatStarts() {
        String young = LIVE.substring(0, LIVE.indexOf("127.0.0.1"));
        PostmasterPid pid = PostmasterPid.parse(young).orElseThrow();
        assertThat(pid.state()).isEqualTo(PostmasterPid.State.STARTING);
        assertThat(pid.port()).hasValue(42757);
    }

    @Test
    void everyPrefixIsEitherNothingOrTheSameServer() {
        for (int end = 0; end < LIVE.length(); end++) {
            PostmasterPid.parse(LIVE.substring(0, end)).ifPresent(pid -> {
                assertThat(pid.pid()).isEqualTo(4711);
                assertThat(pid.port().orElse(42757)).isEqualTo(42757);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "4711\n", "4711\n/data\n", "x\n/data\n1\n", "4711\n/data\nx\n", "-4711\n/data\n1\n"})
    void refusesWhatIsNoServersFile(String text) {
        assertThat(PostmasterPid.parse(text)).isEmpty();
    }

    @Test
    void ignoresAPortThatCannotBe() {
        assertThat(PostmasterPid.parse("4711\n/data\n1\n70000\n").orElseThrow().port())
                .isEmpty();
    }
}

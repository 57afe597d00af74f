package io.volute.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLocksTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path home;

    @Test
    void onlyTheLastOfSeveralUsersIsTheLast() {
        HomeLocks locks = HomeLocks.of(home);
        try (HomeLocks.Start start = locks.lockStart(LIMIT)) {
            assertThat(start.inUse()).isFalse();
            start.enter();
            start.enter();
            assertThat(start.inUse()).isTrue();
            assertThat(start.usedElsewhere()).isFalse();
            assertThat(start.leave()).isFalse();
            assertThat(start.leave()).isTrue();
            assertThat(start.inUse()).isFalse();
        }
    }

    @Test
    void thereIsOneObjectForEachFolderHoweverItIsNamed() {
        assertThat(HomeLocks.of(home.resolve("../" + home.getFileName()))).isSameAs(HomeLocks.of(home));
    }

    @Test
    void aSecondThreadWaitsForTheStartLockAndSaysSoWhenItHasHadEnough() {
        HomeLocks locks = HomeLocks.of(home);
        try (HomeLocks.Start start = locks.lockStart(LIMIT)) {
            CompletableFuture<HomeLocks.Start> second =
                    CompletableFuture.supplyAsync(() -> locks.lockStart(Duration.ofMillis(20)));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(second::join)
                    .withMessageContaining("starting or stopping the embedded PostgreSQL");
            assertThat(start.inUse()).isFalse();
        }
        locks.lockStart(LIMIT).close();
    }
}

package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArtifactCacheTest {
    private final ArtifactCache cache = new ArtifactCache(10_000);

    @Test
    void dropsWhatWasNotAskedForLongestWhenTheFilesTakeMoreThanTheRoom() {
        cache.put(String.class, digest("a"), "a", 3_000);
        cache.put(String.class, digest("b"), "b", 3_000);
        assertThat(cache.find(String.class, digest("a"))).contains("a");

        cache.put(String.class, digest("c"), "c", 3_000);

        assertThat(cache.find(String.class, digest("a"))).contains("a");
        assertThat(cache.find(String.class, digest("b"))).isEmpty();
        assertThat(cache.find(String.class, digest("c"))).contains("c");
    }

    @Test
    void keepsTheOthersRatherThanOneThatTakesMostOfTheRoom() {
        cache.put(String.class, digest("a"), "a", 10);

        cache.put(String.class, digest("large"), "large", 6_000);

        assertThat(cache.find(String.class, digest("a"))).contains("a");
        assertThat(cache.find(String.class, digest("large"))).isEmpty();
    }

    @Test
    void countsAValueOnceHoweverOftenItIsPut() {
        for (int i = 0; i < 20; i++) {
            cache.put(String.class, digest("a"), "a", 3_000);
        }
        cache.put(String.class, digest("b"), "b", 3_000);

        assertThat(cache.find(String.class, digest("a"))).contains("a");
        assertThat(cache.find(String.class, digest("b"))).contains("b");
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

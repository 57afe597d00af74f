package io.volute.statistics.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final String TEXT = "The engine ingested a large gull shortly after take-off and was shut down";

    @Test
    void joinsATypingErrorAndNotAnotherSentence() {
        assertThat(NearDuplicates.clusters(
                        List.of(TEXT, TEXT.replace("gull", "gulls"), TEXT.replace("a large gull", "two small larks"))))
                .containsExactly(0, 0, 2);
    }

    @Test
    void joinsThroughAThird() {
        String middle = TEXT + " over it";
        String end = middle + " and more so";

        assertThat(similarity(TEXT, end)).isLessThan(.8);
        assertThat(NearDuplicates.clusters(List.of(TEXT, end, middle))).containsExactly(0, 0, 0);
    }

    @Test
    void blankTextsAreLikeNothing() {
        assertThat(NearDuplicates.clusters(List.of("", " ", ""))).containsExactly(0, 1, 2);
        assertThat(NearDuplicates.clusters(List.of("ab", "ab", "ac"))).containsExactly(0, 0, 2);
    }

    /** A naive twin compares all pairs; the bands may overlook some that are just similar, and join nothing else. */
    @Test
    void joinsOnlyWhatAllPairsWouldAndNearlyAll() {
        Draws draws = Draws.of(4);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StringBuilder base = new StringBuilder();
            for (int letter = 0; letter < 120; letter++) {
                base.append((char) ('a' + draws.below(26)));
            }
            texts.add(base.toString());
            for (int edit = 0; edit < 4; edit++) {
                base.setCharAt(draws.below(120), (char) ('a' + draws.below(26)));
                texts.add(base.toString());
            }
        }
        Components all = new Components(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (similarity(texts.get(i), texts.get(j)) >= .8) {
                    all.join(i, j);
                }
            }
        }

        int[] found = NearDuplicates.clusters(texts);

        int joined = 0;
        int expected = 0;
        for (int i = 0; i < texts.size(); i++) {
            assertThat(all.find(i)).isEqualTo(all.find(found[i]));
            joined += found[i] == i ? 0 : 1;
            expected += all.find(i) == i ? 0 : 1;
        }
        assertThat(joined).isGreaterThanOrEqualTo(expected * 95 / 100);
        assertThat(expected).isGreaterThan(200);
    }

    @Test
    void doesNotDependOnTheOrder() {
        List<String> texts = new ArrayList<>(List.of(TEXT, TEXT + " over it", "gull", TEXT + " over it and more"));
        int[] forth = NearDuplicates.clusters(texts);
        Collections.reverse(texts);
        int[] back = NearDuplicates.clusters(texts);

        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(forth[i] == forth[j]).isEqualTo(back[3 - i] == back[3 - j]);
            }
        }
    }

    private static double similarity(String a, String b) {
        Set<String> first = grams(a);
        Set<String> second = grams(b);
        Set<String> both = new HashSet<>(first);
        both.retainAll(second);
        return (double) both.size() / (first.size() + second.size() - both.size());
    }

    private static Set<String> grams(String text) {
        Set<String> grams = new HashSet<>();
        for (int at = 0; at + 5 <= text.length(); at++) {
            grams.add(text.substring(at, at + 5).toLowerCase(Locale.ROOT));
        }
        return grams;
    }
}

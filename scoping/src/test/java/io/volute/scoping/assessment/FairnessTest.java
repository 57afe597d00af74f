package io.volute.scoping.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.scoping.objective.HarmSpec;
import io.volute.scoping.threshold.Threshold;
import io.volute.scoping.threshold.Threshold.Limit;
import io.volute.statistics.random.SplitMix;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S13 where a column holds groups of people. The rule acts on large ones: on 30 of 100 rows, and misses 2 of 10 events. */
class FairnessTest {
    private final Asked asked = new Asked().complete().strikes();

    private static HarmSpec harm(String... groups) {
        return new HarmSpec(List.of("p"), List.of("m"), Optional.empty(), List.of(), Optional.of(List.of(groups)));
    }

    /** A group for each row, by its number over all months and its size. */
    private void grouped(String column, BiFunction<Integer, String, String> group) {
        int[] before = {0};
        asked.examples.replaceAll((slot, rows) -> {
            int n = rows.rows().rows();
            Column.Builder values = Column.builder(column, ColumnType.TEXT, n);
            for (int row = 0; row < n; row++) {
                values.add(
                        group.apply(before[0] + row, rows.rows().column("size").textAt(row)));
            }
            before[0] += n;
            return new Examples(rows.rows().with(values.build()));
        });
    }

    private static boolean lot(int row, double share) {
        return SplitMix.u(row, 7) < share;
    }

    @Test
    void groupsThatHaveNothingToDoWithAnythingAreTreatedAlike() {
        grouped("sex", (row, size) -> lot(row, .5) ? "a" : "b");
        asked.harm = Optional.of(harm("sex"));

        ScopeCheck check = asked.check("S13");

        assertThat(check.status()).isEqualTo("PASS");
        assertThat(check.measured().orElseThrow().value()).isBetween(.8, 1.0);
        assertThat(check.value())
                .contains("sex: one feature alone tells a group by an AUC of 0.5", "of 2 groups", "of their events");
    }

    /** Of the large ones two in three are a, of the small one in three: acted on by .462 and .176, a ratio of .38. */
    @Test
    void oneActedOnFarLessOftenWarnsAndNoValueIsShown() {
        grouped("sex", (row, size) -> lot(row, size.equals("Large") ? 2 / 3.0 : 1 / 3.0) ? "alpha" : "beta");
        asked.harm = Optional.of(harm("sex"));

        ScopeCheck check = asked.check("S13");

        assertThat(check.status()).isEqualTo("WARN");
        assertThat(check.measured().orElseThrow().value()).isCloseTo(.38, within(.08));
        assertThat(check.measured().orElseThrow().threshold()).contains(.8);
        assertThat(check.value()).doesNotContain("alpha", "beta");
        assertThat(asked.limit(Threshold.SELECTION, Limit.WARN, .1).check("S13").status())
                .isEqualTo("PASS");
    }

    @Test
    void aFeatureThatStandsForAGroupWarnsAlthoughTheRuleDoesNotLookAtIt() {
        grouped("sex", (row, size) -> lot(row, .5) ? "a" : "b");
        grouped("title", (row, size) -> lot(row, .5) ? "Mr" : "Ms");
        asked.harm = Optional.of(harm("sex"));

        assertThat(asked.check("S13").status()).isEqualTo("WARN");
        assertThat(asked.check("S13").value()).contains("sex: one feature alone tells a group by an AUC of 1");
        assertThat(asked.limit(Threshold.GROUP_AUC, Limit.WARN, 1).check("S13").status())
                .isEqualTo("PASS");
        asked.harm = Optional.of(harm("sex", "title"));
        asked.thresholds = Optional.empty();
        assertThat(asked.check("S13").status())
                .as("groups are no features of each other")
                .isEqualTo("PASS");
    }

    /** The naive way learns and judges on the same rows, by which a ticket's number tells every group. */
    @Test
    void aTextThatIsDifferentInEachRowTellsNothing() {
        grouped("sex", (row, size) -> lot(row, .5) ? "a" : "b");
        grouped("ticket", (row, size) -> "t" + row);
        asked.harm = Optional.of(harm("sex"));

        assertThat(asked.check("S13").status()).isEqualTo("PASS");
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        grouped("sex", (row, size) -> lot(row, .5) ? "a" : "b");
        grouped("title", (row, size) -> lot(row, .5) == lot(row, .9) ? "Mr" : "Ms");
        asked.harm = Optional.of(harm("sex"));
        ScopeCheck check = asked.check("S13");
        asked.examples.replaceAll((slot, rows) -> new Examples(rows.rows()
                .pick(IntStream.range(0, rows.rows().rows())
                        .map(row -> rows.rows().rows() - 1 - row)
                        .toArray())));
        assertThat(asked.check("S13")).isEqualTo(check);
    }

    @Test
    void fewRowsAndUnknownColumnsAreNoPass() {
        grouped("sex", (row, size) -> row < 50 ? "a" : "b");
        asked.harm = Optional.of(harm("sex"));
        assertThat(asked.check("S13").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S13").value()).contains("sex: fewer than two groups of 100 rows");
        asked.harm = Optional.of(harm("gender"));
        assertThat(asked.check("S13").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S13").value()).contains("column gender: not there");
    }

    /** Leaving it out would be a pass that says nothing of those who are few. */
    @Test
    void aGroupTooSmallToBeComparedBesideOthersIsNoPass() {
        grouped("sex", (row, size) -> row < 50 ? "few" : lot(row, .5) ? "a" : "b");
        asked.harm = Optional.of(harm("sex"));
        ScopeCheck check = asked.check("S13");
        assertThat(check.status()).isEqualTo("UNKNOWN");
        assertThat(check.value())
                .contains("sex: 1 group has fewer than 100 rows and cannot be compared", "of 2 groups")
                .doesNotContain("few,");
    }

    @Test
    void rowsThatAreNotThereAreNoPass() {
        asked.examples.clear();
        asked.truth.clear();
        assertThat(asked.check("S13").status()).isEqualTo("UNKNOWN");
        assertThat(asked.check("S13").value()).isEqualTo("no row could be looked at");
    }

    @Test
    void groupsOfPeopleWhereNoDecisionIsAboutOneAreRefused() {
        assertThatThrownBy(() -> new HarmSpec(
                        List.of("p"), List.of("m"), Optional.of("aircraft"), List.of(), Optional.of(List.of("sex"))))
                .hasMessageStartingWith("groups: of people, beside no-people");
    }
}

package io.volute.monitoring.drift;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.stage.ContractKit;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.monitoring.drift.Comparison.Kind;
import io.volute.statistics.Significance;
import io.volute.statistics.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What every drift test must hold, for numbers and for categories; for authors of drift tests. */
public final class DriftTestContract implements ContractKit {
    private static final double LEVEL = .05;
    private static final int LOOKS = 200;
    /** One in twenty is promised; more than this by chance once in 500 kits. */
    private static final int ALARMS_MAX = 20;

    private static final int WINDOWS = 4;
    private static final int ROWS = 300;

    private final DriftTest test;
    private final Record options;

    /** A drift test with options under which {@value #ROWS} rows in each of {@value #WINDOWS} windows are enough. */
    public DriftTestContract(DriftTest test, Record options) {
        this.test = test;
        this.options = options;
    }

    @Override
    public List<Behaviour> behaviours() {
        List<Behaviour> behaviours = new ArrayList<>(ContractKit.ofEvery(test, options));
        behaviours.addAll(List.of(
                new Behaviour("raisesNoMoreFalseAlarmsThanItPromises", this::falseAlarms),
                new Behaviour("findsOtherNumbers", () -> finds(Kind.DISTRIBUTION, number(0, 0, 0), number(9, 1.5, 0))),
                new Behaviour(
                        "findsOtherCategories", () -> finds(Kind.DISTRIBUTION, category(0, 0, 0), category(9, .5, 0))),
                new Behaviour("findsThatValuesVanish", () -> finds(Kind.MISSING, number(0, 0, .05), number(9, 0, .6))),
                new Behaviour("saysTheSameOfTheSameColumns", this::same),
                new Behaviour("doesNotMindTheOrderOfRows", this::order),
                new Behaviour("refusesInWordsWhereThereIsNothing", this::nothing),
                new Behaviour("findsLargeChangesMoreSurelyThanSmallOnes", this::power)));
        return behaviours;
    }

    private void falseAlarms() {
        int numbers = 0;
        int categories = 0;
        for (int look = 0; look < LOOKS; look++) {
            int first = look * (WINDOWS + 1);
            numbers += alarm(windows(first, true), number(first + WINDOWS, 0, 0)) ? 1 : 0;
            categories += alarm(windows(first, false), category(first + WINDOWS, 0, 0)) ? 1 : 0;
        }
        require(numbers <= ALARMS_MAX, numbers + " false alarms in " + LOOKS + " looks at numbers (expected: 1 in 20)");
        require(
                categories <= ALARMS_MAX,
                categories + " false alarms in " + LOOKS + " looks at categories (expected: 1 in 20)");
    }

    private void finds(Kind kind, Column like, Column current) {
        List<Column> reference = IntStream.range(0, WINDOWS)
                .mapToObj(window -> like.type() == ColumnType.DOUBLE
                        ? number(window, 0, share(like))
                        : category(window, 0, share(like)))
                .toList();
        Comparison comparison =
                compare(reference, current, kind).orElseThrow(() -> new AssertionError("no comparison of " + kind));
        Significance found = comparison
                .tested()
                .tested()
                .orElseThrow(() -> new AssertionError(comparison.tested() + " (expected: a test)"));
        require(found.p() < .001, "p " + found.p() + " for a large change (expected: below 0.001)");
        require(comparison.effect() > 0, "effect " + comparison.effect() + " (expected: above 0)");
        require(!comparison.words().isBlank(), "nothing said of what changed");
    }

    private void same() {
        List<Column> reference = windows(0, true);
        Column current = number(9, .3, .1);
        require(
                told(test.compare(reference, current, options)).equals(told(test.compare(reference, current, options))),
                "two comparisons differ");
    }

    private void order() {
        List<Column> reference = windows(0, true);
        Column current = number(9, .3, .1);
        int[] backwards = IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();
        List<Column> turned =
                reference.stream().map(column -> column.pick(backwards)).toList();
        require(
                told(test.compare(reference, current, options))
                        .equals(told(test.compare(turned, current.pick(backwards), options))),
                "another order of rows is judged otherwise");
    }

    private void nothing() {
        Column empty = number(9, 0, 0).pick(new int[0]);
        for (Comparison comparison : test.compare(windows(0, true), empty, options)) {
            require(comparison.tested().tested().isEmpty(), comparison.tested() + " (expected: a refusal)");
        }
        for (Comparison comparison : test.compare(List.of(), number(9, 0, 0), options)) {
            require(comparison.tested().tested().isEmpty(), comparison.tested() + " (expected: a refusal)");
        }
    }

    private void power() {
        Comparison comparison = compare(windows(0, true), number(9, 0, 0), Kind.DISTRIBUTION)
                .orElseThrow(() -> new AssertionError("no comparison of values"));
        double small = comparison.power().of(.02, LEVEL);
        double large = comparison.power().of(.5, LEVEL);
        require(small >= 0 && large <= 1, "power " + small + " and " + large + " (expected: 0 to 1)");
        require(small < large, "power " + small + " for a small change, " + large + " for a large one");
    }

    private boolean alarm(List<Column> reference, Column current) {
        return compare(reference, current, Kind.DISTRIBUTION)
                .flatMap(comparison -> comparison.tested().tested())
                .filter(found -> found.below(LEVEL))
                .isPresent();
    }

    private Optional<Comparison> compare(List<Column> reference, Column current, Kind kind) {
        return test.compare(reference, current, options).stream()
                .filter(comparison -> comparison.kind() == kind)
                .findFirst();
    }

    /** All but the function, which has no equal. */
    private static List<String> told(List<Comparison> comparisons) {
        return comparisons.stream()
                .map(comparison -> comparison.kind() + " " + comparison.tested() + " " + comparison.effect() + " "
                        + comparison.dispersion() + " " + comparison.referenceRows() + " "
                        + comparison.currentRows() + " " + comparison.words())
                .toList();
    }

    private static double share(Column column) {
        return (double) column.missing() / column.rows();
    }

    private static List<Column> windows(int first, boolean numbers) {
        return IntStream.range(first, first + WINDOWS)
                .mapToObj(window -> numbers ? number(window, 0, 0) : category(window, 0, 0))
                .toList();
    }

    private static Column number(int window, double shift, double missing) {
        Draws draws = Draws.of(13, window);
        Column.Builder column = Column.builder("x", ColumnType.DOUBLE, ROWS);
        for (int row = 0; row < ROWS; row++) {
            double value = draws.normal(shift, 1);
            if (draws.uniform() < missing) {
                column.addMissing();
            } else {
                column.add(value);
            }
        }
        return column.build();
    }

    private static Column category(int window, double shift, double missing) {
        Draws draws = Draws.of(17, window);
        Column.Builder column = Column.builder("x", ColumnType.TEXT, ROWS);
        for (int row = 0; row < ROWS; row++) {
            String value = draws.uniform() < shift ? "a" : "c" + draws.below(5);
            if (draws.uniform() < missing) {
                column.addMissing();
            } else {
                column.add(value);
            }
        }
        return column.build();
    }
}

package io.volute.testing;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Split;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.run.Slot;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The example's strikes as data engineering would hand them over, read without it: one slot a month, codes {@code B} and
 * {@code C} without a label, labels known after 30 days.
 */
public final class Birdstrikes {
    private static final String DAMAGE = "Effect Amount of damage";
    private static final String SPEED = "Speed IAS in knots";
    private static final String DATE = "Flight Date";
    private static final List<String> CATEGORIES = List.of(
            "Airport Name",
            "Aircraft Make Model",
            "Aircraft Airline Operator",
            "Origin State",
            "Phase of flight",
            "Wildlife Size",
            "Wildlife Species",
            "Time of day");

    private final List<Map<String, String>> strikes;

    private Birdstrikes(List<Map<String, String>> strikes) {
        this.strikes = strikes;
    }

    /** All of them. */
    public static Birdstrikes read() throws IOException {
        List<Map<String, String>> strikes = new ArrayList<>();
        List<String> lines = Files.readAllLines(file(), StandardCharsets.UTF_8);
        List<String> header = fields(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            List<String> values = fields(line);
            Map<String, String> strike = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                strike.put(header.get(i), values.get(i));
            }
            strikes.add(strike);
        }
        return new Birdstrikes(strikes);
    }

    /** All strikes as they stand in the file, in its order: texts by column. */
    public List<Map<String, String>> strikes() {
        return strikes.stream().map(Map::copyOf).toList();
    }

    /** Names of the columns with categories. */
    public static List<String> categories() {
        return CATEGORIES;
    }

    /** Strikes before the date, by month. */
    public SortedMap<Slot, Examples> examples(LocalDate before) {
        return byMonth(before, (number, strike) -> true, this::examples);
    }

    /** Labels known by the date, by month of the strike. */
    public SortedMap<Slot, Truth> truth(LocalDate by) {
        return byMonth(
                by,
                (number, strike) -> !Set.of("B", "C").contains(strike.get(DAMAGE))
                        && !day(strike).plusDays(30).isAfter(by),
                this::truth);
    }

    /** Five full years before the date. */
    public static Split split(LocalDate asOf) {
        List<Split.Fold> folds = new ArrayList<>();
        for (int year = asOf.getYear() - 5; year < asOf.getYear(); year++) {
            folds.add(new Split.Fold(
                    Integer.toString(year), start(LocalDate.of(year, 1, 1)), start(LocalDate.of(year + 1, 1, 1))));
        }
        return new Split(folds, start(asOf));
    }

    /** Start of a day in UTC. */
    public static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private interface Wanted {
        boolean test(int number, Map<String, String> strike);
    }

    private interface Build<T> {
        T of(List<Integer> numbers);
    }

    private <T> SortedMap<Slot, T> byMonth(LocalDate before, Wanted wanted, Build<T> build) {
        SortedMap<Slot, List<Integer>> months = new TreeMap<>();
        for (int i = 0; i < strikes.size(); i++) {
            LocalDate day = day(strikes.get(i));
            if (day.isBefore(before)) {
                List<Integer> month =
                        months.computeIfAbsent(Slot.containing(Slot.Cadence.MONTH, day), slot -> new ArrayList<>());
                if (wanted.test(i, strikes.get(i))) {
                    month.add(i);
                }
            }
        }
        SortedMap<Slot, T> result = new TreeMap<>();
        months.forEach((slot, numbers) -> result.put(slot, build.of(numbers)));
        return result;
    }

    private Examples examples(List<Integer> numbers) {
        Column.Builder id = Column.builder(Examples.ROW_ID, ColumnType.TEXT, numbers.size());
        Column.Builder group = Column.builder(Examples.GROUP_ID, ColumnType.TEXT, numbers.size());
        Column.Builder at = Column.builder(Examples.AT, ColumnType.INSTANT, numbers.size());
        Column.Builder speed = Column.builder(SPEED, ColumnType.DOUBLE, numbers.size());
        Map<String, Column.Builder> categories = new HashMap<>();
        CATEGORIES.forEach(name -> categories.put(name, Column.builder(name, ColumnType.TEXT, numbers.size())));
        for (int number : numbers) {
            Map<String, String> strike = strikes.get(number);
            id.add(rowId(number));
            group.add(strike.toString());
            at.add(start(day(strike)));
            String knots = value(strike, SPEED);
            if (knots.isEmpty()) {
                speed.addMissing();
            } else {
                speed.add(Double.parseDouble(knots));
            }
            categories.forEach((name, column) -> column.add(value(strike, name)));
        }
        List<Column> columns = new ArrayList<>(List.of(id.build(), group.build(), at.build(), speed.build()));
        CATEGORIES.forEach(
                name -> columns.add(Objects.requireNonNull(categories.get(name)).build()));
        return new Examples(Table.of(columns));
    }

    private Truth truth(List<Integer> numbers) {
        Column.Builder id = Column.builder(Examples.ROW_ID, ColumnType.TEXT, numbers.size());
        Column.Builder knownAt = Column.builder(Truth.KNOWN_AT, ColumnType.INSTANT, numbers.size());
        Column.Builder label = Column.builder(Truth.LABEL, ColumnType.BOOL, numbers.size());
        Column.Builder damage = Column.builder(DAMAGE, ColumnType.TEXT, numbers.size());
        for (int number : numbers) {
            Map<String, String> strike = strikes.get(number);
            id.add(rowId(number));
            knownAt.add(start(day(strike)).plus(30, ChronoUnit.DAYS));
            label.add(!value(strike, DAMAGE).equals("None"));
            damage.add(value(strike, DAMAGE));
        }
        return new Truth(Table.of(List.of(id.build(), knownAt.build(), label.build(), damage.build())));
    }

    private static String rowId(int number) {
        return String.format(Locale.ROOT, "%016x", number);
    }

    private static String value(Map<String, String> strike, String name) {
        return strike.getOrDefault(name, "");
    }

    private static LocalDate day(Map<String, String> strike) {
        return LocalDate.parse(value(strike, DATE));
    }

    /** The vendored file, from whatever module the tests run in. */
    private static Path file() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path file = folder.resolve("examples/birdstrikes/data/birdstrikes.csv");
            if (Files.exists(file)) {
                return file;
            }
            folder = folder.getParent();
        }
        throw new NoSuchFileException("examples/birdstrikes/data/birdstrikes.csv");
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}

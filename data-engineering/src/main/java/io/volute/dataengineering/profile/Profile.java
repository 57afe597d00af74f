package io.volute.dataengineering.profile;

import io.volute.core.artifact.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What stands in a table.
 *
 * @param logical digest of the rows whatever their format or order
 * @param rows how many
 * @param columns in the order of the table
 * @param associations how pairs of columns go together, strongest first
 * @param duplicates rows that equal an earlier one
 * @param warnings what deserves a look
 */
public record Profile(
        Digest logical,
        long rows,
        List<OfColumn> columns,
        List<Association> associations,
        Duplicates duplicates,
        List<Warning> warnings) {
    /** Warnings that tell how many values are so, and none of them. */
    private static final Set<String> COUNTING = Set.of("constant", "id-like", "mostly-missing", "padded");

    /** Copies. */
    public Profile {
        columns = List.copyOf(columns);
        associations = List.copyOf(associations);
        warnings = List.copyOf(warnings);
    }

    /** The same without what tells values of these columns: only counts, flags and what goes together are left. */
    public Profile masking(List<String> personal) {
        return new Profile(
                logical,
                rows,
                columns.stream()
                        .map(column -> personal.contains(column.name()) ? column.masked() : column)
                        .toList(),
                associations,
                duplicates,
                warnings.stream()
                        .filter(warning -> !personal.contains(warning.column()) || COUNTING.contains(warning.code()))
                        .toList());
    }

    /**
     * One column.
     *
     * @param type as in a contract: bool, int, number, date, instant or text
     * @param n rows with a value
     * @param missing rows without one
     * @param distinct number of distinct values
     * @param exact whether they were counted; else their number is an estimate, error 0.8 %
     * @param min smallest value as it would be written; empty for text and without values
     * @param max largest value
     * @param numbers what only numbers have
     * @param texts what only text has
     * @param top the commonest values, at most 20; empty when there are more than 100,000 distinct ones
     * @param flags of {@code constant, id-like, mostly-missing, padded, skewed, outliers, personal}
     */
    public record OfColumn(
            String name,
            String type,
            long n,
            long missing,
            long distinct,
            boolean exact,
            Optional<String> min,
            Optional<String> max,
            Optional<OfNumbers> numbers,
            Optional<OfTexts> texts,
            List<Top> top,
            List<String> flags) {
        /** Copies. */
        public OfColumn {
            top = List.copyOf(top);
            flags = List.copyOf(flags);
        }

        private OfColumn masked() {
            List<String> more = new ArrayList<>(flags);
            more.add("personal");
            return new OfColumn(
                    name,
                    type,
                    n,
                    missing,
                    distinct,
                    exact,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    more);
        }
    }

    /**
     * What only numbers have.
     *
     * @param sd standard deviation, denominator n - 1
     * @param quantiles by name, {@code p01} to {@code p99}, type 7
     * @param histogram counts of 20 equal bins from min to max
     */
    public record OfNumbers(
            double min,
            double max,
            double mean,
            double sd,
            double skewness,
            long zeros,
            SortedMap<String, Double> quantiles,
            List<Long> histogram) {
        /** Copies. */
        public OfNumbers {
            histogram = List.copyOf(histogram);
        }
    }

    /** Lengths in characters, and values with blanks at an end. */
    public record OfTexts(int shortest, int longest, double meanLength, long padded) {}

    /** A value as it is written, and how often. */
    public record Top(String value, long n) {}

    /** A pair of columns; {@code kind} is {@code spearman}, {@code eta-squared} or {@code cramers-v}. */
    public record Association(String a, String b, String kind, double value) {}

    /** Rows that equal an earlier row in every column, and how many different rows stand there more than once. */
    public record Duplicates(long rows, long groups) {}

    /** What deserves a look; {@code column} is empty when it is about the whole. */
    public record Warning(String code, String column, String message) {}
}

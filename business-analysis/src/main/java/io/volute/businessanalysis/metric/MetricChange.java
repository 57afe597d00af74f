package io.volute.businessanalysis.metric;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.core.contract.metric.EventLog;
import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.statistics.Decomposed;
import io.volute.statistics.Decomposition;
import io.volute.statistics.Refused;
import io.volute.statistics.decomposition.Lmdi;
import io.volute.statistics.decomposition.RatioMix;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Why a metric moved from one period to another: by segment, what changed within each and what its changed share did; by
 * factor otherwise. Parts always sum to the change. Thread-safe.
 */
public final class MetricChange {
    /** The segment of events that have no value in the column. */
    public static final String UNKNOWN = "(unknown)";

    private static final int SEGMENTS = 200;
    private static final double ROUNDING = 1e-9;
    private static final String BEFORE = "before";
    private static final String LATER = "later";

    private final MetricHistory history;

    /** With the metrics of logs. */
    @Inject
    public MetricChange(MetricHistory history) {
        this.history = history;
    }

    /**
     * What became of a metric.
     *
     * @param metric name and number
     * @param before its value in the first period
     * @param later its value in the second period
     * @param why parts of the change, or why there are none
     * @param segments of a ratio by segment, in order of their names; else empty
     */
    public record Explained(
            MetricId metric, MetricSeries.Row before, MetricSeries.Row later, Decomposed why, List<Segment> segments) {
        /** Copies. */
        public Explained {
            segments = List.copyOf(segments);
        }
    }

    /**
     * One segment.
     *
     * @param name value of the column
     * @param before its numbers in the first period
     * @param later its numbers in the second period
     * @param inner what changed within it: {@code share1 (r1 - r0)}
     * @param mix what its changed share did: {@code (share1 - share0)(r0 - R0)}
     */
    public record Segment(String name, RatioMix.Segment before, RatioMix.Segment later, double inner, double mix) {}

    /** By factor: numerator and denominator of each metric; of one that is a mean over units, its sum and their number. */
    public List<Explained> byFactor(
            EventLog events,
            SortedMap<MetricId, MetricDefinition> metrics,
            MetricHistory.Period from,
            MetricHistory.Period to) {
        return pairs(events, metrics, from, to).entrySet().stream()
                .map(entry -> new Explained(
                        entry.getKey(),
                        entry.getValue().before(),
                        entry.getValue().later(),
                        factors(entry.getValue(), Metrics.definition(metrics, entry.getKey())),
                        List.of()))
                .toList();
    }

    /**
     * The product of some metrics, by metric.
     *
     * @param factors whose values are multiplied, in the order in which the parts shall stand
     */
    public Decomposed product(
            EventLog events,
            SortedMap<MetricId, MetricDefinition> metrics,
            List<MetricId> factors,
            MetricHistory.Period from,
            MetricHistory.Period to) {
        Map<MetricId, Pair> pairs = pairs(events, metrics, from, to);
        Map<String, Double> before = new LinkedHashMap<>();
        Map<String, Double> later = new LinkedHashMap<>();
        for (MetricId factor : factors) {
            Pair pair = found(pairs, factor);
            before.put(factor.toString(), pair.before().value());
            later.put(factor.toString(), pair.later().value());
        }
        return Lmdi.product(before, later);
    }

    /**
     * By segment. Metrics that are no ratio of counted events are refused, and shown all the same.
     *
     * @param by column of the events that a ratio's denominator counts
     * @throws VoluteException for a column of more values than anybody reads, or if an event of the denominator is in two
     *     segments
     */
    public List<Explained> bySegment(
            EventLog events,
            SortedMap<MetricId, MetricDefinition> metrics,
            String by,
            MetricHistory.Period from,
            MetricHistory.Period to) {
        List<String> values = values(events, by);
        SortedMap<MetricId, MetricDefinition> all = new TreeMap<>(metrics);
        Map<MetricId, List<MetricId>> parts = new TreeMap<>();
        metrics.forEach((id, definition) -> {
            if (definition.type() == MetricType.RATIO || definition.type() == MetricType.MEAN) {
                List<MetricId> own = new ArrayList<>();
                for (int i = 0; i < values.size(); i++) {
                    MetricId part = new MetricId("segment-" + all.size(), 0);
                    all.put(part, within(definition, condition(by, values.get(i))));
                    own.add(part);
                }
                parts.put(id, own);
            }
        });
        Map<MetricId, Pair> pairs = pairs(events, all, from, to);
        return metrics.keySet().stream()
                .map(id -> parts.containsKey(id)
                        ? segments(id, by, values, parts.getOrDefault(id, List.of()), pairs)
                        : new Explained(
                                id, found(pairs, id).before(), found(pairs, id).later(), noRatio(id), List.of()))
                .toList();
    }

    private record Pair(MetricSeries.Row before, MetricSeries.Row later) {}

    private Map<MetricId, Pair> pairs(
            EventLog events,
            SortedMap<MetricId, MetricDefinition> metrics,
            MetricHistory.Period from,
            MetricHistory.Period to) {
        SortedMap<String, MetricHistory.Period> periods = new TreeMap<>();
        periods.put(BEFORE, from);
        periods.put(LATER, to);
        Map<MetricId, Pair> pairs = new TreeMap<>();
        for (MetricSeries series : history.over(events, metrics, periods)) {
            if (series.rows().isEmpty()) {
                throw new VoluteException(
                        BusinessAnalysisError.NO_EVENTS, "events: the log is empty (expected: events of both periods)");
            }
            pairs.put(
                    series.metric(),
                    new Pair(series.rows().get(0), series.rows().get(1)));
        }
        return pairs;
    }

    private static Pair found(Map<MetricId, Pair> pairs, MetricId id) {
        return Optional.ofNullable(pairs.get(id))
                .orElseThrow(() -> new IllegalArgumentException(
                        "metric " + id + " is not defined (expected one of: " + pairs.keySet() + ")"));
    }

    /** {@code V = N * (1 / D)}: a denominator that grows takes away. */
    private static Decomposed factors(Pair pair, MetricDefinition definition) {
        if (definition.type() == MetricType.QUANTILE) {
            return new Refused(
                    "no-product",
                    "a quantile is no quotient of sums, so it has no factors",
                    "compare its values, or explain a sum or a mean");
        }
        if (pair.before().denominator() == 0 || pair.later().denominator() == 0) {
            return new Refused(
                    "zero-denominator",
                    "denominator: 0 in the " + (pair.before().denominator() == 0 ? "first" : "second")
                            + " period (expected: above 0)",
                    "compare two periods that both have events");
        }
        String top = definition.isRatio() ? "numerator" : "sum over units";
        String bottom = definition.isRatio() ? "denominator" : "units";
        return Lmdi.product(quotient(top, pair.before(), bottom), quotient(top, pair.later(), bottom));
    }

    private static Map<String, Double> quotient(String top, MetricSeries.Row row, String bottom) {
        Map<String, Double> factors = new LinkedHashMap<>();
        factors.put(top, row.numerator());
        factors.put(bottom, 1 / row.denominator());
        return factors;
    }

    private static Refused noRatio(MetricId id) {
        return new Refused(
                "not-a-ratio",
                "metric " + id + " is no ratio or mean of events, so segments of events have no share in it",
                "leave --by out: then the change is told by factor");
    }

    private static Explained segments(
            MetricId id, String by, List<String> values, List<MetricId> parts, Map<MetricId, Pair> pairs) {
        SortedMap<String, RatioMix.Segment> before = new TreeMap<>();
        SortedMap<String, RatioMix.Segment> later = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            Pair pair = found(pairs, parts.get(i));
            before.put(values.get(i), segment(pair.before()));
            later.put(values.get(i), segment(pair.later()));
        }
        Pair whole = found(pairs, id);
        check(id, by, before, whole.before());
        check(id, by, later, whole.later());
        Decomposed why = RatioMix.of(before, later);
        List<Segment> segments = new ArrayList<>();
        why.decomposition().ifPresent(found -> {
            // Two parts for each segment, in the order of names.
            List<Decomposition.Part> two = found.parts();
            int at = 0;
            for (Map.Entry<String, RatioMix.Segment> old : before.entrySet()) {
                segments.add(new Segment(
                        old.getKey(),
                        old.getValue(),
                        later.getOrDefault(old.getKey(), new RatioMix.Segment(0, 0)),
                        two.get(at).change(),
                        two.get(at + 1).change()));
                at += 2;
            }
        });
        return new Explained(id, whole.before(), whole.later(), why, segments);
    }

    private static RatioMix.Segment segment(MetricSeries.Row row) {
        return new RatioMix.Segment(row.numerator(), row.denominator());
    }

    private static void check(
            MetricId id, String by, SortedMap<String, RatioMix.Segment> segments, MetricSeries.Row whole) {
        double top = segments.values().stream()
                .mapToDouble(RatioMix.Segment::numerator)
                .sum();
        double bottom = segments.values().stream()
                .mapToDouble(RatioMix.Segment::denominator)
                .sum();
        if (differ(top, whole.numerator()) || differ(bottom, whole.denominator())) {
            throw new VoluteException(
                    BusinessAnalysisError.SEGMENTS_OVERLAP,
                    "--by " + Excerpt.of(by) + ": the segments of " + id + " add up to " + top + " / " + bottom
                            + ", the whole is " + whole.numerator() + " / " + whole.denominator()
                            + " (expected: what counts once is in one segment)\nfix: take a column that is the same in"
                            + " all events of what is counted, and is there in events that count without an answer");
        }
    }

    private static boolean differ(double a, double b) {
        return !(Math.abs(a - b) <= ROUNDING * Math.max(1, Math.max(Math.abs(a), Math.abs(b))));
    }

    /** Values of the column, in order; events without one are a segment of their own. */
    private static List<String> values(EventLog events, String by) {
        TreeSet<String> values = new TreeSet<>();
        events.read(part -> add(part, by, values));
        if (values.size() > SEGMENTS) {
            throw new VoluteException(
                    BusinessAnalysisError.TOO_MANY_SEGMENTS,
                    "--by " + Excerpt.of(by) + ": more than " + SEGMENTS
                            + " values (expected: a column with few, such as" + " platform)");
        }
        return List.copyOf(values);
    }

    private static void add(Table part, String by, Set<String> values) {
        Column column = part.find(by)
                .orElseThrow(() -> new VoluteException(
                        BusinessAnalysisError.NO_COLUMN,
                        "--by " + Excerpt.of(by) + ": the events have no such column (expected one of: "
                                + part.columns().stream().map(Column::name).toList() + ")"));
        for (int row = 0; row < part.rows() && values.size() <= SEGMENTS; row++) {
            values.add(column.isMissing(row) ? UNKNOWN : column.textAt(row));
        }
    }

    private static String condition(String by, String value) {
        String column = '"' + by.replace("\"", "\"\"") + '"';
        return value.equals(UNKNOWN) ? column + " is missing" : column + " = '" + value.replace("'", "''") + "'";
    }

    /** An answer belongs to the segment of what it answers; else both sides are counted within the segment. */
    private static MetricDefinition within(MetricDefinition whole, String condition) {
        boolean answers = whole.numerator().flatMap(EventTerm::join).isPresent();
        return new MetricDefinition(
                whole.type(),
                whole.events().map(term -> and(term, condition)),
                whole.numerator().map(term -> answers ? term : and(term, condition)),
                whole.denominator().map(term -> and(term, condition)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                whole.window(),
                whole.lateData(),
                whole.direction(),
                whole.divideBy(),
                whole.zeroDenominator(),
                whole.excludeBots(),
                Optional.empty(),
                List.of());
    }

    private static EventTerm and(EventTerm term, String condition) {
        String where = Stream.concat(term.where().map(text -> "(" + text + ")").stream(), Stream.of(condition))
                .reduce((a, b) -> a + " and " + b)
                .orElse(condition);
        return new EventTerm(
                term.event(), Optional.of(where), term.value(), term.distinct(), term.join(), term.within());
    }
}

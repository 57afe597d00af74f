package io.volute.businessanalysis.health;

import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.core.contract.metric.EventTotals.Logged;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.statistics.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which events a metric counts.
 *
 * @param numerators terms with their weights
 * @param denominator of a ratio, a mean or a funnel
 */
record CountedTerms(List<Weighted> numerators, Optional<EventTerm> denominator) {
    private static final int NAMED = 8;
    private static final Set<ColumnType> NUMBERS = Set.of(ColumnType.LONG, ColumnType.DOUBLE);

    /** A term and what it is multiplied by. */
    record Weighted(EventTerm term, double weight) {}

    static CountedTerms of(DefinedMetric metric) {
        MetricDefinition own = metric.definition();
        List<Weighted> numerators = new ArrayList<>();
        switch (own.type()) {
            case COUNT, SUM, PROPORTION, RETENTION, QUANTILE, MEAN ->
                numerators.add(new Weighted(own.events().orElseThrow(), 1));
            case RATIO -> numerators.add(new Weighted(own.numerator().orElseThrow(), 1));
            case FUNNEL -> {
                List<EventTerm> steps = own.steps().orElseThrow();
                numerators.add(new Weighted(steps.get(steps.size() - 1), 1));
            }
            case COMPOSITE ->
                own.parts()
                        .orElseThrow()
                        .forEach((part, weight) -> numerators.add(
                                new Weighted(metric.definition(part).events().orElseThrow(), weight)));
        }
        return new CountedTerms(
                numerators,
                switch (own.type()) {
                    case RATIO -> own.denominator();
                    case MEAN ->
                        own.events()
                                .map(term -> new EventTerm(
                                        term.event(),
                                        term.where(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()));
                    case FUNNEL -> own.steps().map(steps -> steps.get(0));
                    default -> Optional.empty();
                });
    }

    List<EventTerm> all() {
        List<EventTerm> all =
                new ArrayList<>(numerators.stream().map(Weighted::term).toList());
        denominator.ifPresent(all::add);
        return all;
    }

    /** Names of the events. */
    SortedSet<String> events() {
        SortedSet<String> events = new TreeSet<>();
        all().forEach(term -> events.add(term.event()));
        return events;
    }

    /** Why it cannot be counted in this log: a column or an event that it does not have. */
    Optional<Refused> refusal(String log, Table rows, Set<String> seen) {
        Set<String> columns = new LinkedHashSet<>();
        for (EventTerm term : all()) {
            term.where().map(Expression::parse).ifPresent(where -> columns.addAll(where.columns()));
            term.value().ifPresent(columns::add);
            term.distinct().ifPresent(columns::add);
            term.join().ifPresent(columns::add);
        }
        Optional<String> missing =
                columns.stream().filter(name -> rows.find(name).isEmpty()).findFirst();
        if (missing.isPresent()) {
            return Optional.of(new Refused(
                    "no-column",
                    "log " + log + " has no column " + missing.get() + " (expected one of: "
                            + String.join(
                                    ", ",
                                    rows.columns().stream()
                                            .map(column -> column.name())
                                            .toList())
                            + ")",
                    "name it with its type in data-engineering.logs." + log + ".columns"));
        }
        Optional<Column> text = all().stream()
                .flatMap(term -> term.value().stream())
                .map(rows::column)
                .filter(column -> !NUMBERS.contains(column.type()))
                .findFirst();
        if (text.isPresent()) {
            String type = text.get().type().name().toLowerCase(Locale.ROOT);
            return Optional.of(new Refused(
                    "no-number",
                    "column " + text.get().name() + " of log " + log + " is " + type
                            + " (expected: a number, whose values are counted)",
                    "write number or int as its type in data-engineering.logs." + log + ".columns"));
        }
        return events().stream()
                .filter(event -> !seen.contains(event))
                .findFirst()
                .map(event -> new Refused(
                        "no-event",
                        "log " + log + " holds no event " + event + " by then (expected one of: "
                                + String.join(
                                        ", ",
                                        seen.stream().sorted().limit(NAMED).toList())
                                + ")",
                        "correct the metric's event, or bring the events"));
    }

    /** Names of the events of a log. */
    static Set<String> seen(Table rows) {
        Set<String> seen = new LinkedHashSet<>();
        for (int row = 0; row < rows.rows(); row++) {
            seen.add(rows.column(Logged.EVENT).textAt(row));
        }
        return seen;
    }
}

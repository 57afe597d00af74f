package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.database.Database;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** All projects of a database, by what they brought. A read, no step. */
public final class Portfolio {
    private static final CanonicalJson JSON = new CanonicalJson();
    private static final String ALL = """
            SELECT p.name, h.as_of, s.currency, s.since, s.cost, s.value, s.net_low, s.net_high, s.loss,
                   s.break_even_low, s.break_even, s.break_even_high, s.break_even_by,
                   a.to_key AS model, v.verdicts
            FROM core.project p
            LEFT JOIN LATERAL (
                SELECT result, as_of FROM core.step_run
                WHERE project = p.id AND step = 'business-analysis.ledger' AND key = '' AND slot = '' AND main
                ORDER BY as_of DESC, seq DESC LIMIT 1) h ON true
            LEFT JOIN business_analysis.standing s ON s.result_id = h.result
            LEFT JOIN LATERAL (
                SELECT to_key FROM core.alias_row
                WHERE project = p.id AND entry = 'model' AND alias = 'champion' AND main
                ORDER BY as_of DESC, seq DESC LIMIT 1) a ON true
            LEFT JOIN LATERAL (
                SELECT r.verdicts FROM core.step_run t JOIN core.result r ON r.id = t.result
                WHERE t.project = p.id AND t.step = 'business-analysis.report' AND t.key = '' AND t.slot = '' AND t.main
                ORDER BY t.as_of DESC, t.seq DESC LIMIT 1) v ON true
            """;

    private final Provider<Database> database;

    @Inject
    Portfolio(Provider<Database> database) {
        this.database = database;
    }

    /**
     * A project.
     *
     * @param rank 1 for the best; by currency, then by net value
     * @param project its name
     * @param model the champion; empty without one
     * @param asOf date of its books; absent before its first run
     * @param money what the books come to; absent while nothing is booked
     * @param months age, from the first month of the books; 0 while nothing is booked
     * @param verdict what the report asks for; empty before the first
     */
    public record Row(
            int rank,
            String project,
            String model,
            Optional<Instant> asOf,
            Optional<Standing> money,
            long months,
            String verdict) {
        /** Value minus cost. */
        public Optional<BigDecimal> net() {
            return money.map(standing -> standing.value().subtract(standing.cost()));
        }

        Row ranked(int place) {
            return new Row(place, project, model, asOf, money, months, verdict);
        }
    }

    /** All projects, best first; those without money last. Amounts of different currencies are not compared. */
    public List<Row> rows() {
        List<Row> rows = database.get()
                .jdbi()
                .withHandle(handle ->
                        handle.createQuery(ALL).map((row, context) -> row(row)).list());
        List<Row> ordered = rows.stream()
                .sorted(Comparator.comparing((Row row) -> row.money().isEmpty())
                        .thenComparing(
                                row -> row.money().map(Standing::currency).orElse(""))
                        .thenComparing(row -> row.net().orElse(BigDecimal.ZERO), Comparator.reverseOrder())
                        .thenComparing(Row::project))
                .toList();
        return IntStream.range(0, ordered.size())
                .mapToObj(i -> ordered.get(i).ranked(i + 1))
                .toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        Optional<Instant> asOf = Optional.ofNullable(row.getObject("as_of", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        Optional<Standing> money = row.getString("currency") == null
                ? Optional.empty()
                : Optional.of(new Standing(
                        row.getString("currency"),
                        row.getString("since"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("value"),
                        Optional.ofNullable(row.getObject("net_low", Double.class)),
                        Optional.ofNullable(row.getObject("net_high", Double.class)),
                        Optional.ofNullable(row.getObject("loss", Double.class)),
                        paidBack(row)));
        long months = money.flatMap(standing -> asOf.map(at -> ChronoUnit.MONTHS.between(
                        YearMonth.parse(standing.since()), YearMonth.from(at.atZone(ZoneOffset.UTC)))))
                .orElse(0L);
        return new Row(
                0,
                row.getString("name"),
                Optional.ofNullable(row.getString("model")).orElse(""),
                asOf,
                money,
                months,
                verdict(Optional.ofNullable(row.getString("verdicts"))));
    }

    private static Optional<Standing.PaidBack> paidBack(ResultSet row) throws SQLException {
        Optional<String> by = Optional.ofNullable(row.getString("break_even_by"));
        var known = new Standing.PaidBack(
                Optional.ofNullable(row.getString("break_even_low")),
                Optional.ofNullable(row.getString("break_even")),
                Optional.ofNullable(row.getString("break_even_high")),
                by.orElse(""));
        return by.map(month -> known);
    }

    private static String verdict(Optional<String> verdicts) {
        return verdicts.map(JSON::tree)
                .filter(list -> !list.isEmpty())
                .map(list -> list.get(list.size() - 1))
                .map(last -> last.path("value"))
                .map(JsonNode::asText)
                .orElse("");
    }
}

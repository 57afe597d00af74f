package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.Metrics;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.duckdb.DuckDbEventTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BA07: how many a launch would reach, counted in the log. */
class ReachCountTest {
    private static final MetricId METRIC = MetricId.parse("cancellation-rate@3");
    private static final Instant ASKED = Instant.parse("2026-10-01T00:00:00Z");

    private final List<String[]> assigned = new ArrayList<>();
    private final List<String[]> happened = new ArrayList<>();

    /** July: four in each arm, one bot and one who never came to see it. August: four more, of whom one is assigned. */
    @BeforeEach
    void live() {
        for (int i = 0; i < 8; i++) {
            assign("u" + i, i % 2 == 0 ? "control" : "v8", "2026-07-02T00:00:00Z", "2026-07-03T00:00:00Z", "false");
            happen("u" + i, "play", "2026-07-03T00:00:00Z");
        }
        assign("bot", "v8", "2026-07-02T00:00:00Z", "2026-07-03T00:00:00Z", "true");
        happen("bot", "play", "2026-07-05T00:00:00Z");
        assign("away", "v8", "2026-07-02T00:00:00Z", "", "false");
        happen("away", "play", "2026-07-06T00:00:00Z");
        happen("away", "cancel", "2026-07-09T00:00:00Z");
        assign("never", "control", "2026-07-02T00:00:00Z", "", "false");
        happen("u0", "cancel", "2026-07-10T00:00:00Z");
        happen("u2", "cancel", "2026-07-11T00:00:00Z");
        happen("u1", "cancel", "2026-07-12T00:00:00Z");
        assign("a0", "control", "2026-08-01T00:00:00Z", "2026-08-02T00:00:00Z", "false");
        for (int i = 0; i < 4; i++) {
            happen("a" + i, "play", "2026-08-02T00:00:00Z");
        }
        happen("u0", "play", "2026-08-02T00:00:00Z");
    }

    private void assign(String... row) {
        assigned.add(row);
    }

    private void happen(String... row) {
        happened.add(row);
    }

    private Reach reach() {
        Design like = Simulated.design("v8");
        Design design = new Design(
                "v8",
                "member",
                new TreeMap<>(Map.of("control", .5, "v8", .5)),
                "control",
                List.of(new Design.Primary(METRIC, .1, Optional.empty())),
                List.of(),
                List.of(),
                Optional.empty(),
                like.design(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
        MetricDefinition definition =
                Optional.ofNullable(Simulated.metrics().get(METRIC)).orElseThrow();
        return new ReachCount(new Metrics(new DuckDbEventTotals()), design, METRIC, definition, ASKED)
                .of(
                        table(assigned, "unit", "arm", "assigned_at", "exposed_at", "is_bot"),
                        table(happened, "unit", "event", "at", "event_id"));
    }

    private static Table table(List<String[]> rows, String... names) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < names.length; c++) {
            ColumnType type = names[c].endsWith("at")
                    ? ColumnType.INSTANT
                    : names[c].equals("is_bot") ? ColumnType.BOOL : ColumnType.TEXT;
            Column.Builder column = Column.builder(names[c], type, rows.size());
            for (int r = 0; r < rows.size(); r++) {
                String cell = c < rows.get(r).length ? rows.get(r)[c] : "e" + r;
                if (cell.isEmpty()) {
                    column.addMissing();
                } else if (type == ColumnType.INSTANT) {
                    column.add(Instant.parse(cell));
                } else if (type == ColumnType.BOOL) {
                    column.add(Boolean.parseBoolean(cell));
                } else {
                    column.add(cell);
                }
            }
            columns.add(column.build());
        }
        return Table.of(columns);
    }

    @Test
    void countsByNameWhomItKnowsAndByTheExperimentsShareWhomItDoesNot() {
        List<Reach.Month> months = reach().months();

        assertThat(months).extracting(Reach.Month::month).containsExactly("2026-07", "2026-08");
        assertThat(months.get(0).units()).isEqualTo(8);
        assertThat(months.get(0).control()).isEqualTo(4);
        // u0 and a0 by name; of three strangers as many as of the eleven who were assigned and did something.
        assertThat(months.get(1).units()).isCloseTo(2 + 3 * 9 / 11.0, within(1e-12));
        assertThat(months.get(1).control()).isEqualTo(2);
    }

    @Test
    void sumsUpTheArmsAndThoseWhoWereNeverShownAnything() {
        Reach.Month july = reach().months().get(0);

        assertThat(sums(july, "control").mean()).isEqualTo(.5);
        assertThat(sums(july, "v8").mean()).isEqualTo(.25);
        assertThat(sums(july, "v8").n()).isEqualTo(4);
        assertThat(july.outside()).isEqualTo(new Reach.Sums(1, 1, 0));
    }

    private static Reach.Sums sums(Reach.Month month, String arm) {
        return Optional.ofNullable(month.arms().get(arm)).orElseThrow();
    }

    @Test
    void isTheSameInWhateverOrderTheLogStands() {
        Reach first = reach();
        Collections.reverse(happened);
        Collections.reverse(assigned);
        assertThat(reach()).isEqualTo(first);
    }

    @Test
    void cutsAsHighAsTheDesignsFirstHolmStep() {
        assertThat(Reach.cut(Simulated.design("v8"))).isCloseTo(1.95996, within(1e-5));
    }
}

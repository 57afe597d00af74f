package io.volute.businessanalysis.ledger;

import static io.volute.businessanalysis.ledger.BooksDatabase.cost;
import static io.volute.businessanalysis.ledger.BooksDatabase.estimate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.core.error.VoluteException;
import io.volute.statistics.Estimate;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Launches that share what they move, held against a holdout. */
class HoldoutIT {
    private BooksDatabase books;

    @BeforeEach
    void open() throws SQLException {
        books = new BooksDatabase();
        books.pass("2026-08-01");
    }

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    private void launch(String id, String group, double coverage) {
        Posting.Estimated one = estimate(id, "v7", "2027-01-01", Optional.of(group));
        books.launch(
                new Posting.Estimated(
                        one.id(),
                        one.initiative(),
                        one.model(),
                        one.experiment(),
                        one.study(),
                        one.metric(),
                        one.mean(),
                        one.se(),
                        one.grade(),
                        one.state(),
                        one.population(),
                        coverage,
                        one.unitValue(),
                        one.decay(),
                        one.overlapGroup(),
                        one.verifyBy()),
                "2026-07-01");
    }

    private static HoldoutExperiment asked(String name, String from, String to) {
        return new HoldoutExperiment(
                name,
                Optional.empty(),
                Optional.of(from).filter(month -> !month.isEmpty()).map(BookMonth::parse),
                Optional.of(to).filter(month -> !month.isEmpty()).map(BookMonth::parse));
    }

    private void refuses(HoldoutExperiment holdout, String message) {
        long before = books.rows();
        assertThatThrownBy(() -> books.ledger().reconcile(books.desk(), holdout))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_EVIDENCE))
                .hasMessageContaining(message);
        assertThat(books.rows()).isEqualTo(before);
    }

    @Test
    void holdsLaunchesAgainstTheHoldoutThatTheyShare() {
        books.launch(estimate("b-1", "v7", "2027-01-01", Optional.of("home")), "2026-07-01");
        books.launch(estimate("b-2", "v7", "2027-01-01", Optional.of("home")), "2026-07-01");
        BookMonth july = BookMonth.parse("2026-07");
        var holdout = new HoldoutFile("home", july, july, Amount.parse("30000.00 EUR"), 28_000, 32_000, "5 % held out");
        Posting.Reconciliation done = books.ledger().reconcile(books.desk(), holdout);
        // Both claim 1.2e6 x .95 x .011 x 2.50 x 2^(-1 month / 180 days).
        double claimed = 2 * 1_200_000 * .95 * .011 * 2.50 * Math.pow(2, -365.25 / 12 / 180);
        assertThat(done.lines().doubleValue()).isCloseTo(claimed, within(.02));
        assertThat(done.factor()).isCloseTo(30_000 / claimed, within(1e-6));
        assertThat(done.low()).isLessThan(done.factor());
        assertThat(done.high()).isGreaterThan(done.factor());
        long before = books.rows();
        var other = new HoldoutFile("search", july, july, Amount.parse("1.00 EUR"), 0, 2, "nothing");
        assertThatThrownBy(() -> books.ledger().reconcile(books.desk(), other))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_EVIDENCE))
                .hasMessageContaining("overlap-group search from 2026-07 to 2026-07");
        var foreign = new HoldoutFile("home", july, july, Amount.parse("1.00 USD"), 0, 2, "nothing");
        books.post(cost("c-1", "2026-07", "1.00 EUR"));
        assertThatThrownBy(() -> books.ledger().reconcile(books.desk(), foreign))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.CURRENCY_MIXED));
        assertThat(books.rows()).isEqualTo(before + 1);
    }

    @Test
    void takesAnExperimentOfTheProjectAsTheHoldout() {
        launch("b-1", "home", .95);
        launch("b-2", "home", .95);
        books.pass("2026-09-01");
        Posting.Reconciliation done = books.ledger().reconcile(books.desk(), asked("held", "", ""));
        // Two months in which both earn, of 1.2e6 units of which 95 % get it, each .016 better at 2.50.
        double total = 2 * 1_200_000 * .95 * .016 * 2.50;
        double claimed =
                2 * 1_200_000 * .95 * .011 * 2.50 * (Math.pow(2, -365.25 / 12 / 180) + Math.pow(2, -365.25 / 6 / 180));
        assertThat(done.overlapGroup()).isEqualTo("home");
        assertThat(done.from()).hasToString("2026-07");
        assertThat(done.to()).hasToString("2026-08");
        assertThat(done.total().doubleValue()).isCloseTo(total, within(.01));
        assertThat(done.lines().doubleValue()).isCloseTo(claimed, within(.05));
        assertThat(done.factor()).isCloseTo(total / claimed, within(1e-6));
        assertThat(done.source()).isEqualTo("experiment held");

        Posting.Reconciliation july = books.ledger().reconcile(books.desk(), asked("held", "", "2026-07"));
        assertThat(july.total().doubleValue()).isCloseTo(total / 2, within(.01));
        assertThatThrownBy(() -> books.ledger().reconcile(books.desk(), asked("held", "", "2026-07")))
                .hasMessageContaining(
                        "reconciliation of home 2026-07 2026-07: stands in the ledger already (expected: other"
                                + " months)");
    }

    @Test
    void refusesAnExperimentThatShowsNoTotalOfTheLines() {
        refuses(asked("nobody", "", ""), "nobody: neither a file nor an experiment with a readout");
        refuses(asked("held", "", ""), "experiment held shows nothing that a launched line of an overlap-group moves");
        launch("b-1", "home", .95);
        refuses(asked("torn", "", ""), "experiment torn is invalid: by its rule");
        refuses(asked("held", "2026-08", ""), "from 2026-08 to 2026-07: no month in which all of b-1 earn");
        // The total would count months for which no line claims anything.
        refuses(asked("held", "", "2026-08"), "to 2026-08: not all of b-1 earn in it (expected: 2026-07 or before)");
        refuses(asked("held", "2026-06", ""), "from 2026-06: not all of b-1 earn in it (expected: 2026-07 or later)");
        launch("b-2", "home", .8);
        refuses(asked("held", "", ""), "the lines b-1, b-2 differ in coverage: 0.95 and 0.8");
    }

    @Test
    void refusesAHoldoutOfMonthsThatAreNotOver() {
        launch("b-1", "home", .95);
        BookMonth july = BookMonth.parse("2026-07");
        var holdout = new HoldoutFile(
                "home", july, BookMonth.parse("2026-08"), Amount.parse("900.00 EUR"), 800, 1_000, "5 %");
        long before = books.rows();
        assertThatThrownBy(() -> books.ledger().reconcile(books.desk(), holdout))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_EVIDENCE))
                .hasMessageContaining("to: 2026-08 is not over on 2026-08-01 (expected: 2026-07 or before)");
        assertThat(books.rows()).isEqualTo(before);
    }

    /** The factor holds for the amounts that the books have, which are drawn towards what all experiments showed. */
    @Test
    void holdsLinesAsTheBooksReckonThemAgainstTheHoldout() {
        launch("b-1", "home", .95);
        SortedMap<String, ExperimentReadout> tried = new TreeMap<>();
        for (String name : List.of("v6", "v7", "far")) {
            tried.put(name, BooksDatabase.experiment(name).orElseThrow());
        }
        Evidence evidence = new Evidence() {
            @Override
            public SortedMap<String, ExperimentReadout> all() {
                SortedMap<String, ExperimentReadout> all = new TreeMap<>(tried);
                all.put("held", BooksDatabase.experiment("held").orElseThrow());
                return all;
            }

            @Override
            public Optional<ExperimentReadout> find(String experiment) {
                return BooksDatabase.experiment(experiment);
            }
        };
        var desk = new HandLedger.Desk(books.project, "ann", Optional.of("EUR"), evidence);
        BigDecimal reckoned = new Accruals(books.book(), tried, Instant.parse("2026-08-01T00:00:00Z"))
                .all()
                .get(0)
                .claimed()
                .get(0);
        assertThat(books.ledger().reconcile(desk, asked("held", "", "")).lines())
                .isEqualByComparingTo(reckoned);
    }

    private static Shipped derived(String name) {
        Estimate effect = new Estimate(-.011, -.019, -.003, 100_000, "welch");
        return new Shipped(
                name,
                "take-rate@3",
                "home-rank",
                EstimateState.LAUNCHED,
                Optional.of(LocalDate.parse("2026-06-01")),
                Optional.of("home"),
                effect,
                effect,
                effect,
                "corrected",
                effect,
                new UnitValue(
                        "play",
                        new BigDecimal("2.50"),
                        new BigDecimal("2"),
                        new BigDecimal("3"),
                        "EUR",
                        "finance",
                        Optional.empty()),
                List.of(earned("2026-06", "900.00"), earned("2026-07", "1100.00")),
                Optional.empty());
    }

    private static Shipped.Month earned(String month, String amount) {
        return new Shipped.Month(month, 50_000, .8, new BigDecimal(amount), new BigDecimal(amount));
    }

    /** The project aims at less of the metric; {@code held} reached 40,000 in June and 50,000 in July, and kept 2,000 apart. */
    private HandLedger.Desk derives(Shipped... lines) {
        Evidence evidence = new Evidence() {
            @Override
            public Optional<MeasuredObjective> objective() {
                return Optional.of(new MeasuredObjective(
                        "take-rate@3", "down", Optional.empty(), List.of(), Optional.of(lines[0].value())));
            }

            @Override
            public List<Shipped> shipped() {
                return List.of(lines);
            }

            @Override
            public Optional<Reach> reach(String experiment) {
                return switch (experiment) {
                    case "held" -> HoldoutIT.reach("held", reached("2026-06", 40_000), reached("2026-07", 50_000));
                    case "v7" -> HoldoutIT.reach("v7");
                    default -> Optional.empty();
                };
            }

            @Override
            public Optional<ExperimentReadout> find(String experiment) {
                return BooksDatabase.experiment(experiment);
            }
        };
        return new HandLedger.Desk(books.project, "ann", Optional.of("EUR"), evidence);
    }

    private static Optional<Reach> reach(String experiment, Reach.Month... months) {
        return Optional.of(new Reach(experiment, "take-rate@3", 1.96, "control", new TreeMap<>(), List.of(months)));
    }

    private static Reach.Month reached(String month, double units) {
        return new Reach.Month(month, units, 2_000, new TreeMap<>(), new Reach.Sums(0, 0, 0));
    }

    @Test
    void takesAnExperimentAsTheHoldoutOfLinesThatAreDerivedMonthByMonth() {
        Posting.Reconciliation done =
                books.ledger().reconcile(derives(derived("v7"), derived("v8")), asked("held", "", ""));
        // It rose by .016 where it was to fall: 38,000 in June and 48,000 in July lost 2.50 for each.
        assertThat(done.total().doubleValue()).isCloseTo(-(38_000 + 48_000) * .016 * 2.50, within(.01));
        assertThat(done.from()).hasToString("2026-06");
        assertThat(done.to()).hasToString("2026-07");
        assertThat(done.lines()).isEqualByComparingTo("4000.00");
        assertThat(done.factor()).isCloseTo(-3_440.0 / 4_000, within(1e-6));
        assertThat(done.low()).isLessThan(done.factor());
        assertThat(done.high()).isGreaterThan(done.factor());
        assertThat(books.ledger()
                        .reconcile(derives(derived("v7")), asked("held", "2026-07", ""))
                        .total()
                        .doubleValue())
                .isCloseTo(-48_000 * .016 * 2.50, within(.01));
    }

    @Test
    void refusesWhatTellsNoTotalOfDerivedLines() {
        assertThatThrownBy(() -> books.ledger().reconcile(derives(derived("v7")), asked("v6", "", "")))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining("experiment v6 does not tell how many it reached");
        assertThatThrownBy(() -> books.ledger().reconcile(derives(derived("v7")), asked("v7", "", "")))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining("experiment v7 reached nobody from 2026-06 to 2026-07");
        assertThatThrownBy(() -> books.ledger().reconcile(derives(derived("v7")), asked("held", "2026-05", "2026-05")))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining("from 2026-05: not all of v7 earn in it (expected: 2026-06 or later)");
        launch("b-1", "home", .95);
        assertThatThrownBy(() -> books.ledger().reconcile(derives(derived("v8")), asked("held", "", "")))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining(
                        "the lines b-1, v8 differ in unit-value: 2.50 EUR of b-1 and -2.50 EUR of the objective");
    }

    /** Its share of the total would go to the others. */
    @Test
    void refusesAHoldoutBeforeTheBooksKnowAllLaunchesOfTheGroup() {
        books.ledger()
                .post(
                        derives(derived("v8")),
                        List.of(new Posting.Moved(
                                "v7",
                                EstimateState.LAUNCHED,
                                LocalDate.parse("2026-06-01"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("home"))));
        long before = books.rows();
        assertThatThrownBy(() -> books.ledger().reconcile(derives(derived("v8")), asked("held", "", "")))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.NO_EVIDENCE))
                .hasMessageContaining("v7: was launched since the books were kept (expected: books that know it)\n"
                        + "fix: volute run business-analysis");
        assertThat(books.rows()).isEqualTo(before);
        books.ledger().reconcile(derives(derived("v7"), derived("v8")), asked("held", "", ""));
        assertThat(books.rows()).isEqualTo(before + 1);
    }

    @Test
    void refusesAHoldoutInAnotherCurrencyThanDerivedLines() {
        BookMonth july = BookMonth.parse("2026-07");
        var foreign = new HoldoutFile("home", july, july, Amount.parse("900.00 USD"), 800, 1_000, "5 % held out");
        assertThatThrownBy(() -> books.ledger().reconcile(derives(derived("v7")), foreign))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(BusinessAnalysisError.CURRENCY_MIXED))
                .hasMessageContaining("total: USD in books of EUR");
        assertThat(books.rows()).isZero();
    }
}

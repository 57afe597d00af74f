package io.volute.businessanalysis.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.volute.businessanalysis.world.ServiceLog.Event;
import io.volute.businessanalysis.world.ServiceLog.Totals;
import io.volute.businessanalysis.world.ServiceLog.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import world.World;

class WorldTest {
    private static final Path SOURCE = Path.of("../examples/streaming/world/World.java");
    private static final long HOUR = 3600;
    /** Where chi-squared with one degree of freedom leaves a thousandth. */
    private static final double P_001 = 10.828;

    @TempDir
    private Path folder;

    @Test
    void givesTheSameBytesForTheSameSeed() throws IOException {
        Path one = simulate("--users", "300", "--seed", "7");
        Path two = simulate("--users", "300", "--seed", "7", "--truth");
        Path other = simulate("--users", "300", "--seed", "8");
        assertThat(two.resolve("events.csv")).hasSameBinaryContentAs(one.resolve("events.csv"));
        assertThat(two.resolve("assignments.csv")).hasSameBinaryContentAs(one.resolve("assignments.csv"));
        assertThat(Files.mismatch(one.resolve("events.csv"), other.resolve("events.csv")))
                .isNotNegative();
    }

    @Test
    void addsUsersBehindTheFirstOnes() throws IOException {
        Path few = simulate("--users", "100");
        Path many = simulate("--users", "400");
        for (String file : List.of("events.csv", "assignments.csv")) {
            String first = Files.readString(few.resolve(file));
            assertThat(Files.readString(many.resolve(file))).startsWith(first).hasSizeGreaterThan(2 * first.length());
        }
    }

    @Test
    void givesEachUserTheOtherArmWhenSwapped() throws IOException {
        ServiceLog one = ServiceLog.read(simulate("--users", "500", "--launch", "continue-row"));
        ServiceLog two = ServiceLog.read(simulate("--users", "500", "--launch", "continue-row", "--swap"));
        assertThat(two.units().keySet()).isEqualTo(one.units().keySet());
        one.units().forEach((unit, what) -> {
            Unit swapped = two.units().get(unit);
            assertThat(List.of(what.arm(), swapped.arm())).containsExactlyInAnyOrder("control", "continue-row");
            assertThat(swapped.exposedAt()).isEqualTo(what.exposedAt());
        });
    }

    /** Each user is seen in both arms, so what is left of the error is only what the effect itself spreads. */
    @ParameterizedTest
    @CsvSource({
        "home-rank-v7, 20000, .06, 0, .18",
        "autoplay-preview, 6000, .08, .02, .05",
        "kids-row, 6000, -.02, .01, -.06",
        "search-v2, 6000, 0, .015, -.03",
        "trailer-first, 6000, .03, -.02, 0",
        "continue-row, 6000, .05, .04, -.1",
        "none, 2000, 0, 0, 0"
    })
    void hasTheEffectsThatItTells(String launch, String users, double takeRate, double hours, double cancellations)
            throws IOException {
        String[] options = {"--users", users, "--seed", "11", "--launch", launch};
        ServiceLog log = ServiceLog.read(simulate(options));
        Map<String, Totals> one = log.totals();
        Map<String, Totals> two =
                ServiceLog.read(simulate(with(options, "--swap"))).totals();
        List<Totals> control = new ArrayList<>();
        List<Totals> treated = new ArrayList<>();
        one.forEach((unit, totals) -> {
            boolean first = log.units().get(unit).arm().equals("control");
            control.add(first ? totals : two.get(unit));
            treated.add(first ? two.get(unit) : totals);
        });
        for (int i = 0; i < control.size(); i++) {
            assertThat(treated.get(i).seen).isEqualTo(control.get(i).seen);
            // Written in tenths of a second.
            assertThat(treated.get(i).seconds)
                    .isCloseTo(control.get(i).seconds * (1 + hours), within(hours == 0 ? 1e-6 : 10));
            assertThat(treated.get(i).secondsBefore).isEqualTo(control.get(i).secondsBefore, within(1e-6));
            assertThat(treated.get(i).takenBefore).isEqualTo(control.get(i).takenBefore);
        }
        holds(control, treated, totals -> totals.taken, takeRate);
        holds(control, treated, totals -> totals.cancelled, cancellations);
        assertThat(told(options))
                .contains("\"takeRate\": " + takeRate, "\"cancellations\": " + cancellations, "\"broken\": null");
    }

    private static void holds(List<Totals> control, List<Totals> treated, ToDoubleFunction<Totals> value, double lift) {
        int n = control.size();
        double sum = 0;
        double base = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double before = value.applyAsDouble(control.get(i));
            double difference = value.applyAsDouble(treated.get(i)) - before * (1 + lift);
            sum += difference;
            squares += difference * difference;
            base += before;
        }
        double error = Math.sqrt(squares - sum * sum / n) / base;
        assertThat(error).isLessThan(.02);
        assertThat(sum / base).isCloseTo(0, within(3.5 * error + 1e-12));
    }

    @Test
    void movesPlaysToRecommendationsAndLeavesTheHoursAlone() throws IOException {
        Map<String, Totals> one = ServiceLog.read(simulate("--users", "2000")).totals();
        Map<String, Totals> two =
                ServiceLog.read(simulate("--users", "2000", "--swap")).totals();
        long moved = one.entrySet().stream()
                .filter(user -> user.getValue().taken != two.get(user.getKey()).taken)
                .peek(user ->
                        assertThat(two.get(user.getKey()).seconds).isCloseTo(user.getValue().seconds, within(1e-6)))
                .count();
        assertThat(moved).isGreaterThan(100);
    }

    @Test
    void activityBeforeTheExposureForetellsActivityAfterIt() throws IOException {
        Collection<Totals> users = ServiceLog.read(simulate("--users", "10000", "--launch", "none"))
                .totals()
                .values();
        double rate = sum(users, u -> u.taken) / sum(users, u -> u.seen);
        double rateBefore = sum(users, u -> u.takenBefore) / sum(users, u -> u.seenBefore);
        assertThat(explained(users, u -> u.seconds, u -> u.secondsBefore)).isBetween(.3, .6);
        assertThat(explained(users, u -> u.taken - rate * u.seen, u -> u.takenBefore - rateBefore * u.seenBefore))
                .isBetween(.3, .6);
    }

    @Test
    void logsAllThatMakesCountingHard() throws IOException {
        ServiceLog log = ServiceLog.read(simulate("--users", "3000"));
        Map<String, Long> first = log.firstSeen();
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Event> known = new HashMap<>();
        HashSet<String> quality = new HashSet<>();
        long before = 0;
        for (Event event : log.events()) {
            Event same = known.putIfAbsent(event.id(), event);
            assertThat(same == null || same.equals(event)).as(event.id()).isTrue();
            Unit unit = log.units().get(event.unit());
            long since = unit.exposedAt().isEmpty() ? -1 : event.at() - unit.exposed();
            String rec = event.rec();
            count(counts, "all", true);
            count(counts, "duplicate", same != null);
            count(counts, "bot", unit.bot());
            count(counts, "out of order", event.at() < before);
            count(counts, "hours late", event.receivedAt() > event.at() + 2 * HOUR);
            assertThat(event.receivedAt()).isBetween(event.at(), event.at() + 40 * HOUR);
            before = event.at();
            if (event.kind().equals("impression")) {
                count(counts, "seen before, again after", since >= 0 && first.get(rec) < unit.exposed());
                count(counts, "seen at the exposure", since == 0);
                count(counts, "seen after the window", since >= 28 * 24 * HOUR);
            } else if (event.kind().equals("play")) {
                long age = rec.isEmpty() ? 0 : event.at() - first.get(rec);
                count(counts, "elsewhere", rec.isEmpty());
                count(counts, "short", event.seconds() < 60);
                count(counts, "late", age > 48 * HOUR && event.seconds() >= 60);
                count(counts, "at the end", age == 48 * HOUR);
                count(counts, "again", same == null && !rec.isEmpty() && !quality.add(rec));
            } else {
                assertThat(unit.bot()).isFalse();
                assertThat(since).isNotNegative();
                count(counts, "cancelled after the window", since >= 28 * 24 * HOUR);
            }
        }
        assertThat(counts.values()).allMatch(count -> count > 0);
        assertThat(counts.get("duplicate")).isBetween(counts.get("all") / 70, counts.get("all") / 30);
        assertThat(counts.get("out of order")).isGreaterThan(counts.get("all") / 4);
        assertThat(known.values().stream().filter(event -> event.kind().equals("cancel")))
                .extracting(Event::unit)
                .doesNotHaveDuplicates();
        assertThat(log.units().values().stream().filter(unit -> unit.exposedAt().isEmpty()))
                .hasSizeBetween(200, 700);
        assertThat(log.totals().values()).anyMatch(user -> user.seen == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost-exposures", "country-routing", "version-crash", "late-logging"})
    void breaksTheRandomisationWhereItSays(String cause) throws IOException {
        for (int seed = 1; seed <= 2; seed++) {
            String[] options = {"--users", "20000", "--seed", String.valueOf(seed), "--broken", cause};
            Collection<Unit> units = ServiceLog.units(simulate(options)).values();
            assertThat(imbalance(units, unit -> "all").get("all")).isGreaterThan(P_001);
            Map<String, Double> cells = new HashMap<>();
            cells.putAll(imbalance(units, unit -> "platform " + unit.platform()));
            cells.putAll(imbalance(units, unit -> "country " + unit.country()));
            cells.putAll(imbalance(units, unit -> "version " + unit.version()));
            cells.putAll(
                    imbalance(units, unit -> "exposure_day " + unit.exposedAt().substring(0, 10)));
            String worst = cells.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            String[] words = worst.split(" ", -1);
            assertThat(told(options))
                    .contains("\"broken\": {\"cause\": \"" + cause + "\", \"attribute\": \"" + words[0]
                            + "\", \"value\": \"" + words[1] + "\"}");
        }
    }

    @Test
    void sharesUsersEvenlyUnlessItIsBroken() throws IOException {
        Collection<Unit> units =
                ServiceLog.units(simulate("--users", "20000", "--seed", "1")).values();
        assertThat(imbalance(units, unit -> "all").get("all")).isLessThan(P_001);
    }

    @Test
    void followsDecisionsThatWereLoggedElsewhere() throws IOException {
        Path own = simulate("--users", "500");
        Path same = simulate(
                "--users",
                "500",
                "--assignments",
                own.resolve("assignments.csv").toString());
        assertThat(same.resolve("events.csv")).hasSameBinaryContentAs(own.resolve("events.csv"));
        assertThat(same.resolve("assignments.csv")).hasSameBinaryContentAs(own.resolve("assignments.csv"));

        Path decisions = folder.resolve("decisions.csv");
        Files.writeString(decisions, """
                arm,unit,assigned_at,policy
                ranker:7,u3,2026-06-20T10:00:00.250Z,x
                ranker:7,u3,2026-06-18T10:00:00Z,x
                control,u1,2026-06-02T00:00:00Z,x
                control,u500,2026-06-02T00:00:00Z,x
                """);
        ServiceLog log = ServiceLog.read(simulate("--users", "500", "--assignments", decisions.toString()));
        assertThat(log.units().keySet()).containsExactly("u1", "u3");
        assertThat(log.units().get("u3").arm()).isEqualTo("ranker:7");
        assertThat(log.units().get("u3").exposedAt()).isEqualTo("2026-06-18T10:00:00Z");
        assertThat(log.events().stream().map(Event::unit).distinct()).hasSizeGreaterThan(300);
    }

    @Test
    void saysWhatItCannotUse() throws IOException {
        assertThatThrownBy(() -> told("--launch", "home-rank"))
                .hasMessage("unknown: home-rank; known: home-rank-v7, autoplay-preview, kids-row, search-v2,"
                        + " trailer-first, continue-row, none");
        assertThatThrownBy(() -> told("--users", "0")).hasMessage("--users is 0; expected 1 or more");
        assertThatThrownBy(() -> told("--seed", "one")).hasMessage("--seed is one; expected a whole number");
        assertThatThrownBy(() -> told("--user", "1")).hasMessageStartingWith("unknown option --user; known: [--out");
        Path bad = Files.writeString(folder.resolve("bad.csv"), "unit,arm,assigned_at\nu1,control,yesterday\n");
        assertThatThrownBy(() -> told("--assignments", bad.toString()))
                .hasMessage(bad + ":2: yesterday is no instant in UTC");
    }

    @Test
    void isOneFileThatNeedsAJdkAndNothingElse() throws IOException, InterruptedException {
        try (Stream<String> lines = Files.lines(SOURCE)) {
            assertThat(lines.filter(line -> line.startsWith("import ")))
                    .allMatch(line -> line.startsWith("import java."));
        }
        assertThat(Files.readString(SOURCE)).doesNotContain("io.volute");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        SOURCE.toString(),
                        "--users",
                        "20",
                        "--out",
                        folder.resolve("alone").toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).startsWith("simulated: 20 users, 20 assigned, ");
        assertThat(folder.resolve("alone/events.csv"))
                .hasSameBinaryContentAs(simulate("--users", "20").resolve("events.csv"));
    }

    private Path simulate(String... options) throws IOException {
        Path out = Files.createTempDirectory(folder, "log");
        told(with(options, "--out", out.toString()));
        return out;
    }

    /** What the world prints; without {@code --out} its truth. */
    private static String told(String... options) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var print = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            List<String> args = List.of(options);
            World.simulate(args.contains("--out") ? args : List.of(with(options, "--truth")), print);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("simulated");
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private static void count(Map<String, Integer> counts, String what, boolean holds) {
        counts.merge(what, holds ? 1 : 0, Integer::sum);
    }

    /** Pearson's statistic for equal shares of exposed users, by cell. */
    private static Map<String, Double> imbalance(Collection<Unit> units, Function<Unit, String> cell) {
        Map<String, double[]> counts = new HashMap<>();
        units.stream().filter(Unit::counts).forEach(unit -> {
            counts.computeIfAbsent(cell.apply(unit), c -> new double[2])[
                    unit.arm().equals("control") ? 0 : 1]++;
        });
        Map<String, Double> statistics = new HashMap<>();
        counts.forEach((c, n) -> statistics.put(c, (n[0] - n[1]) * (n[0] - n[1]) / (n[0] + n[1])));
        return statistics;
    }

    private static double sum(Collection<Totals> users, ToDoubleFunction<Totals> value) {
        return users.stream().mapToDouble(value).sum();
    }

    /** The squared correlation of two values. */
    private static double explained(Collection<Totals> users, ToDoubleFunction<Totals> a, ToDoubleFunction<Totals> b) {
        double meanA = sum(users, a) / users.size();
        double meanB = sum(users, b) / users.size();
        double ab = sum(users, u -> (a.applyAsDouble(u) - meanA) * (b.applyAsDouble(u) - meanB));
        double aa = sum(users, u -> Math.pow(a.applyAsDouble(u) - meanA, 2));
        double bb = sum(users, u -> Math.pow(b.applyAsDouble(u) - meanB, 2));
        return ab * ab / (aa * bb);
    }
}

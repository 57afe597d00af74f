package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.core.run.Slot;
import io.volute.statistics.ledger.LearningCurve;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Computes the {@link Maturity} of the loop from the lines of the books, the turns that trained and what decided. */
final class Maturing {
    /** Spent on machines. */
    private static final Set<CostSpec.Kind> COMPUTE =
            EnumSet.of(CostSpec.Kind.TRAIN, CostSpec.Kind.SERVE, CostSpec.Kind.STORAGE);
    /** Spent whether or not anything new is released. */
    private static final Set<CostSpec.Kind> RUNNING =
            EnumSet.of(CostSpec.Kind.SERVE, CostSpec.Kind.STORAGE, CostSpec.Kind.INCIDENT, CostSpec.Kind.DELAY);

    private static final String REFUSED = "REFUSED";
    private static final Set<String> HOURS = Set.of("h", "hour", "hours", "person_h", "person_hours");
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final List<CostSpec> costs;
    private final Optional<Readout> readout;
    private final List<Challenges.Past> turns;
    private final Lines lines;
    private final HandBook hand;
    private final Calendar calendar;
    private final SortedMap<YearMonth, Long> scored;

    Maturing(
            List<CostSpec> costs,
            Optional<Readout> readout,
            Challenges challenges,
            Lines lines,
            HandBook hand,
            Calendar calendar,
            SortedMap<YearMonth, Long> scored) {
        this.costs = List.copyOf(costs);
        this.readout = readout;
        this.turns = challenges.all();
        this.lines = lines;
        this.hand = hand;
        this.calendar = calendar;
        this.scored = scored;
    }

    Maturity of(String currency) {
        List<Launch> launches = launches();
        Optional<Map<YearMonth, BigDecimal>> hours = hours();
        List<Maturity.Released> released = released(launches);
        double[] spent =
                released.stream().mapToDouble(one -> one.cost().doubleValue()).toArray();
        return new Maturity(
                currency,
                passes(launches, hours),
                released,
                LearningCurve.exponent(spent),
                LearningCurve.rate(spent),
                quarters(hours));
    }

    private record Launch(String name, Slot slot) {
        YearMonth month() {
            return YearMonth.from(slot.first());
        }
    }

    /** Releases with a model, else what was launched by hand. */
    private List<Launch> launches() {
        List<Launch> launches = readout.filter(known -> !known.releases().isEmpty())
                .map(known -> known.releases().stream()
                        .map(release -> new Launch(release.release(), Slot.parse(release.from()))))
                .orElseGet(() -> hand.lines().values().stream()
                        .flatMap(line -> line.launched().stream()
                                .map(day -> new Launch(line.estimate().id(), new Slot(Slot.Cadence.DAY, day)))))
                .toList();
        return launches.stream()
                .sorted(Comparator.comparing((Launch launch) -> launch.slot().first()))
                .toList();
    }

    private List<Maturity.Turn> passes(List<Launch> launches, Optional<Map<YearMonth, BigDecimal>> hours) {
        List<Maturity.Turn> passes = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Challenges.Past turn = turns.get(i);
            Optional<Launch> launch = turn.outcome().equals(REFUSED) ? Optional.empty() : launch(i, launches);
            YearMonth from = Calendar.month(turn.asOf());
            Optional<YearMonth> next = i + 1 < turns.size()
                    ? Optional.of(Calendar.month(turns.get(i + 1).asOf()))
                    : Optional.empty();
            passes.add(new Maturity.Turn(
                    turn.asOf(),
                    turn.outcome(),
                    launch.map(Launch::name),
                    launch.map(one -> one.slot().toString()),
                    launch.map(one ->
                            ChronoUnit.DAYS.between(day(turn.asOf()), one.slot().first())),
                    hours.map(byMonth -> byMonth.entrySet().stream()
                            .filter(month -> !month.getKey().isBefore(from)
                                    && next.map(month.getKey()::isBefore).orElse(true))
                            .map(Map.Entry::getValue)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))));
        }
        return passes;
    }

    /** What began to decide after a turn and before the next one that put something in force. */
    private Optional<Launch> launch(int turn, List<Launch> launches) {
        LocalDate from = day(turns.get(turn).asOf());
        Optional<LocalDate> until = turns.subList(turn + 1, turns.size()).stream()
                .filter(later -> !later.outcome().equals(REFUSED))
                .map(later -> day(later.asOf()))
                .findFirst();
        return launches.stream()
                .filter(launch -> !launch.slot().first().isBefore(from)
                        && until.map(launch.slot().first()::isBefore).orElse(true))
                .findFirst();
    }

    private List<Maturity.Released> released(List<Launch> launches) {
        List<Maturity.Released> released = new ArrayList<>();
        for (int i = 0; i < launches.size(); i++) {
            YearMonth to = launches.get(i).month();
            Optional<YearMonth> before =
                    i == 0 ? Optional.empty() : Optional.of(launches.get(i - 1).month());
            BigDecimal spent = lines.all().stream()
                    .filter(line -> !line.month().isAfter(to)
                            && before.map(line.month()::isAfter).orElse(true))
                    .map(line -> Accounts.cost(line.sides()).subtract(of(RUNNING, line)))
                    .reduce(NOTHING, BigDecimal::add);
            released.add(new Maturity.Released(i + 1, launches.get(i).name(), to.toString(), spent));
        }
        return released;
    }

    private List<Maturity.Quarter> quarters(Optional<Map<YearMonth, BigDecimal>> hours) {
        Map<YearMonth, Long> predictions = new TreeMap<>();
        readout.ifPresent(known -> known.releases()
                .forEach(release -> release.byMonth()
                        .forEach(month ->
                                predictions.merge(YearMonth.parse(month.month()), month.decided(), Long::sum))));
        // Where no release is read out in decisions, what was scored is counted with its prices.
        Map<YearMonth, Long> counted = predictions.isEmpty() ? scored : predictions;
        Map<String, Sum> sums = new TreeMap<>();
        calendar.months()
                .forEach(month -> sums.merge(
                        quarter(month),
                        new Sum(
                                counted.getOrDefault(month, 0L),
                                NOTHING,
                                NOTHING,
                                hours.map(byMonth -> byMonth.getOrDefault(month, BigDecimal.ZERO))),
                        Sum::plus));
        lines.all()
                .forEach(line -> sums.merge(
                        quarter(line.month()),
                        new Sum(0, Accounts.cost(line.sides()), of(COMPUTE, line), Optional.empty()),
                        Sum::plus));
        return sums.entrySet().stream()
                .map(entry -> entry.getValue().quarter(entry.getKey()))
                .toList();
    }

    private record Sum(long predictions, BigDecimal cost, BigDecimal compute, Optional<BigDecimal> hours) {
        Sum plus(Sum other) {
            return new Sum(
                    predictions + other.predictions,
                    cost.add(other.cost),
                    compute.add(other.compute),
                    Stream.concat(hours.stream(), other.hours.stream()).reduce(BigDecimal::add));
        }

        Maturity.Quarter quarter(String name) {
            return new Maturity.Quarter(
                    name,
                    predictions,
                    cost,
                    compute,
                    hours,
                    perThousand(cost),
                    perThousand(compute),
                    hours.flatMap(this::perThousand));
        }

        private Optional<Double> perThousand(BigDecimal value) {
            return predictions == 0 ? Optional.empty() : Optional.of(value.doubleValue() * 1_000 / predictions);
        }
    }

    /** Hours of people by month; empty where no cost says how many it pays for. */
    private Optional<Map<YearMonth, BigDecimal>> hours() {
        Map<YearMonth, BigDecimal> byMonth = new TreeMap<>();
        for (Transaction line : lines.derived()) {
            if (!DerivedLines.adjusts(line.id())) {
                YearMonth month = YearMonth.parse(line.month());
                costs.stream()
                        .filter(cost -> cost.name().equals(line.text()) && cost.holdsOn(month.atDay(1)))
                        .findFirst()
                        .flatMap(CostSpec::hours)
                        .ifPresent(hours -> byMonth.merge(month, hours, BigDecimal::add));
            }
        }
        for (HandRow row : hand.rows()) {
            if (row.posting() instanceof Posting.Cost cost
                    && cost.kind() == CostSpec.Kind.PEOPLE
                    && !hand.isReversed(cost.id())) {
                cost.quantity()
                        .filter(quantity -> HOURS.contains(quantity.unit()))
                        .ifPresent(quantity ->
                                byMonth.merge(row.period().orElseThrow().month(), quantity.value(), BigDecimal::add));
            }
        }
        return byMonth.isEmpty() ? Optional.empty() : Optional.of(byMonth);
    }

    private static BigDecimal of(Set<CostSpec.Kind> kinds, Lines.Sides line) {
        return kinds.stream().map(kind -> Accounts.cost(line.sides(), kind)).reduce(NOTHING, BigDecimal::add);
    }

    private static String quarter(YearMonth month) {
        return month.getYear() + "-Q" + ((month.getMonthValue() + 2) / 3);
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}

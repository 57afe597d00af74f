package io.volute.businessanalysis.ledger;

import io.volute.businessanalysis.experiment.ExperimentReadout;
import io.volute.businessanalysis.experiment.MetricRole;
import io.volute.businessanalysis.experiment.Reach;
import io.volute.core.contract.scoping.MeasuredObjective;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.Refused;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.launch.PauleMandel;
import io.volute.statistics.launch.WinnersCurse;
import io.volute.statistics.ledger.Everyone;
import io.volute.statistics.moments.Moments;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Estimates that nobody has to post: what shipped on the objective's metric, worth what the objective says. All that was
 * tried on the metric, shipped or not, tells how much of it was luck. Where three experiments tell how far their effects
 * spread, the shrunk effect becomes money: given that spread it is free of the winner's luck, and taking the luck off again
 * would take it off twice. Else the corrected one does.
 */
final class DerivedEstimates {
    /** With fewer experiments on a metric nothing can be said of how far their effects spread. */
    static final int FEWEST = 3;

    private static final LocalDate NEVER = LocalDate.of(9999, 12, 30);

    private final MeasuredObjective objective;
    private final SortedMap<String, ExperimentReadout> experiments = new TreeMap<>();
    private final SortedMap<String, Reach> reach;
    private final HandBook book;
    private final int sign;
    private final List<Tried> tried = new ArrayList<>();

    DerivedEstimates(
            MeasuredObjective objective,
            SortedMap<String, ExperimentReadout> experiments,
            SortedMap<String, Reach> reach,
            HandBook book) {
        this.objective = objective;
        experiments.forEach((name, readout) -> {
            if (!book.withheld(name)) {
                this.experiments.put(name, readout);
            }
        });
        this.reach = reach;
        this.book = book;
        this.sign = objective.direction().equals("down") ? -1 : 1;
        this.experiments.forEach(this::gather);
    }

    /** An arm that was tried on the metric; the best of its experiment stands for it. */
    private record Tried(String experiment, String arm, Estimate effect, double cut, boolean best) {
        double error() {
            return (effect.high() - effect.low()) / 2 / Normal.upperQuantile(.025);
        }
    }

    /**
     * An estimate and how it is booked.
     *
     * @param shipped what is told of it, without its months
     * @param earner how it earns; absent where it does not
     * @param posted the estimate that was posted for the same experiment and stands in its place
     */
    record Candidate(Shipped shipped, Optional<Earner> earner, Optional<String> posted) {}

    /**
     * What the books need of an estimate that nobody posted.
     *
     * @param line as if it had been posted, for one unit
     * @param effect on one unit, positive where it earns
     * @param units by month, that could get it
     * @param coverage by month, share of them that did
     */
    record Earner(
            HandBook.Line line,
            Estimate effect,
            SortedMap<YearMonth, Double> units,
            SortedMap<YearMonth, Double> coverage) {
        double reached(YearMonth month) {
            return units.getOrDefault(month, 0.0) * coverage.getOrDefault(month, 0.0);
        }
    }

    List<Candidate> all() {
        List<Candidate> candidates = new ArrayList<>();
        objective
                .value()
                .ifPresent(value -> experiments.forEach((name, readout) -> {
                    Optional<HandBook.Launch> launch =
                            Optional.ofNullable(book.launches().get(name));
                    if (launch.isPresent() || (ships(readout) && best(name).isPresent())) {
                        candidates.add(candidate(readout, value, launch));
                    }
                }));
        return candidates;
    }

    private void gather(String name, ExperimentReadout readout) {
        if (readout.verdict().value().equals("INVALID")) {
            return;
        }
        double cut = Optional.ofNullable(reach.get(name)).map(Reach::cut).orElse(WinnersCurse.CUT);
        List<Tried> arms = new ArrayList<>();
        for (ExperimentReadout.Effect effect : readout.effects()) {
            if (effect.role() == MetricRole.PRIMARY
                    && effect.metric().equals(objective.metric())
                    && effect.effect() instanceof Estimate found
                    && found.high() > found.low()) {
                arms.add(new Tried(name, effect.arm(), found, effect.bound().orElse(cut), false));
            }
        }
        Optional<Tried> best = arms.stream()
                .max((a, b) -> Double.compare(
                        sign * a.effect().estimate(), sign * b.effect().estimate()));
        arms.forEach(arm -> tried.add(new Tried(
                arm.experiment(),
                arm.arm(),
                arm.effect(),
                arm.cut(),
                best.filter(one -> one.arm().equals(arm.arm())).isPresent())));
    }

    private static boolean ships(ExperimentReadout readout) {
        return readout.verdict().value().equals("SHIP");
    }

    private Optional<Tried> best(String name) {
        return tried.stream()
                .filter(one -> one.best() && one.experiment().equals(name))
                .findFirst();
    }

    private Candidate candidate(ExperimentReadout readout, UnitValue value, Optional<HandBook.Launch> launch) {
        String name = readout.experiment();
        Optional<Tried> best = best(name);
        Figure raw = best.<Figure>map(Tried::effect)
                .orElseGet(() -> new Refused(
                        "no-effect",
                        name + " says " + readout.verdict().value() + " and no effect on " + objective.metric(),
                        "volute show business-analysis.experiment"));
        Figure shrunk = best.map(this::shrunk).orElse(raw);
        Figure corrected = best.map(this::corrected).orElse(raw);
        String used = shrunk.found().isPresent() ? "shrunk" : corrected.found().isPresent() ? "corrected" : "neither";
        Optional<String> posted = posted(name);
        Optional<String> note = posted.map(id -> "estimate " + id + " was posted for it and stands in its place")
                .or(() -> note(readout, launch, raw, used));
        Shipped shipped = new Shipped(
                name,
                objective.metric(),
                launch.flatMap(one -> one.terms().initiative()).orElse(name),
                launch.map(HandBook.Launch::state).orElse(EstimateState.MEASURED),
                launch.map(one -> one.terms().on()),
                launch.flatMap(one -> one.terms().overlapGroup()),
                raw,
                shrunk,
                corrected,
                used,
                best.map(one -> everyone(one, launch)).orElse(raw),
                value,
                List.of(),
                note);
        return new Candidate(
                shipped,
                note.isPresent() || launch.isEmpty() ? Optional.empty() : Optional.of(earner(shipped, launch.get())),
                posted);
    }

    private Optional<String> posted(String experiment) {
        return book.lines().values().stream()
                .filter(line ->
                        line.estimate().experiment().filter(experiment::equals).isPresent()
                                && line.estimate().metric().equals(objective.metric())
                                && (line.launched().isPresent() || !line.state().ended()))
                .map(line -> line.estimate().id())
                .findFirst();
    }

    /** Why nothing is booked. */
    private Optional<String> note(
            ExperimentReadout readout, Optional<HandBook.Launch> launch, Figure raw, String used) {
        String name = readout.experiment();
        if (launch.isEmpty()) {
            return Optional.of("not launched: it earns once {estimate: " + name + ", to: launched, on: …} is posted");
        }
        if (!reach.containsKey(name)) {
            return Optional.of(objective.metric()
                    + " is no number of a unit, so nothing says how many it reaches: post an estimate by hand");
        }
        boolean good =
                raw.found().filter(effect -> sign * effect.estimate() > 0).isPresent();
        String verdict = readout.verdict().value();
        if (used.equals("neither") && verdict.equals("SHIP")) {
            return Optional.of("nothing is booked: it tells no effect on " + objective.metric()
                    + ", which the objective is about by now; post an estimate by hand");
        }
        // What is worse than before is booked as the loss that it is; what only looks better is not booked as a gain.
        if (used.equals("neither") || (good && verdict.equals("DO_NOT_SHIP"))) {
            return Optional.of("nothing is booked: it says " + verdict + " by now, "
                    + readout.verdict().why());
        }
        return Optional.empty();
    }

    private Figure shrunk(Tried one) {
        return tried.size() < FEWEST
                ? Refused.tooFew("experiments on " + objective.metric(), tried.size(), FEWEST)
                : new PauleMandel(effects(), errors()).shrunk(one.effect().estimate(), one.error());
    }

    private Figure corrected(Tried one) {
        double[] good = effects();
        double[] cuts = new double[good.length];
        boolean[] launched = new boolean[good.length];
        for (int i = 0; i < good.length; i++) {
            Tried other = tried.get(i);
            good[i] *= sign;
            cuts[i] = other.cut();
            launched[i] = other.best()
                    && (book.launches().containsKey(other.experiment())
                            || Optional.ofNullable(experiments.get(other.experiment()))
                                    .filter(DerivedEstimates::ships)
                                    .isPresent());
        }
        return WinnersCurse.each(good, errors(), cuts, launched)
                .get(tried.indexOf(one))
                .scaled(value -> sign * value);
    }

    private double[] effects() {
        return tried.stream().mapToDouble(one -> one.effect().estimate()).toArray();
    }

    private double[] errors() {
        return tried.stream().mapToDouble(Tried::error).toArray();
    }

    /** Of the months before the launch: from then on the others are no longer untouched. */
    private Figure everyone(Tried one, Optional<HandBook.Launch> launch) {
        Reach found = reach.get(one.experiment());
        if (found == null) {
            return new Refused(
                    "no-total", objective.metric() + " does not add up over units", "see the effect on a unit");
        }
        Moments treated = Moments.EMPTY;
        Moments control = Moments.EMPTY;
        double outside = 0;
        for (Reach.Month month : found.months()) {
            LocalDate first = YearMonth.parse(month.month()).atDay(1);
            if (launch.map(HandBook.Launch::terms)
                    .filter(terms -> !first.isBefore(terms.on()))
                    .isEmpty()) {
                treated = treated.plus(sums(month, one.arm()));
                control = control.plus(sums(month, found.control()));
                outside += month.outside().n() * month.outside().mean();
            }
        }
        return Everyone.lift(treated, share(found, one.arm()), control, share(found, found.control()), outside);
    }

    private static Moments sums(Reach.Month month, String arm) {
        return Optional.ofNullable(month.arms().get(arm))
                .map(Reach.Sums::moments)
                .orElse(Moments.EMPTY);
    }

    private static double share(Reach reach, String arm) {
        return Optional.ofNullable(reach.shares().get(arm))
                .orElseThrow(() -> new IllegalStateException(reach.experiment() + ": no arm " + arm));
    }

    private Earner earner(Shipped shipped, HandBook.Launch launch) {
        Posting.Moved terms = launch.terms();
        SortedMap<YearMonth, Double> units = new TreeMap<>();
        SortedMap<YearMonth, Double> coverage = new TreeMap<>();
        Optional.ofNullable(reach.get(shipped.experiment()))
                .map(Reach::months)
                .orElse(List.of())
                .forEach(month -> {
                    YearMonth at = YearMonth.parse(month.month());
                    units.put(at, month.units());
                    coverage.put(
                            at, terms.coverage().orElse(month.units() > 0 ? 1 - month.control() / month.units() : 0));
                });
        UnitValue value = shipped.value();
        var estimate = new Posting.Estimated(
                shipped.experiment(),
                shipped.initiative(),
                Optional.empty(),
                Optional.of(shipped.experiment()),
                Optional.empty(),
                shipped.metric(),
                Optional.empty(),
                Optional.empty(),
                Grade.A,
                launch.state(),
                1,
                1,
                new Posting.UnitValue(
                        new Amount(value.amount(), value.currency()),
                        Optional.of(value.low().doubleValue()),
                        Optional.of(value.high().doubleValue()),
                        value.source(),
                        value.until().orElse(NEVER)),
                terms.decay(),
                terms.overlapGroup(),
                Optional.empty());
        Estimate effect = (Estimate) shipped.effect().scaled(change -> sign * change);
        return new Earner(
                new HandBook.Line(estimate, launch.state(), Optional.of(terms.on()), launch.ended()),
                effect,
                units,
                coverage);
    }
}

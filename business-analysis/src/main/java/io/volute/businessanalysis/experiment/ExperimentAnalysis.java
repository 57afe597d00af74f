package io.volute.businessanalysis.experiment;

import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.ShownTogether;
import io.volute.businessanalysis.metric.UnitMetric;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.artifact.Digest;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Estimate;
import io.volute.statistics.bayes.Posterior;
import io.volute.statistics.bayes.Prior;
import io.volute.statistics.bayes.Scale;
import io.volute.statistics.distribution.Normal;
import io.volute.statistics.quantile.ArmQuantile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Analyses an experiment by its design: trust checks, effects, corrections, looks, verdict. The same units, design and
 * looks give the same result. Immutable and thread-safe.
 */
public final class ExperimentAnalysis {
    private final Design design;
    private final SortedMap<MetricId, MetricDefinition> definitions;
    private final List<MetricId> shown;
    private final Digest digest;

    /**
     * Of this design. Of the definitions those count that the design names, and what belongs beside these.
     *
     * @throws IllegalArgumentException if one of them is missing, or says of a direction what the design denies
     */
    public ExperimentAnalysis(Design design, SortedMap<MetricId, MetricDefinition> definitions) {
        this(design, definitions, definitions);
    }

    /**
     * Of this design, on sums whose definitions are known only as far as somebody wrote them down.
     *
     * @param definitions of all metrics that may come
     * @param written those that the digest of the design is taken over, where it has them
     */
    public ExperimentAnalysis(
            Design design,
            SortedMap<MetricId, MetricDefinition> definitions,
            SortedMap<MetricId, MetricDefinition> written) {
        this.design = design;
        this.shown = ShownTogether.order(Comparisons.named(design), definitions);
        this.definitions = new TreeMap<>(ShownTogether.needed(shown, definitions));
        for (MetricId id : Comparisons.named(design)) {
            Direction defined = definition(id).direction();
            if (design.direction(id).filter(said -> said != defined).isPresent()) {
                throw new IllegalArgumentException("direction: " + id + " is better "
                        + defined.name().toLowerCase(Locale.ROOT)
                        + " by its definition, and the other way by the design"
                        + " (expected: one of them)");
            }
        }
        SortedMap<MetricId, MetricDefinition> fixed = new TreeMap<>(written);
        fixed.keySet().retainAll(this.definitions.keySet());
        this.digest = design.digest(fixed);
    }

    /** The definitions that count: of the metrics of the design, and of those beside them. */
    public SortedMap<MetricId, MetricDefinition> definitions() {
        return Collections.unmodifiableSortedMap(definitions);
    }

    /** Digest of all that decides, as {@code experiment freeze} writes it. */
    public Digest digest() {
        return digest;
    }

    /** An analysis, and the looks with this one added. */
    public record Analysed(ExperimentResult result, Looks looks) {}

    /**
     * Analyses units.
     *
     * @param before the looks that were taken before
     */
    public Analysed analyse(ExperimentUnits units, Looks before) {
        int arms = design.arms().size();
        Winsorising winsorising = Winsorising.of(units);
        ExperimentUnits cut = winsorising.units();
        List<MetricMoments> moments = new ArrayList<>();
        Map<MetricId, MetricMoments> byMetric = new HashMap<>();
        Map<MetricId, List<Optional<ArmQuantile>>> quantiles = new HashMap<>();
        for (UnitMetric metric : cut.metrics()) {
            MetricMoments sums = MetricMoments.of(metric, cut.arms(), arms);
            moments.add(sums);
            byMetric.put(metric.id(), sums);
            if (metric.definition().type() == MetricType.QUANTILE) {
                quantiles.put(metric.id(), UnitQuantiles.of(metric, cut.arms(), arms));
            }
        }
        List<TrustCheck> trust = new ArrayList<>(new TrustChecks(design).of(cut, moments));
        trust.addAll(winsorising.refused());
        UnitNotes notes = new UnitNotes(design, winsorising, byMetric);
        List<Comparison> comparisons = new Comparisons(design, quantiles)
                .of(moments).stream().map(one -> one.withNotes(notes.of(one))).toList();
        return conclude(moments, comparisons, trust, units.counts(), units.since(), units.until(), before);
    }

    /**
     * The same effects without what takes many draws: only who is in the arms is checked, and nothing is said of skew or of
     * the largest units. For readings that are repeated over many sets of units.
     */
    public ExperimentResult glance(ExperimentUnits units) {
        List<MetricMoments> moments = units.metrics().stream()
                .map(metric ->
                        MetricMoments.of(metric, units.arms(), design.arms().size()))
                .toList();
        List<TrustCheck> trust = new TrustChecks(design).assignment(units);
        return analyse(moments, trust, units.counts(), units.until(), Looks.NONE)
                .result();
    }

    /** Effects of metrics that are there as sums only; trust is whatever the caller checked. */
    public Analysed analyse(
            List<MetricMoments> moments,
            List<TrustCheck> trust,
            ExperimentUnits.Counts counts,
            Optional<LocalDate> until,
            Looks before) {
        return conclude(moments, new Comparisons(design).of(moments), trust, counts, Optional.empty(), until, before);
    }

    private Analysed conclude(
            List<MetricMoments> moments,
            List<Comparison> compared,
            List<TrustCheck> trust,
            ExperimentUnits.Counts counts,
            Optional<LocalDate> since,
            Optional<LocalDate> until,
            Looks before) {
        List<Comparison> comparisons = compared.stream()
                .sorted(Comparator.comparingInt(one -> place(one.metric())))
                .toList();
        Map<MetricId, MetricMoments> byMetric = new HashMap<>();
        moments.forEach(metric -> byMetric.put(metric.metric(), metric));
        int control = List.copyOf(design.arms().keySet()).indexOf(design.control());
        List<Comparison> primaries = comparisons.stream()
                .filter(one -> one.role() == MetricRole.PRIMARY)
                .toList();
        SequentialReading reading = new SequentialReading(design, Math.max(1, primaries.size()));
        boolean last = reading.isLast(until, before.looks().size());
        SortedMap<String, Sequential> sequential = new TreeMap<>();
        SortedMap<String, ExperimentResult.Smallest> smallest = new TreeMap<>();
        SortedMap<String, ExperimentResult.Belief> beliefs = new TreeMap<>();
        List<Looks.Effect> looked = new ArrayList<>();
        for (Comparison one : primaries) {
            String key = ExperimentResult.key(one);
            MetricMoments sums = byMetric.get(one.metric());
            double mean = sums == null ? 0 : sums.plain(control).mean();
            if (!(one.effect() instanceof Estimate found) || one.error() == 0) {
                continue;
            }
            double mde = design.primary().stream()
                    .filter(primary -> primary.metric().equals(one.metric()))
                    .mapToDouble(Design.Primary::mde)
                    .findFirst()
                    .orElseThrow();
            List<SequentialReading.Past> past = past(before, one);
            Optional<Sequential> look = reading.read(one, mean, mde, past, until, last);
            look.ifPresent(read -> sequential.put(key, read));
            if (look.flatMap(Sequential::refusal).isEmpty()) {
                looked.add(new Looks.Effect(
                        one.metric(), one.arm(), found.estimate(), one.error(), found.n(), mean, last));
            }
            if (design.unitKnown()) {
                smallest.put(key, smallest(one, mean, primaries.size()));
                beliefs.put(key, belief(one, found, mean));
            }
        }
        String data = Digest.of(new CanonicalJson().write(moments)).toString();
        Optional<Boolean> frozen = design.frozen().map(text -> text.equals(digest.toString()));
        Map<MetricId, Direction> directions = new HashMap<>();
        definitions.forEach((id, definition) -> directions.put(id, definition.direction()));
        Verdict verdict = new Decision(design, directions)
                .decide(frozen.filter(same -> !same).isPresent(), trust, comparisons, sequential);
        Looks after = looked.isEmpty() ? before : with(before, until, data, looked);
        return new Analysed(
                new ExperimentResult(
                        design.experiment(),
                        digest.toString(),
                        frozen,
                        data,
                        until,
                        counts,
                        trust,
                        comparisons,
                        sequential,
                        smallest,
                        beliefs,
                        since.flatMap(first ->
                                until.flatMap(day -> new DaysToGo(design).of(verdict, comparisons, first, day))),
                        verdict,
                        design.seed()),
                after);
    }

    private static List<SequentialReading.Past> past(Looks before, Comparison one) {
        return before.looks().stream()
                .flatMap(look -> look.effects().stream()
                        .filter(effect -> effect.metric().equals(one.metric())
                                && effect.arm().equals(one.arm()))
                        .map(effect -> new SequentialReading.Past(
                                Optional.of(look.at()).filter(day -> !day.equals(LocalDate.EPOCH)), effect)))
                .toList();
    }

    private static Looks with(Looks before, Optional<LocalDate> until, String data, List<Looks.Effect> looked) {
        List<Looks.Taken> all = new ArrayList<>(before.looks());
        all.add(new Looks.Taken(until.orElse(LocalDate.EPOCH), data, looked));
        return new Looks(all);
    }

    private ExperimentResult.Smallest smallest(Comparison one, double mean, int m) {
        double k = Normal.upperQuantile(design.design().alpha() / m / 2)
                + Normal.quantile(design.design().power());
        double absolute = k * one.error();
        return new ExperimentResult.Smallest(absolute, mean == 0 ? 0 : absolute / Math.abs(mean));
    }

    private ExperimentResult.Belief belief(Comparison one, Estimate found, double mean) {
        Prior prior = design.prior()
                .filter(spec -> mean != 0)
                .map(spec -> new Prior(spec.mean(), spec.sd(), Scale.RELATIVE).absolute(mean))
                .orElseGet(() -> Prior.flat(Scale.ABSOLUTE));
        Posterior posterior = Posterior.of(prior, found.estimate(), one.error(), Scale.ABSOLUTE);
        if (definition(one.metric()).direction() == Direction.DOWN) {
            posterior = posterior.negated();
        }
        return new ExperimentResult.Belief(
                posterior.chanceToWin(), posterior.lossOfShipping(), posterior.lossOfStaying(), posterior.flat());
    }

    /** Each metric before what belongs beside it; one that nobody defined comes last. */
    private int place(MetricId metric) {
        int place = shown.indexOf(metric);
        return place < 0 ? shown.size() : place;
    }

    private MetricDefinition definition(MetricId id) {
        return Objects.requireNonNull(definitions.get(id), "checked at the start");
    }
}

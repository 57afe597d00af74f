package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;
import static io.volute.scoping.threshold.Threshold.GROUP_AUC;
import static io.volute.scoping.threshold.Threshold.SELECTION;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment.Measured;
import io.volute.core.table.Column;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How today's rule treats groups of people: how often it acts on each and misses events of each, and whether some feature
 * gives a group away. Groups are counted and never named; what a model would do is told by the rule's figures only
 * until there is one.
 */
final class Fairness {
    /** A group with fewer rows is not compared: its rates are chance. */
    private static final long ROWS_MIN = 100;

    private final Known known;

    Fairness(Known known) {
        this.known = known;
    }

    /** What was found of all columns that hold groups; the worst of them decides. */
    record Found(String status, String told, Optional<Measured> measured) {}

    Found check(List<String> columns) {
        List<String> told = new ArrayList<>();
        boolean warned = false;
        boolean open = false;
        Optional<Measured> measured = Optional.empty();
        for (String column : columns) {
            Map<String, Treated> groups = treated(column);
            int all = groups.size();
            groups.values().removeIf(treated -> treated.rows() < ROWS_MIN);
            int few = all - groups.size();
            if (groups.size() < 2) {
                open = true;
                told.add(column + ": fewer than two groups of " + ROWS_MIN + " rows");
                continue;
            }
            if (few > 0) {
                open = true;
                told.add(column + ": " + few + (few == 1 ? " group has" : " groups have") + " fewer than " + ROWS_MIN
                        + " rows and cannot be compared");
            }
            OptionalDouble given = new GroupTell(known.slices(), columns).strongest(column, groups.keySet());
            if (given.isPresent()) {
                warned |= given.getAsDouble() > known.thresholds().warn(GROUP_AUC);
                told.add(column + ": one feature alone tells a group by an AUC of "
                        + Numbers.plain(given.getAsDouble()));
            }
            Optional<Double> ratio = ratio(groups);
            if (ratio.isEmpty()) {
                open = true;
                told.add(column + ": who is acted on is not known, as no row is decided by a rule");
                continue;
            }
            double least = known.thresholds().warn(SELECTION);
            warned |= ratio.get() < least;
            told.add(column + ": of " + groups.size() + " groups the one that is acted on least is acted on "
                    + Numbers.plain(ratio.get()) + " times as often as the one most" + missed(groups));
            if (measured.map(Measured::value).orElse(Double.POSITIVE_INFINITY) > ratio.get()) {
                measured = Optional.of(Answer.number(ratio.get(), least));
            }
        }
        return new Found(warned ? WARN : open ? UNKNOWN : PASS, String.join("; ", told), measured);
    }

    /** What the rule did with the rows of a group. */
    private record Treated(long rows, long acted, long events, long missed) {
        static final Treated NONE = new Treated(0, 0, 0, 0);

        Treated plus(boolean acts, boolean event) {
            return new Treated(
                    rows + 1, acted + (acts ? 1 : 0), events + (event ? 1 : 0), missed + (event && !acts ? 1 : 0));
        }

        double share() {
            return acted / (double) rows;
        }
    }

    /** Groups, those that are too small to be compared among them. */
    private Map<String, Treated> treated(String column) {
        Optional<Expression> rule = known.declared().actWhen().map(Expression::parse);
        Map<String, Treated> groups = new TreeMap<>();
        for (History.Slice slice : known.slices()) {
            Table rows = slice.examples().rows();
            Column group = rows.column(column);
            BitSet acts = rule.map(acting -> acting.select(rows)).orElseGet(BitSet::new);
            Map<String, Integer> truth = History.byId(slice.truth().rows());
            Column label = slice.truth().rows().column(Truth.LABEL);
            Column id = rows.column(Examples.ROW_ID);
            for (int row = 0; row < rows.rows(); row++) {
                if (!group.isMissing(row)) {
                    Integer outcome = truth.get(id.textAt(row));
                    boolean event = rule.isPresent() && outcome != null && label.boolAt(outcome);
                    boolean acted = acts.get(row);
                    groups.merge(
                            String.valueOf(group.valueAt(row)),
                            Treated.NONE.plus(acted, event),
                            (before, one) -> before.plus(acted, event));
                }
            }
        }
        return groups;
    }

    /** Share acted on in the group with the least, against the one with the most; 1 where nobody is acted on. */
    private Optional<Double> ratio(Map<String, Treated> groups) {
        if (known.declared().actWhen().isEmpty()) {
            return Optional.empty();
        }
        double most = groups.values().stream().mapToDouble(Treated::share).max().orElseThrow();
        double least =
                groups.values().stream().mapToDouble(Treated::share).min().orElseThrow();
        return Optional.of(most == 0 ? 1 : least / most);
    }

    private static String missed(Map<String, Treated> groups) {
        List<Double> shares = groups.values().stream()
                .filter(treated -> treated.events() > 0)
                .map(treated -> treated.missed() / (double) treated.events())
                .sorted()
                .toList();
        return shares.size() < 2
                ? ""
                : ", and it misses between " + Numbers.percent(shares.get(0)) + " and "
                        + Numbers.percent(shares.get(shares.size() - 1)) + " of their events";
    }
}

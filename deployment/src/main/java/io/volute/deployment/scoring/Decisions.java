package io.volute.deployment.scoring;

import io.volute.core.contract.dataengineering.Examples;
import io.volute.core.contract.deployment.Exposures;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.deployment.release.Assignment;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The table of {@link Exposures} with what it adds up to.
 *
 * @param table one line for each row, by row id
 * @param decidedByModel rows of a model arm
 * @param acted rows on which somebody acts
 */
record Decisions(Table table, long decidedByModel, long acted) {

    /** Decides each row. */
    static Decisions of(Release release, Table rows, Optional<double[]> probabilities) {
        Column id = rows.column(Examples.ROW_ID);
        Column group = rows.column(Examples.GROUP_ID);
        Column at = rows.column(Examples.AT);
        Optional<BitSet> ruleActs =
                release.ruleActWhen().map(rule -> Expression.parse(rule).select(rows));
        Assignment assignment = new Assignment(release);
        int n = rows.rows();
        var rowId = Column.builder(Exposures.ROW_ID, ColumnType.TEXT, n);
        var unit = Column.builder(Exposures.UNIT, ColumnType.TEXT, n);
        var when = Column.builder(Exposures.AT, ColumnType.INSTANT, n);
        var releaseId = Column.builder(Exposures.RELEASE, ColumnType.TEXT, n);
        var armName = Column.builder(Exposures.ARM, ColumnType.TEXT, n);
        var model = Column.builder(Exposures.MODEL, ColumnType.TEXT, n);
        var probability = Column.builder(Exposures.PROBABILITY, ColumnType.DOUBLE, n);
        var ruleAction = Column.builder(Exposures.RULE_ACTION, ColumnType.BOOL, n);
        var modelAction = Column.builder(Exposures.MODEL_ACTION, ColumnType.BOOL, n);
        var action = Column.builder(Exposures.ACTION, ColumnType.BOOL, n);
        var propensity = Column.builder(Exposures.PROPENSITY, ColumnType.DOUBLE, n);
        long byModel = 0;
        long acted = 0;
        for (int row : byId(id)) {
            Arm arm = assignment.arm(group.textAt(row));
            boolean acts = ruleActs.filter(found -> found.get(row)).isPresent();
            rowId.add(id.textAt(row));
            unit.add(group.textAt(row));
            when.copy(at, row);
            releaseId.add(release.id());
            armName.add(arm.name());
            add(ruleAction, ruleActs.map(found -> found.get(row)));
            propensity.add(arm.share());
            if (probabilities.isPresent()) {
                double p = probabilities.get()[row];
                Optional<Boolean> modelActs = release.threshold().map(threshold -> p >= threshold);
                model.add(release.model().orElseThrow().digest().toString());
                probability.add(p);
                add(modelAction, modelActs);
                if (arm.policy().equals(Arm.MODEL)) {
                    byModel++;
                    acts = modelActs.orElse(false);
                }
            } else {
                model.addMissing();
                probability.addMissing();
                modelAction.addMissing();
            }
            action.add(acts);
            acted += acts ? 1 : 0;
        }
        var columns = List.of(
                rowId, unit, when, releaseId, armName, model, probability, ruleAction, modelAction, action, propensity);
        return new Decisions(
                Table.of(columns.stream().map(Column.Builder::build).toList()), byModel, acted);
    }

    private static void add(Column.Builder column, Optional<Boolean> acts) {
        acts.ifPresentOrElse(column::add, column::addMissing);
    }

    private static int[] byId(Column id) {
        return IntStream.range(0, id.rows())
                .boxed()
                .sorted(Comparator.comparing(id::textAt))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}

package io.volute.scoping.assessment;

import static io.volute.core.contract.scoping.Assessment.ScopeCheck.FAIL;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.PASS;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.UNKNOWN;
import static io.volute.core.contract.scoping.Assessment.ScopeCheck.WARN;
import static io.volute.scoping.threshold.Threshold.KAPPA;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.dataengineering.Truth;
import io.volute.core.contract.scoping.Assessment.ScopeCheck;
import io.volute.core.table.Column;
import io.volute.core.table.Expression;
import io.volute.core.table.Table;
import io.volute.core.text.Numbers;
import io.volute.scoping.objective.LabelPlanSpec;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.agreement.Kappa;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** How far two who looked at the same rows agree beyond chance. Stateless. */
final class SecondOpinion {
    private SecondOpinion() {}

    /** Empty where no second opinion is declared. */
    static Optional<ScopeCheck> check(Known known, String title) {
        return known.declared()
                .label()
                .flatMap(LabelPlanSpec::second)
                .map(Expression::parse)
                .map(second -> check(known, second, title));
    }

    private static ScopeCheck check(Known known, Expression second, String title) {
        long[][] table = new long[2][2];
        for (History.Slice slice : known.slices()) {
            if (slice.truth().framing() != Framing.BINARY) {
                throw new IllegalArgumentException(
                        "ml-objective.label.second: the label is no event (expected: a label with two classes)");
            }
            count(slice.truth().rows(), second, table);
        }
        Figure kappa = Kappa.of(table);
        String remedy = "agree on what the label means, and label again";
        if (!(kappa instanceof Estimate found)) {
            String why = kappa.refusal().orElseThrow().message();
            return new ScopeCheck(
                    "S5", title, UNKNOWN, why, kappa.refusal().orElseThrow().remedy());
        }
        double fail = known.thresholds().fail(KAPPA);
        String status = found.estimate() < fail
                ? FAIL
                : found.estimate() < known.thresholds().warn(KAPPA) ? WARN : PASS;
        return new ScopeCheck(
                        "S5",
                        title,
                        status,
                        "kappa " + Numbers.plain(found) + " on " + Numbers.count(found.n()) + " rows labelled twice",
                        remedy)
                .with(Answer.number(found, Optional.of(fail)));
    }

    private static void count(Table rows, Expression second, long[][] table) {
        Column label = rows.column(Truth.LABEL);
        List<Column> read = second.columns().stream().map(rows::column).toList();
        BitSet other = second.select(rows);
        for (int row = 0; row < rows.rows(); row++) {
            int at = row;
            if (read.stream().noneMatch(column -> column.isMissing(at))) {
                table[label.boolAt(row) ? 1 : 0][other.get(row) ? 1 : 0]++;
            }
        }
    }
}

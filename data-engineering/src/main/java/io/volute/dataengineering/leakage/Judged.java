package io.volute.dataengineering.leakage;

import io.volute.core.table.ColumnType;
import io.volute.dataengineering.contract.Availability;
import io.volute.dataengineering.contract.Contract;
import java.util.List;

/**
 * A column of the contract as the detectors see it.
 *
 * @param number whether its values have an order; else they are names
 * @param content whether it is known at the decision and neither its date nor part of the key
 */
record Judged(String name, Availability available, ColumnType type, boolean number, boolean content) {

    static List<Judged> of(Contract contract) {
        return contract.columns().entrySet().stream()
                // No feature reads a personal column, and a segment's name would tell its values.
                .filter(entry -> !entry.getValue().isPersonal())
                .map(entry -> {
                    ColumnType type = entry.getValue().type().column();
                    return new Judged(
                            entry.getKey(),
                            entry.getValue().available(),
                            type,
                            type != ColumnType.TEXT && type != ColumnType.BOOL,
                            entry.getValue().available().isNow()
                                    && !contract.isDecisionTime(entry.getKey())
                                    && !contract.key().contains(entry.getKey()));
                })
                .toList();
    }
}

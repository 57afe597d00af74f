package io.volute.dataengineering.check;

import io.volute.core.stage.Choice;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.dataengineering.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** All that decides what the checks make of a slot's rows, beside the rows; a file alone has no label. */
record Rules(
        SortedMap<String, Choice<Check>> checks,
        Contract contract,
        Optional<LabelSpec> label,
        List<Snapshot.Unreadable> unreadable,
        Optional<List<Pardon>> accept) {

    /** One declared check with what it takes to run it. */
    record Rule(String id, Check check, CheckOptions options) {
        /** Whether it reads a column that is known only after the decision. */
        boolean isLate(Contract contract) {
            return options.columns().stream()
                    .map(name -> contract.columns().get(name))
                    .filter(Objects::nonNull)
                    .map(ColumnContract::available)
                    .anyMatch(available -> available.isLate());
        }

        /** The column that a finding names: the late one if there is one, else the first. */
        String column(Contract contract) {
            return options.columns().stream()
                    .filter(name -> {
                        ColumnContract column = contract.columns().get(name);
                        return column != null && column.available().isLate();
                    })
                    .findFirst()
                    .or(() -> options.columns().stream().findFirst())
                    .orElse("");
        }

        Record record() {
            return (Record) options;
        }
    }

    List<Rule> bind(Map<String, Check> implementations) {
        return checks.entrySet().stream()
                .map(entry -> new Rule(entry.getKey(), entry.getValue().from(implementations), (CheckOptions)
                        entry.getValue().options()))
                .toList();
    }
}

package io.volute.dataengineering.check;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import io.volute.core.stage.Choice;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.Contract;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A contract with its checks in a file of its own, without any project.
 *
 * @param version raised when a column is removed or changes its meaning
 * @param key columns that identify a row; empty: a row is what is known of it at decision time
 * @param eventTime column that says when a row happened
 * @param decisionTime column that says when the decision on it is taken, which is then also when it happened
 * @param columns columns by name
 * @param checks rules by id
 * @param maxQuarantined share in quarantine above which the file is blocked
 * @param accept rows that stay although they break a rule
 */
public record ContractFile(
        @Doc("a whole number, raised when a column changes its meaning") @Default("1")
        int version,

        @Doc("columns that identify a row, left out when there are none") @Default("[]")
        List<String> key,

        @Doc("the column that says when a row happened") Optional<String> eventTime,

        @Doc("the column that says when the decision is taken")
        Optional<String> decisionTime,

        @Doc("columns by name") SortedMap<String, ColumnContract> columns,
        @Doc("rules by id") @Default("{}") @Named SortedMap<String, Choice<Check>> checks,

        @Doc("share in quarantine above which the file is blocked") @Default("0.05")
        double maxQuarantined,

        @Doc("rows that stay although they break a rule, left out when there are none")
        Optional<List<Pardon>> accept) {
    /** Copies, and checks what only the whole can tell. */
    public ContractFile {
        key = List.copyOf(key);
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("columns: none (expected: at least one)");
        }
        if (eventTime.isPresent() && decisionTime.isPresent()) {
            throw new IllegalArgumentException("decision-time: beside event-time (expected: one of them)");
        }
        if (!(maxQuarantined >= 0 && maxQuarantined < 1)) {
            throw new IllegalArgumentException(
                    "max-quarantined: " + maxQuarantined + " (expected: a share from 0 to below 1)");
        }
        Contract contract = contract(version, key, eventTime.or(() -> decisionTime), columns);
        checks.forEach((id, check) -> Check.checkColumns(id, check.options(), contract.knownAtOnce()));
        accept = accept.map(List::copyOf);
        Pardon.checkAgainst(accept, checks, contract);
    }

    /** A contract written in Java. */
    public static ContractBuilder builder() {
        return new ContractBuilder();
    }

    /** The contract as a project would hold it; without a time nothing can be decided on its rows. */
    public Contract contract() {
        return contract(version, key, eventTime.or(() -> decisionTime), columns);
    }

    private static Contract contract(
            int version, List<String> key, Optional<String> time, SortedMap<String, ColumnContract> columns) {
        return new Contract(version, key, time, columns);
    }
}

package io.volute.dataengineering.check;

import io.volute.core.stage.Choice;
import io.volute.dataengineering.contract.Availability;
import io.volute.dataengineering.contract.ColumnContract;
import io.volute.dataengineering.contract.ColumnContract.OnBadValue;
import io.volute.dataengineering.contract.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds a {@link ContractFile} in Java. Starts with version 1, no key, no time, and 5 % as the limit. */
public final class ContractBuilder {
    private static final double SHARE = 0.05;

    private final SortedMap<String, ColumnContract> columns = new TreeMap<>();
    private final SortedMap<String, Choice<Check>> checks = new TreeMap<>();
    private final List<Pardon> pardons = new ArrayList<>();
    private int version = 1;
    private List<String> key = List.of();
    private Optional<String> eventTime = Optional.empty();
    private double maxQuarantined = SHARE;

    ContractBuilder() {}

    /** The version, raised when a column is removed or changes its meaning. */
    public ContractBuilder version(int number) {
        this.version = number;
        return this;
    }

    /** The columns that identify a row. */
    public ContractBuilder key(String... names) {
        this.key = List.of(names);
        return this;
    }

    /** The column that says when a row happened. */
    public ContractBuilder eventTime(String name) {
        this.eventTime = Optional.of(name);
        return this;
    }

    /** A column whose bad values refuse the file. */
    public ContractBuilder column(String name, ValueType type) {
        return column(name, new ColumnContract(type, Availability.NOW, OnBadValue.REFUSE));
    }

    /** A column whose bad values set their row aside. */
    public ContractBuilder lenientColumn(String name, ValueType type) {
        return column(name, new ColumnContract(type, Availability.NOW, OnBadValue.QUARANTINE));
    }

    /** A column of personal data, whose values are shown nowhere. */
    public ContractBuilder personalColumn(String name, ValueType type) {
        return column(name, new ColumnContract(type, Availability.NOW, OnBadValue.REFUSE, Optional.of(true)));
    }

    /** A column with all that can be said of one. */
    public ContractBuilder column(String name, ColumnContract column) {
        if (columns.put(name, column) != null) {
            throw new IllegalArgumentException("columns: " + name + " twice (expected: once)");
        }
        return this;
    }

    /** A rule under an id, by which reports and pardons name it. */
    public ContractBuilder check(String id, Checks.Rule rule) {
        if (checks.put(id, rule.choice()) != null) {
            throw new IllegalArgumentException("checks: " + id + " twice (expected: once)");
        }
        return this;
    }

    /** A row that stays although it breaks a rule. */
    public ContractBuilder accept(Pardon pardon) {
        pardons.add(pardon);
        return this;
    }

    /** The share of rows in quarantine above which the file is blocked. */
    public ContractBuilder maxQuarantined(double share) {
        this.maxQuarantined = share;
        return this;
    }

    /**
     * The contract.
     *
     * @throws IllegalArgumentException with what does not fit together
     */
    public ContractFile build() {
        return new ContractFile(
                version,
                key,
                eventTime,
                Optional.empty(),
                columns,
                checks,
                maxQuarantined,
                pardons.isEmpty() ? Optional.empty() : Optional.of(pardons));
    }
}

package io.volute.dataengineering;

import io.volute.core.run.Slot;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Named;
import io.volute.core.stage.Choice;
import io.volute.dataengineering.check.Check;
import io.volute.dataengineering.check.Pardon;
import io.volute.dataengineering.contract.Contract;
import io.volute.dataengineering.contract.ContractTerms;
import io.volute.dataengineering.join.JoinSpec;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.dataengineering.leakage.LeakageSpec;
import io.volute.dataengineering.log.LogSpec;
import io.volute.dataengineering.log.NamedLog;
import io.volute.dataengineering.source.Source;
import io.volute.dataengineering.split.SplitSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The section {@code data-engineering} of the spec.
 *
 * @param sources where the rows come from; one, whose rows are decided on; others are joined
 * @param contract what the rows look like, and what of them is known when
 * @param label what the model predicts
 * @param checks rules by id
 * @param maxQuarantined share of rows or labels in quarantine above which the data is blocked
 * @param leakage what of suspected leaks is accepted
 * @param split which rows train and which judge
 * @param slots length of the periods into which rows are split, the cadence of the shortest schedule; without decision
 *     times all rows are one slot
 * @param joins columns of other sources, as known at the decision
 * @param accept rows and labels that stay although they break a rule
 * @param logs logs beside the decisions: assignments of experiments, events of units
 */
public record DataEngineeringSpec(
        @Doc("where the rows come from, by name") @Named SortedMap<String, Choice<Source>> sources,

        @Doc("what the rows look like, and what of them is known when")
        Contract contract,

        @Doc("what the model predicts") LabelSpec label,
        @Doc("rules by id") @Default("{}") @Named SortedMap<String, Choice<Check>> checks,

        @Doc("share in quarantine above which the data is blocked") @Default("0.05")
        double maxQuarantined,

        @Doc("what of suspected leaks is accepted") @Default("{}")
        LeakageSpec leakage,

        @Doc("which rows train and which judge") @Default("{}")
        SplitSpec split,

        @Doc("length of a slot, that of the shortest schedule") @Default("P1M")
        Slot.Cadence slots,

        @Doc("columns of other sources, as they were known when the decision was taken, by name") @Named
        Optional<SortedMap<String, JoinSpec>> joins,

        @Doc("rows and labels that stay although they break a rule, left out when there are none")
        Optional<List<Pardon>> accept,

        @Doc("logs beside the decisions, by name: assignments of experiments, events of units") @Named
        Optional<SortedMap<String, LogSpec>> logs) {
    /** Copies, and checks what only the whole can tell. */
    public DataEngineeringSpec {
        if (sources.size() != 1) {
            throw new IllegalArgumentException("sources: " + sources.size()
                    + " of them (expected: exactly one, whose rows are decided on; others stand in joins)");
        }
        if (!(maxQuarantined >= 0 && maxQuarantined < 1)) {
            throw new IllegalArgumentException(
                    "max-quarantined: " + maxQuarantined + " (expected: a share from 0 to below 1)");
        }
        Contract own = contract;
        joins = joins.map(all -> Collections.unmodifiableSortedMap(new TreeMap<>(all)));
        joins.ifPresent(all -> all.forEach((name, join) -> join.checkAgainst(name, own)));
        label.checkEvent(contract);
        Contract complete = label.complete(contract, joins);
        label.checkAgainst(complete);
        checks.forEach((id, check) -> Check.checkColumns(id, check.options(), complete));
        accept = accept.map(List::copyOf);
        Pardon.checkAgainst(accept, checks, complete);
        leakage.checkAgainst(complete);
        split.checkAgainst(contract);
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
        logs = logs.map(all -> Collections.unmodifiableSortedMap(new TreeMap<>(all)));
        allSources(sources, joins, label, logs);
    }

    /** The logs under their names. */
    public SortedMap<String, NamedLog> namedLogs() {
        SortedMap<String, NamedLog> named = new TreeMap<>();
        logs.ifPresent(all -> all.forEach((name, log) -> named.put(name, new NamedLog(name, log))));
        return named;
    }

    /** Everything that is read, by name: the source, what joins and the label take their records from, the logs. */
    public SortedMap<String, Choice<Source>> allSources() {
        return allSources(sources, joins, label, logs);
    }

    private static SortedMap<String, Choice<Source>> allSources(
            SortedMap<String, Choice<Source>> sources,
            Optional<SortedMap<String, JoinSpec>> joins,
            LabelSpec label,
            Optional<SortedMap<String, LogSpec>> logs) {
        SortedMap<String, Choice<Source>> all = new TreeMap<>(sources);
        joins.ifPresent(some -> some.forEach((name, join) -> put(all, name, join.source())));
        label.event().ifPresent(event -> put(all, label.name(), event.source()));
        logs.ifPresent(some -> some.forEach((name, log) -> put(all, name, log.source())));
        return Collections.unmodifiableSortedMap(all);
    }

    private static void put(SortedMap<String, Choice<Source>> all, String name, Choice<Source> source) {
        if (all.put(name, source) != null) {
            throw new IllegalArgumentException("joins: " + name
                    + " is also the name of a source, a log or the label (expected: a name of its own)");
        }
    }

    /** The contract with the columns that joins and the label add. */
    public Contract completeContract() {
        return label.complete(contract, joins);
    }

    /** What this version of the contract and the one before say, as far as the spec knows, by version. */
    public SortedMap<String, ContractTerms> terms() {
        SortedMap<String, ContractTerms> terms = new TreeMap<>();
        int version = contract.version();
        if (version > 1) {
            terms.put(String.valueOf(version - 1), ContractTerms.unknown(version - 1));
        }
        terms.put(String.valueOf(version), ContractTerms.of(contract));
        return terms;
    }
}

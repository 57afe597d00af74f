package io.volute.dataengineering.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The columns that a version of a contract had when data was first read by it.
 *
 * @param version of the contract
 * @param columns types by column; empty of a version that nothing was read by
 */
public record ContractTerms(int version, Optional<SortedMap<String, ValueType>> columns) {
    /** Pairs of which the second takes every value of the first. */
    private static final Set<List<ValueType>> WIDER =
            Set.of(List.of(ValueType.INT, ValueType.NUMBER), List.of(ValueType.CATEGORY, ValueType.TEXT));

    /** Copies. */
    public ContractTerms {
        columns = columns.map(types -> Collections.unmodifiableSortedMap(new TreeMap<>(types)));
    }

    /** Of a contract as it is. */
    public static ContractTerms of(Contract contract) {
        SortedMap<String, ValueType> types = new TreeMap<>();
        contract.columns().forEach((name, column) -> types.put(name, column.type()));
        return new ContractTerms(contract.version(), Optional.of(types));
    }

    /** Of a version of which nothing is known any more. */
    public static ContractTerms unknown(int version) {
        return new ContractTerms(version, Optional.empty());
    }

    /**
     * What differs between two states of a contract, in words.
     *
     * @param harmless columns that came, or take more than before
     * @param breaking columns that went, or take something else
     */
    public record Changes(List<String> harmless, List<String> breaking) {
        /** Copies. */
        public Changes {
            harmless = List.copyOf(harmless);
            breaking = List.copyOf(breaking);
        }

        /** All of them. */
        public List<String> all() {
            List<String> all = new ArrayList<>(breaking);
            all.addAll(harmless);
            return all;
        }
    }

    /** What became of these terms; nothing where one of both is unknown. */
    public Changes changesTo(ContractTerms later) {
        SortedMap<String, ValueType> before = columns.orElse(Collections.emptySortedMap());
        SortedMap<String, ValueType> after = later.columns.orElse(before);
        List<String> harmless = new ArrayList<>();
        List<String> breaking = new ArrayList<>();
        if (columns.isEmpty()) {
            return new Changes(harmless, breaking);
        }
        for (Map.Entry<String, ValueType> column : before.entrySet()) {
            ValueType now = after.get(column.getKey());
            if (now == null) {
                breaking.add(column.getKey() + " removed");
            } else if (now != column.getValue()) {
                String words = column.getKey() + " " + column.getValue().written() + " -> " + now.written();
                if (WIDER.contains(List.of(column.getValue(), now))) {
                    harmless.add(words + ", wider");
                } else {
                    breaking.add(words + (WIDER.contains(List.of(now, column.getValue())) ? ", narrower" : ""));
                }
            }
        }
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> harmless.add(name + " added"));
        return new Changes(harmless, breaking);
    }
}

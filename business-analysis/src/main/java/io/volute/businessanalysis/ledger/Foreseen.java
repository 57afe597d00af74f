package io.volute.businessanalysis.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The forecast of the first turn that made one, held against what is booked since, and what is foreseen now that this is
 * known.
 *
 * @param months that are over, oldest first
 * @param later what is foreseen from here on; absent where nothing can be told yet
 * @param note why it is absent
 */
public record Foreseen(List<Held> months, Optional<Later> later, Optional<String> note) {
    private static final int QUARTER = 3;

    /** Copies. */
    public Foreseen {
        months = List.copyOf(months);
    }

    /**
     * A month; amounts are cumulative net values since the forecast's first month.
     *
     * @param month {@code 2000-03}
     * @param forecast as it was made, mean over paths
     * @param low lower end of what held 80 % of the paths
     * @param high upper end
     * @param actual booked
     * @param error actual minus forecast
     * @param inside whether the actual lies between the ends
     * @param coverage share of the months up to this one whose actual did; 80 % are foreseen
     */
    public record Held(
            String month,
            double forecast,
            double low,
            double high,
            double actual,
            double error,
            boolean inside,
            double coverage) {}

    /**
     * The forecast given what is booked.
     *
     * @param effectivePaths how many of its paths still count
     * @param months to come
     * @param breakEven when the net value first reaches 0
     * @param horizon the last month; an absent end lies after it
     */
    public record Later(double effectivePaths, List<Path> months, Book.BreakEvenMonths breakEven, String horizon) {
        /** Copies. */
        public Later {
            months = List.copyOf(months);
        }

        /** The next month, each third one after it, and the last: as many as somebody reads. */
        public List<Path> eachQuarter() {
            return IntStream.range(0, months.size())
                    .filter(i -> i % QUARTER == 0 || i == months.size() - 1)
                    .mapToObj(months::get)
                    .toList();
        }
    }

    /**
     * A month to come; cumulative net value.
     *
     * @param month {@code 2000-09}
     * @param net median over paths
     * @param low lower end of what holds 80 % of them
     * @param high upper end
     */
    public record Path(String month, double net, double low, double high) {}

    /** How many of the months lie inside. */
    public long inside() {
        return months.stream().filter(Held::inside).count();
    }

    /** In how many more came than the upper end. */
    public long above() {
        return months.stream().filter(month -> month.actual() > month.high()).count();
    }

    /** In how many less came than the lower end. */
    public long below() {
        return months.size() - inside() - above();
    }
}

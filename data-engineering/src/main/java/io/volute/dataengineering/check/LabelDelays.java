package io.volute.dataengineering.check;

import io.volute.core.contract.dataengineering.DataReport;
import io.volute.core.table.Table;
import io.volute.dataengineering.label.EventSpec;
import io.volute.dataengineering.label.LabelSpec;
import io.volute.statistics.proportion.Share;
import io.volute.statistics.survival.LabelDelay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What waiting does to labels that are made of events. */
final class LabelDelays {
    private static final int[] WINDOWS = {1, 7, 14};

    private LabelDelays() {}

    /** Over the truth of all slots; empty where the label is no event of another source. */
    static Optional<DataReport.LabelDelay> of(LabelSpec label, List<Table> truth) {
        return label.event().map(event -> {
            double[] days = truth.stream()
                    .map(table -> table.column(EventSpec.days(label.name())))
                    .flatMapToDouble(column -> IntStream.range(0, column.rows())
                            .filter(row -> !column.isMissing(row))
                            .mapToDouble(column::doubleAt))
                    .toArray();
            int rows = truth.stream().mapToInt(Table::rows).sum();
            LabelDelay delay = new LabelDelay(days, rows);
            return new DataReport.LabelDelay(
                    optional(delay.quantile(.5)), optional(delay.quantile(.9)), flipped(delay, windows(event), rows));
        });
    }

    /** Windows within the declared one, and that one itself: beyond it nobody has looked. */
    private static int[] windows(EventSpec event) {
        int declared = (int) ChronoUnit.DAYS.between(LocalDate.EPOCH, LocalDate.EPOCH.plus(event.window()));
        return IntStream.concat(Arrays.stream(WINDOWS).filter(days -> days < declared), IntStream.of(declared))
                .toArray();
    }

    private static List<DataReport.Flipped> flipped(LabelDelay delay, int[] windows, int rows) {
        List<DataReport.Flipped> flipped = new ArrayList<>();
        for (int i = 1; i < windows.length && rows > 0; i++) {
            Share share = delay.flipped(windows[i - 1], windows[i]);
            flipped.add(new DataReport.Flipped(windows[i - 1], windows[i], share.hits(), share.value()));
        }
        return flipped;
    }

    private static Optional<Double> optional(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}

package io.volute.core.run.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The source: one to three strikes each month from 1999-10 to 2002-08, none in 2001-06. */
public final class Strikes {
    private static final LocalDate BEGIN = LocalDate.of(1999, 10, 1);
    private static final LocalDate END = LocalDate.of(2002, 9, 1);

    private Strikes() {}

    /** Lines {@code date,label,known}, where each label is known so many days after its strike. */
    public static List<String> lines(int delay) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (LocalDate month = BEGIN; month.isBefore(END); month = month.plusMonths(1)) {
            int strikes = month.equals(LocalDate.of(2001, 6, 1)) ? 0 : 1 + month.getMonthValue() % 3;
            for (int i = 0; i < strikes; i++) {
                number++;
                lines.add(line(month.withDayOfMonth(4 + 9 * i), number % 5 == 0 ? 1 : 0, delay));
            }
        }
        return lines;
    }

    /** One line. */
    public static String line(LocalDate date, int label, int delay) {
        return date + "," + label + "," + date.plusDays(delay);
    }
}

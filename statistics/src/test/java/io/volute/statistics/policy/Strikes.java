package io.volute.statistics.policy;

import java.util.Arrays;

/** Bird strikes as rows, rebuilt from their counts by size and damage. */
final class Strikes {

    private final boolean[] damaged;
    private final boolean[] large;
    private final boolean[] notSmall;

    private Strikes(int rows) {
        damaged = new boolean[rows];
        large = new boolean[rows];
        notSmall = new boolean[rows];
    }

    /** FAA reports of 2000-01 to 2002-07 without the labels {@code B} and {@code C}. */
    static Strikes of2000() {
        Strikes strikes = new Strikes(2781);
        int at = strikes.add(0, 1474, false, false, false);
        at = strikes.add(at, 61, true, false, false);
        at = strikes.add(at, 917, false, false, true);
        at = strikes.add(at, 139, true, false, true);
        at = strikes.add(at, 106, false, true, true);
        strikes.add(at, 84, true, true, true);
        return strikes;
    }

    boolean[] damaged() {
        return damaged;
    }

    boolean[] large() {
        return large;
    }

    boolean[] notSmall() {
        return notSmall;
    }

    private int add(int from, int rows, boolean isDamaged, boolean isLarge, boolean isNotSmall) {
        Arrays.fill(damaged, from, from + rows, isDamaged);
        Arrays.fill(large, from, from + rows, isLarge);
        Arrays.fill(notSmall, from, from + rows, isNotSmall);
        return from + rows;
    }
}

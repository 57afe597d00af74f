package io.volute.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.random.Draws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Seeded worlds in which the truth is known, of one test class. Each simulation is a line of {@code
 * docs/reference/simulations.md}: the main suite makes a few of its worlds, asserts its rate within 3 standard errors and
 * that the page has the line; {@code mvn -Psimulations} makes many and writes the lines from which the page is made.
 */
public final class Simulations {

    /** What a line promises. */
    public enum Kind {
        /** As many false alarms as the level says. */
        FALSE_ALARMS,
        /** No more false alarms than the level says. */
        AT_MOST,
        /** The truth lies in the interval as often as it says. */
        COVERAGE,
        /** The obvious wrong way, in the same worlds. */
        WRONG,
        /** A known effect is told as often as so many units allow. */
        POWER
    }

    private static final Path PAGE =
            Path.of("..", "docs", "reference", "simulations.md").toAbsolutePath();
    private static final String CELL = " | ";
    private static final double LEVEL = .05;

    private final String test;

    private Simulations(String test) {
        this.test = test;
    }

    /** The simulations of a test class. */
    public static Simulations of(Class<?> test) {
        return new Simulations(test.getSimpleName());
    }

    /** How many worlds: as many as usual, or as asked for by {@code -Dvolute.simulations=N}. */
    public static int worlds(int usual) {
        return Integer.getInteger("volute.simulations", usual);
    }

    /** The same where a world is dear: never more than that. */
    public static int worlds(int usual, int most) {
        return Math.min(most, worlds(usual));
    }

    /** The share of worlds in which something happens (1) or not (0). */
    public static double share(int worlds, long seed, ToDoubleFunction<Draws> world) {
        double sum = 0;
        for (int w = 0; w < worlds; w++) {
            sum += world.applyAsDouble(Draws.of(seed, w));
        }
        return sum / worlds;
    }

    /** Worlds without an effect: a test at 5 % raises an alarm (1) in 5 of 100. */
    public void falseAlarms(String name, int worlds, long seed, ToDoubleFunction<Draws> alarm) {
        measured(Kind.FALSE_ALARMS, name, LEVEL, worlds, seed, share(worlds, seed, alarm));
    }

    /** The same at another level. */
    public void falseAlarms(String name, double level, int worlds, long seed, ToDoubleFunction<Draws> alarm) {
        measured(Kind.FALSE_ALARMS, name, level, worlds, seed, share(worlds, seed, alarm));
    }

    /** Worlds without an effect: alarms (1) in no more than the level says. */
    public void atMost(double level, String name, int worlds, long seed, ToDoubleFunction<Draws> alarm) {
        measured(Kind.AT_MOST, name, level, worlds, seed, share(worlds, seed, alarm));
    }

    /** Worlds with a known truth: it lies in the 95 % interval (1) in 95 of 100. */
    public void coverage(String name, int worlds, long seed, ToDoubleFunction<Draws> covers) {
        measured(Kind.COVERAGE, name, 1 - LEVEL, worlds, seed, share(worlds, seed, covers));
    }

    /** The obvious wrong way: alarms (1) at this rate, and not at 5 %. */
    public void wrong(String name, double rate, int worlds, long seed, ToDoubleFunction<Draws> alarm) {
        measured(Kind.WRONG, name, rate, worlds, seed, share(worlds, seed, alarm));
    }

    /** Asserts a rate that was measured, and notes it. */
    public void measured(Kind kind, String name, double nominal, int worlds, long seed, double share) {
        double error = error(nominal, worlds);
        String line = String.join(
                CELL,
                kind.name(),
                name,
                "`" + test + "`",
                String.valueOf(seed),
                String.format(Locale.ROOT, "%s", nominal),
                String.valueOf(worlds),
                String.format(Locale.ROOT, "%.4f", share),
                String.format(Locale.ROOT, "%.4f", error));
        String rows = System.getProperty("volute.simulations.rows", "");
        try {
            if (rows.isEmpty()) {
                assertThat(Files.readString(PAGE))
                        .as("the page's line of this simulation; CONTRIBUTING.md says how it is made")
                        .contains(head(name, test, seed, nominal));
            } else {
                Files.createDirectories(Path.of(rows));
                Files.writeString(Path.of(rows, name.replaceAll("[^A-Za-z0-9.]+", "-")), line + "\n");
            }
        } catch (IOException notRead) {
            throw new UncheckedIOException(notRead);
        }
        assertThat(share).as(name).isBetween(kind == Kind.AT_MOST ? 0 : nominal - 3 * error, nominal + 3 * error);
        if (kind == Kind.WRONG) {
            assertThat(share).as(name).isGreaterThan(LEVEL + 3 * error(LEVEL, worlds));
        }
    }

    /** What a line of the page begins with, whatever was measured. */
    private static String head(String name, String test, long seed, double nominal) {
        return "| " + name + CELL + "`" + test + "`" + CELL + seed + CELL + nominal + CELL;
    }

    private static double error(double rate, int worlds) {
        return Math.sqrt(rate * (1 - rate) / worlds);
    }

    /** Asserts that it happens at the nominal rate, within 3 standard errors of so many worlds. */
    public static void assertRate(double nominal, int worlds, long seed, ToDoubleFunction<Draws> world) {
        double error = Math.sqrt(nominal * (1 - nominal) / worlds);
        assertThat(share(worlds, seed, world)).isBetween(nominal - 3 * error, nominal + 3 * error);
    }

    /** 1 if the interval covers the truth. */
    public static double covers(Figure figure, double truth) {
        return figure.found().orElseThrow().covers(truth) ? 1 : 0;
    }

    /** 1 if the test raises an alarm at 5 %. */
    public static double alarm(Tested tested) {
        return tested.tested().orElseThrow().below(LEVEL) ? 1 : 0;
    }
}

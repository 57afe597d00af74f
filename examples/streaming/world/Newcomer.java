package world;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import world.Diary.Event;
import world.Diary.Response;
import world.Visit.Candidate;

/** A new member and the first four weeks: no draw depends on who ranks. */
public final class Newcomer {
    /** Where no model ranks: what is popular and near to the member's taste. */
    public static final ToDoubleFunction<Candidate> POPULAR = one -> one.title().popularity() + .5 * one.affinity();

    static final long HOUR = 3600;
    static final long DAY = 24 * HOUR;
    private static final int CANDIDATES = 4;
    private static final double BY_LOT = .25;
    private static final List<String> PLATFORMS = List.of("ios", "android", "web", "tv");

    private final long seed;
    private final YearMonth month;
    private final long number;
    private final String unit;
    private final String platform;
    private final boolean bot;
    private final long signed;
    private final double clicks;
    private final double stays;
    private final List<Visit> visits = new ArrayList<>();

    /**
     * What a member did in four weeks.
     *
     * @param shown recommendations
     * @param taken of these, played
     * @param hours of them
     * @param chance of cancelling
     * @param cancelled whether it came so
     */
    public record Outcome(int shown, int taken, double hours, double chance, boolean cancelled) {}

    private Newcomer(long seed, YearMonth month, long number, List<Title> titles, int row) {
        this.seed = seed;
        this.month = month;
        this.number = number;
        unit = "m" + month.toString().replace("-", "") + "-" + number;
        Draws draws = new Draws(seed, number, month.hashCode());
        platform = PLATFORMS.get((int) (4 * draws.next()));
        bot = draws.next() < .01;
        clicks = .6 * draws.normal();
        stays = .5 * draws.normal();
        signed = start(month) + (long) (20 * HOUR * draws.next());
        boolean comes = draws.next() > .03;
        double gap = (bot ? 2 : 6.5) * DAY;
        long first = signed + (long) (2 * HOUR * draws.next());
        // Early enough for all that answers it to be there by the end of the month.
        for (long at = first; comes && at < first + 26 * DAY; at += (long) (HOUR + gap * draws.exponential())) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < CANDIDATES; i++) {
                Title title = titles.get((int) (titles.size() * draws.next()));
                candidates.add(new Candidate(row + visits.size() * CANDIDATES + i, title, draws.normal()));
            }
            visits.add(new Visit("r" + unit.substring(1) + "-" + visits.size(), at, candidates));
        }
    }

    /** The members that a month brings, the same whatever they are shown. */
    public static List<Newcomer> of(long seed, YearMonth month, long members) {
        List<Title> titles = Title.of(seed);
        List<Newcomer> all = new ArrayList<>();
        int row = 0;
        for (long number = 0; number < members; number++) {
            Newcomer one = new Newcomer(seed, month, number, titles, row);
            row += one.visits.size() * CANDIDATES;
            all.add(one);
        }
        return all;
    }

    /** Whether the member takes part in an experiment with this share of all, and is treated. */
    public Lot lot(String experiment, double slice) {
        Draws lot = new Draws(seed, number, 7 + experiment.hashCode() + month.hashCode());
        boolean takesPart = lot.next() < slice;
        return !takesPart ? Lot.OUT : lot.next() < .5 ? Lot.MODEL : Lot.CONTROL;
    }

    /** What the lot says of a member. */
    public enum Lot {
        /** No part in the experiment. */
        OUT,
        /** Shown what is popular. */
        CONTROL,
        /** Shown what the model ranks first. */
        MODEL
    }

    /** Lives through what is shown; {@code byLot}: some visits are ranked by lot, so that there is something to learn. */
    public Outcome live(ToDoubleFunction<Candidate> ranking, boolean byLot, Diary diary) {
        Draws draws = new Draws(seed, number, 31L * month.hashCode() + 1);
        int taken = 0;
        double seconds = 0;
        double regret = 0;
        for (Visit visit : visits) {
            double chance = draws.next();
            int any = (int) (CANDIDATES * draws.next());
            Candidate shown =
                    byLot && chance < BY_LOT ? visit.candidates().get(any) : visit.best(ranking);
            Title title = shown.title();
            double mood = draws.next();
            double patience = draws.next();
            double pace = draws.next();
            boolean played = mood < (bot ? .02 : logistic(-.6 + .9 * title.lure() + .5 * shown.affinity() + clicks));
            boolean finished = played && patience < logistic(-.1 + 1.5 * title.depth() + .3 * shown.affinity());
            double lasts = played ? 60 * (finished ? title.minutes() : 2 + .1 * pace * title.minutes()) : 0;
            taken += played ? 1 : 0;
            seconds += lasts;
            regret += finished ? -1 : played ? 1 : 0;
            note(visit, played, lasts, pace, diary);
            diary.shown(visit, shown, new Response(played, finished, lasts));
        }
        double cancels = bot || visits.isEmpty() ? 0 : logistic(-1.6 + .55 * regret + stays);
        boolean cancelled = draws.next() < cancels;
        if (cancelled) {
            // Who cancels stays until the paid period ends.
            log("cancel", visits.get(0).at() + (long) (27.9 * DAY * draws.next()), "", 0, draws, diary);
        }
        return new Outcome(visits.size(), taken, seconds / HOUR, cancels, cancelled);
    }

    private void note(Visit visit, boolean played, double lasts, double pace, Diary diary) {
        Draws clock = new Draws(seed, number, visit.at());
        log("impression", visit.at(), visit.rec(), 0, clock, diary);
        if (clock.next() < .2) {
            log("impression", visit.at() + 60 + (long) (30 * HOUR * clock.next()), visit.rec(), 0, clock, diary);
        }
        if (played) {
            long at = visit.at() + 5 + (long) ((pace < .9 ? 1 : 40) * HOUR * clock.next());
            log("play", at, visit.rec(), lasts, clock, diary);
        } else if (clock.next() < .25) {
            // Found by searching: nothing that was shown has a part in it.
            log("play", visit.at() + 5 + (long) (HOUR * clock.next()), "", 600 + 3000 * clock.next(), clock, diary);
        } else if (clock.next() < .1) {
            log("play", visit.at() + 5, visit.rec(), 5 + 35 * clock.next(), clock, diary);
        }
    }

    /** One in fifty twice; most are received within seconds, one in a hundred hours later. */
    private static void log(String kind, long at, String rec, double seconds, Draws draws, Diary diary) {
        double delay = draws.next() < .99 ? 6 * draws.exponential() : 10 * HOUR * draws.next();
        diary.event(new Event(kind, at, at + (long) delay, rec, seconds, draws.next() < .02));
    }

    /** The number among the members of the month. */
    public long number() {
        return number;
    }

    /** The id. */
    public String unit() {
        return unit;
    }

    /** What it watches with. */
    public String platform() {
        return platform;
    }

    /** Whether it is a program. */
    public boolean bot() {
        return bot;
    }

    /** The second of signing up. */
    long signed() {
        return signed;
    }

    /** When it comes, and what could be shown then. */
    public List<Visit> visits() {
        return visits;
    }

    static long start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}

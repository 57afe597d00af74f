package world;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A simulated service that lives by what was decided: a month's new members are shown what the scores of a file rank
 * first, or what is popular, and play, finish and cancel accordingly. Titles have a lure, which makes people click, and a
 * depth, which makes them stay to the end; both show only through noise. README.md tells the model. It needs a JDK and
 * nothing else, imports nothing of Volute, and writes only what a real service would have logged: the truth is printed on
 * demand and stands in no file.
 */
public final class Service {
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final int TITLES = 150;
    private static final int CANDIDATES = 4;
    private static final double BY_LOT = .25;
    /** What a member who stays is truly worth; the owner believes it to be between 30 and 46. */
    private static final double WORTH = 40;

    private static final String ASKED =
            "rec_id,unit,shown_at,platform,affinity,thumbnail,critics,minutes,popularity";
    private static final String ASSIGNED = "unit,arm,assigned_at,exposed_at,is_bot,platform\n";
    private static final List<String> PLATFORMS = List.of("ios", "android", "web", "tv");

    private final Path folder;
    private final long members;
    private final long seed;
    private final YearMonth month;
    private final List<Title> titles = new ArrayList<>();

    private Service(Map<String, String> options) {
        folder = Path.of(options.getOrDefault("--in", "data"));
        members = Long.parseLong(options.getOrDefault("--members", "3000"));
        seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        require(options.containsKey("--month"), "--month is missing; expected a month such as 2026-06");
        month = YearMonth.parse(options.get("--month"));
        require(members > 0, "--members is " + members + "; expected 1 or more");
        Draws draws = new Draws(seed, -1, 0);
        for (int i = 0; i < TITLES; i++) {
            titles.add(Title.draw(draws));
        }
    }

    /** {@code java Service.java ask|live|truth --in FOLDER --month 2026-06 [options]}. */
    public static void main(String[] arguments) throws IOException {
        try {
            Map<String, String> options = options(List.of(arguments));
            Service service = new Service(options);
            switch (options.getOrDefault("", "nothing")) {
                case "ask" -> service.ask(options.getOrDefault("--experiment", ""));
                case "live" -> service.live(options);
                case "truth" -> service.truth(options);
                default -> throw new IllegalArgumentException("expected first: ask, live or truth");
            }
        } catch (IllegalArgumentException e) {
            System.err.println("Service (simulated): " + e.getMessage());
            System.exit(2);
        }
    }

    private static Map<String, String> options(List<String> words) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).startsWith("--")) {
                options.put("", words.get(i));
            } else {
                require(i + 1 < words.size(), words.get(i) + " needs a value");
                options.put(words.get(i), words.get(++i));
            }
        }
        return options;
    }

    /** Writes what could be shown to this month's members, a few titles at each visit; opens an experiment's log. */
    private void ask(String experiment) throws IOException {
        if (!experiment.isEmpty()) {
            append(log(experiment), ASSIGNED, "");
        }
        Path file = folder.resolve("candidates-" + month + ".csv");
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(ASKED + "\n");
            for (long number = 0; number < members; number++) {
                for (Visit visit : new Member(number).visits) {
                    for (Candidate candidate : visit.candidates) {
                        out.write(candidate.row(visit) + "\n");
                        rows++;
                    }
                }
            }
        }
        System.out.println("simulated: " + rows + " recommendations could be shown in " + month);
    }

    /** Lets the month happen and appends to the logs what a service writes down of it. */
    private void live(Map<String, String> options) throws IOException {
        double[] scores = options.containsKey("--scores") ? scores(Path.of(options.get("--scores"))) : new double[0];
        String experiment = options.getOrDefault("--experiment", "");
        double slice = experiment.isEmpty() ? 0 : Double.parseDouble(options.getOrDefault("--slice", "1"));
        boolean launched = options.containsKey("--launched");
        require((experiment.isEmpty() && !launched) || scores.length > 0, "--scores is missing; who ranks?");
        StringBuilder assigned = new StringBuilder();
        StringBuilder events = new StringBuilder();
        StringBuilder requests = new StringBuilder();
        int at = 0;
        for (long number = 0; number < members; number++) {
            Member member = new Member(number);
            Draws lot = new Draws(seed, number, 7 + experiment.hashCode() + month.hashCode());
            boolean takesPart = lot.next() < slice;
            boolean model = takesPart ? lot.next() < .5 : launched;
            if (takesPart) {
                assigned.append(member.assigned(model ? experiment : "control"));
            }
            member.live(model ? scores : new double[0], at, scores.length == 0);
            at += member.visits.size() * CANDIDATES;
            member.events.forEach(events::append);
            if (number % 2 == 0 && !member.bot) {
                member.requests.forEach(requests::append);
            }
        }
        append("events.csv", "event_id,unit,event,at,received_at,rec_id,seconds\n", events);
        append("requests.csv", ASKED + ",played,finished,long,stayed\n", requests);
        if (!experiment.isEmpty()) {
            append(log(experiment), ASSIGNED, assigned);
        }
        fillIn();
        System.out.println("simulated: " + month + " with " + members + " new members"
                + (scores.length == 0 ? ", shown what is popular" : launched ? ", the model ranks" : ", tried on half"));
    }

    /** Whether a member stayed is known thirty days later: old rows get their label when it comes. */
    private void fillIn() throws IOException {
        Set<String> gone = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("events.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[2].equals("cancel")) {
                gone.add(cells[1]);
            }
        }
        long now = start(month.plusMonths(1));
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("requests.csv"))) {
            String[] cells = line.split(",", -1);
            boolean open = !cells[0].equals("rec_id") && cells[12].isEmpty();
            rows.add(
                    open && Instant.parse(cells[2]).getEpochSecond() + 30 * DAY <= now
                            ? line + !gone.contains(cells[1])
                            : line);
        }
        Files.write(folder.resolve("requests.csv"), rows);
    }

    /** What this month's members would truly do under either ranking, and what that is worth: for tests alone. */
    private void truth(Map<String, String> options) throws IOException {
        double[] scores = scores(Path.of(options.get("--scores")));
        double covered = Double.parseDouble(options.getOrDefault("--covered", "1"));
        Tally popular = new Tally();
        Tally model = new Tally();
        int at = 0;
        for (long number = 0; number < members; number++) {
            Member member = new Member(number);
            if (!member.bot && !member.visits.isEmpty()) {
                popular.add(new Member(number).live(new double[0], at, false));
                model.add(member.live(scores, at, false));
            }
            at += member.visits.size() * CANDIDATES;
        }
        System.out.println(String.format(
                Locale.ROOT,
                "{\"month\":\"%s\",\"members\":%d,\"popular\":%s,\"model\":%s,\"worth\":%.2f}",
                month,
                popular.members,
                popular.json(),
                model.json(),
                WORTH * covered * (popular.cancels - model.cancels)));
    }

    private static double[] scores(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1]))
                .toArray();
    }

    private void append(String name, String header, CharSequence rows) throws IOException {
        Path file = folder.resolve(name);
        String text = (Files.exists(file) ? "" : header) + rows;
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String log(String experiment) {
        return "assigned-" + experiment + ".csv";
    }

    private static long start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    private static String instant(long second) {
        return Instant.ofEpochSecond(second).toString();
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Lure and depth pull apart; a thumbnail shows the one, critics the other, both with noise. */
    private record Title(double lure, double depth, double thumbnail, double critics, int minutes, double popularity) {
        static Title draw(Draws draws) {
            double lure = draws.normal();
            double depth = -.5 * lure + .87 * draws.normal();
            return new Title(
                    lure,
                    depth,
                    lure + .4 * draws.normal(),
                    depth + .4 * draws.normal(),
                    20 + (int) (100 * draws.next()),
                    .3 * lure + .3 * depth + .8 * draws.normal());
        }
    }

    private record Candidate(Title title, double affinity) {
        String row(Visit visit) {
            return String.join(
                    ",",
                    visit.rec,
                    visit.unit,
                    instant(visit.at),
                    visit.platform,
                    digits(affinity),
                    digits(title.thumbnail),
                    digits(title.critics),
                    String.valueOf(title.minutes),
                    digits(title.popularity));
        }
    }

    private record Visit(String rec, String unit, String platform, long at, List<Candidate> candidates) {
        /** The best by the scores from {@code from} on; without scores, what is popular and near to the member's taste. */
        Candidate best(double[] scores, int from) {
            int best = 0;
            for (int i = 1; i < candidates.size(); i++) {
                best = value(scores, from, i) > value(scores, from, best) ? i : best;
            }
            return candidates.get(best);
        }

        private double value(double[] scores, int from, int i) {
            Candidate one = candidates.get(i);
            return scores.length == 0 ? one.title.popularity + .5 * one.affinity : scores[from + i];
        }
    }

    private record Outcome(int shown, int taken, double hours, double cancels) {}

    private static final class Tally {
        private int members;
        private int shown;
        private int taken;
        private double hours;
        private double cancels;

        void add(Outcome outcome) {
            members++;
            shown += outcome.shown;
            taken += outcome.taken;
            hours += outcome.hours;
            cancels += outcome.cancels;
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"takeRate\":%.5f,\"hours\":%.4f,\"cancellationRate\":%.5f}",
                    (double) taken / shown,
                    hours / members,
                    cancels / members);
        }
    }

    /** A new member and the first four weeks: no draw depends on who ranks. */
    private final class Member {
        private final long number;
        private final String unit;
        private final String platform;
        private final boolean bot;
        private final long signed;
        private final double clicks;
        private final double stays;
        private final List<Visit> visits = new ArrayList<>();
        private final List<String> events = new ArrayList<>();
        private final List<String> requests = new ArrayList<>();

        Member(long number) {
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
                    candidates.add(new Candidate(titles.get((int) (TITLES * draws.next())), draws.normal()));
                }
                visits.add(new Visit("r" + unit.substring(1) + "-" + visits.size(), unit, platform, at, candidates));
            }
        }

        String assigned(String arm) {
            return unit + "," + arm + "," + instant(signed) + ","
                    + (visits.isEmpty() ? "" : instant(visits.get(0).at)) + "," + bot + "," + platform + "\n";
        }

        /** Lives through what is shown; {@code lot}: some visits are ranked by lot, so that there is something to learn. */
        Outcome live(double[] scores, int from, boolean lot) {
            Draws draws = new Draws(seed, number, 31L * month.hashCode() + 1);
            int taken = 0;
            double seconds = 0;
            double regret = 0;
            for (int i = 0; i < visits.size(); i++) {
                Visit visit = visits.get(i);
                double chance = draws.next();
                int any = (int) (CANDIDATES * draws.next());
                Candidate shown = lot && chance < BY_LOT
                        ? visit.candidates.get(any)
                        : visit.best(scores, from + i * CANDIDATES);
                Title title = shown.title;
                double mood = draws.next();
                double patience = draws.next();
                double pace = draws.next();
                boolean played = mood < (bot ? .02 : logistic(-.6 + .9 * title.lure + .5 * shown.affinity + clicks));
                boolean finished = played && patience < logistic(-.1 + 1.5 * title.depth + .3 * shown.affinity);
                double lasts = played ? 60 * (finished ? title.minutes : 2 + .1 * pace * title.minutes) : 0;
                taken += played ? 1 : 0;
                seconds += lasts;
                regret += finished ? -1 : played ? 1 : 0;
                note(visit, played, lasts, pace);
                requests.add(shown.row(visit) + "," + played + "," + finished + "," + (lasts >= HOUR) + ",\n");
            }
            double cancels = bot || visits.isEmpty() ? 0 : logistic(-1.6 + .55 * regret + stays);
            if (draws.next() < cancels) {
                // Who cancels stays until the paid period ends.
                log("cancel", visits.get(0).at + (long) (27.9 * DAY * draws.next()), "", "", draws);
            }
            return new Outcome(visits.size(), taken, seconds / HOUR, cancels);
        }

        private void note(Visit visit, boolean played, double lasts, double pace) {
            Draws clock = new Draws(seed, number, visit.at);
            log("impression", visit.at, visit.rec, "", clock);
            if (clock.next() < .2) {
                log("impression", visit.at + 60 + (long) (30 * HOUR * clock.next()), visit.rec, "", clock);
            }
            if (played) {
                long at = visit.at + 5 + (long) ((pace < .9 ? 1 : 40) * HOUR * clock.next());
                log("play", at, visit.rec, digits(lasts), clock);
            } else if (clock.next() < .25) {
                // Found by searching: nothing that was shown has a part in it.
                log("play", visit.at + 5 + (long) (HOUR * clock.next()), "", digits(600 + 3000 * clock.next()), clock);
            } else if (clock.next() < .1) {
                log("play", visit.at + 5, visit.rec, digits(5 + 35 * clock.next()), clock);
            }
        }

        /** One in fifty twice; most are received within seconds, one in a hundred hours later. */
        private void log(String event, long at, String rec, String seconds, Draws draws) {
            double delay = draws.next() < .99 ? 6 * draws.exponential() : 10 * HOUR * draws.next();
            String row = "e" + unit.substring(1) + "-" + events.size() + "," + unit + "," + event + "," + instant(at)
                    + "," + instant(at + (long) delay) + "," + rec + "," + seconds + "\n";
            events.add(row);
            if (draws.next() < .02) {
                events.add(row);
            }
        }
    }

    /** Numbers that belong to a seed, a member and a purpose (SplitMix64). */
    private static final class Draws {
        private long state;

        Draws(long seed, long member, long purpose) {
            state = mix(mix(mix(seed) + member) + purpose);
        }

        double next() {
            state += 0x9e3779b97f4a7c15L;
            return (mix(state) >>> 11) * 0x1.0p-53;
        }

        double exponential() {
            return -Math.log(1 - next());
        }

        double normal() {
            return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
        }

        private static long mix(long z) {
            long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
            return x ^ (x >>> 31);
        }
    }
}

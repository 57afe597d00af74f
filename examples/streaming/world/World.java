package world;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The world of the streaming example: a simulated service with users, recommendations, plays and cancellations. It knows
 * what a launch truly does and writes only what a real service would have logged. README.md tells the model. It needs a
 * JDK and nothing else: {@code java examples/streaming/world/World.java --out FOLDER}, a command that takes one file.
 *
 * <p>Each user is drawn alone, from the seed and the user's number: ten thousand users are the first of a million, a
 * user's draws are the same in either arm, and memory does not grow with the number of users.
 */
public final class World {
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final long START = Instant.parse("2026-06-01T00:00:00Z").getEpochSecond();
    private static final long DAWN = START - 14 * DAY;
    private static final long ENROLMENT_ENDS = START + 14 * DAY;
    /** A day longer than the windows of the metrics, so that there is something for them to leave out. */
    private static final long AFTER = 29 * DAY;

    private static final long IN_TIME = 48 * HOUR;
    private static final long NEVER = Long.MAX_VALUE;
    private static final List<Launch> LAUNCHES = List.of(
            new Launch("home-rank-v7", .06, 0, .18),
            new Launch("autoplay-preview", .08, .02, .05),
            new Launch("kids-row", -.02, .01, -.06),
            new Launch("search-v2", 0, .015, -.03),
            new Launch("trailer-first", .03, -.02, 0),
            new Launch("continue-row", .05, .04, -.10),
            new Launch("none", 0, 0, 0));
    private static final List<Attribute> ATTRIBUTES = List.of(
            new Attribute("platform", List.of("ios", "android", "web", "tv")),
            new Attribute("country", List.of("US", "BR", "DE", "GB", "IN", "JP", "MX", "FR")),
            new Attribute("version", List.of("6.3", "6.4", "6.2", "6.1")),
            new Attribute("exposure_day", List.of("2026-06-01", "2026-06-02", "2026-06-03")));
    private static final int EXPOSURE_DAY = 3;
    private static final List<Cause> CAUSES = List.of(
            new Cause("nothing", 0, 0),
            new Cause("lost-exposures", 0, .45),
            new Cause("country-routing", 1, .8),
            new Cause("version-crash", 2, .8),
            new Cause("late-logging", EXPOSURE_DAY, .95));

    private final long users;
    private final long seed;
    private final boolean swap;
    private final Launch launch;
    private final Cause cause;
    private final int struck;
    private final Map<String, Decision> logged;
    private final boolean follows;

    private World(Map<String, String> options) throws IOException {
        users = number(options, "--users", "10000");
        require(users > 0, "--users is " + users + "; expected 1 or more");
        seed = number(options, "--seed", "1");
        swap = options.containsKey("--swap");
        launch = named(LAUNCHES, Launch::name, options.getOrDefault("--launch", "home-rank-v7"));
        cause = named(CAUSES, Cause::name, options.getOrDefault("--broken", "nothing"));
        struck = ATTRIBUTES.get(cause.attribute).pick(new Draws(seed, -1 - cause.attribute, 3));
        follows = options.containsKey("--assignments");
        require(
                !follows || (cause.share == 0 && !swap),
                "--assignments says who is in which arm; --broken and --swap cannot change it");
        logged = follows ? Decision.read(Path.of(options.get("--assignments"))) : Map.of();
    }

    public static void main(String[] args) throws IOException {
        try {
            simulate(List.of(args), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println("World (simulated): " + e.getMessage());
            System.exit(2);
        }
    }

    /** Does what the command line says; an {@link IllegalArgumentException} says which option or row is wrong. */
    public static void simulate(List<String> args, PrintStream print) throws IOException {
        List<String> flags = List.of("--truth", "--swap", "--no-events");
        List<String> names = List.of("--out", "--users", "--seed", "--launch", "--broken", "--assignments");
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            String name = args.get(i);
            boolean flag = flags.contains(name);
            require(flag || names.contains(name), "unknown option " + name + "; known: " + names + " " + flags);
            require(flag || i + 1 < args.size(), name + " needs a value");
            require(options.put(name, flag ? "" : args.get(++i)) == null, name + " is given twice");
        }
        boolean truth = options.containsKey("--truth");
        String out = options.get("--out");
        require(truth || out != null, "--out FOLDER says where to write; --truth tells the true effects");
        World world = new World(options);
        String written = out == null ? "" : world.write(Path.of(out), !options.containsKey("--no-events"));
        print.println(truth ? world.truth() : written);
    }

    private String truth() {
        Attribute attribute = ATTRIBUTES.get(cause.attribute);
        String broken = "{\"cause\": \"%s\", \"attribute\": \"%s\", \"value\": \"%s\"}"
                .formatted(cause.name, attribute.name, attribute.values.get(struck));
        String lifts = "{\"takeRate\": %s, \"streamingHours\": %s, \"cancellations\": %s}"
                .formatted(launch.takeRate, launch.hours, launch.cancellations);
        return "{\"simulated\": true, \"launch\": \"%s\", \"seed\": %s, \"lifts\": %s, \"broken\": %s}"
                .formatted(launch.name, seed, lifts, cause.share == 0 ? "null" : broken);
    }

    private String write(Path folder, boolean lives) throws IOException {
        Files.createDirectories(folder);
        long units = 0;
        long events = 0;
        try (BufferedWriter assignments = Files.newBufferedWriter(folder.resolve("assignments.csv"));
                BufferedWriter rows = Files.newBufferedWriter(folder.resolve("events.csv"))) {
            assignments.write("unit,arm,assigned_at,exposed_at,is_bot,platform,country,version\n");
            rows.write("event_id,unit,event,at,received_at,rec_id,seconds\n");
            for (long number = 0; number < users; number++) {
                Person person = new Person(number);
                Decision decision = follows ? logged.getOrDefault("u" + number, Decision.NONE) : decide(person);
                events += lives ? person.live(decision, rows) : 0;
                if (!decision.arm.isEmpty()) {
                    units++;
                    assignments.write("u" + number + "," + decision.arm + "," + decision.assignedAt + ","
                            + decision.exposedAt + "," + person.bot + person.attributes + "\n");
                }
            }
        }
        String note = "simulated: " + users + " users, " + units + " assigned, " + events + " events in " + folder;
        return follows ? note + "; " + (logged.size() - units) + " assigned units are no users of this world" : note;
    }

    private Decision decide(Person person) {
        boolean treated = new Draws(seed ^ launch.name.hashCode(), person.number, 4).next() < .5 != swap;
        long exposed = person.firstVisit();
        int value = cause.attribute == EXPOSURE_DAY
                ? (int) Math.min(99, (exposed - START) / DAY)
                : person.traits[cause.attribute];
        if (!treated || value != struck || new Draws(seed, person.number, 3).next() >= cause.share) {
            return decision(treated, exposed, exposed, NEVER);
        }
        return switch (cause.name) {
            case "country-routing" -> decision(false, exposed, exposed, NEVER);
            case "version-crash" -> decision(true, NEVER, NEVER, START);
            default -> decision(true, exposed, NEVER, NEVER);
        };
    }

    private Decision decision(boolean treated, long exposed, long noted, long gone) {
        String arm = treated ? launch.name : "control";
        return new Decision(arm, instant(START), noted == NEVER ? "" : instant(noted), exposed, gone);
    }

    private String instant(long second) {
        return Instant.ofEpochSecond(second).toString();
    }

    private static <T> T named(List<T> known, Function<T, String> name, String text) {
        List<String> names = known.stream().map(name).toList();
        require(names.contains(text), "unknown: " + text + "; known: " + String.join(", ", names));
        return known.get(names.indexOf(text));
    }

    private static long number(Map<String, String> options, String name, String otherwise) {
        String text = options.getOrDefault(name, otherwise);
        require(text.matches("-?\\d{1,18}"), name + " is " + text + "; expected a whole number");
        return Long.parseLong(text);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What a launch truly does: the relative lift of each expectation. */
    private record Launch(String name, double takeRate, double hours, double cancellations) {}

    private record Attribute(String name, List<String> values) {
        /** An index of {@code values}; the first has the largest share. */
        int pick(Draws draws) {
            return (int) (values.size() * Math.pow(draws.next(), 1.15));
        }
    }

    /** How the randomisation breaks, for which share of the treated users with the struck value; it varies by seed. */
    private record Cause(String name, int attribute, double share) {}

    /** {@code from} is when the arm takes hold, {@code gone} when the app fails for good; the texts are what is logged. */
    private record Decision(String arm, String assignedAt, String exposedAt, long from, long gone) {
        private static final Decision NONE = new Decision("", "", "", NEVER, NEVER);

        /** Reads decisions that were logged elsewhere; of several for one unit the first exposure holds. */
        static Map<String, Decision> read(Path file) throws IOException {
            Map<String, Decision> decisions = new HashMap<>();
            List<String> lines = Files.readAllLines(file);
            List<String> names =
                    lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
            require(
                    names.containsAll(List.of("unit", "arm", "assigned_at")),
                    file + " has the columns " + names + "; expected unit, arm, assigned_at[, exposed_at]");
            for (int at = 1; at < lines.size(); at++) {
                String place = file + ":" + (at + 1);
                List<String> cells = List.of(lines.get(at).split(",", -1));
                require(cells.size() == names.size(), place + " has " + cells.size() + " fields; expected " + names);
                String arm = cells.get(names.indexOf("arm"));
                String assigned = cells.get(names.indexOf("assigned_at"));
                String exposed = names.contains("exposed_at") ? cells.get(names.indexOf("exposed_at")) : assigned;
                decisions.merge(
                        cells.get(names.indexOf("unit")),
                        new Decision(arm, assigned, exposed, second(exposed, place), NEVER),
                        (a, b) -> b.from < a.from ? b : a);
            }
            return decisions;
        }

        /** Events are on whole seconds: the first one that is not before the exposure. */
        private static long second(String text, String place) {
            try {
                long second = text.isEmpty()
                        ? NEVER
                        : Instant.parse(text).plusNanos(999_999_999).getEpochSecond();
                require(
                        second == NEVER || (second >= DAWN && second < START + 366 * DAY),
                        place + ": exposed at " + text + "; this world begins 2026-05-18 and lasts until 2027-06-02");
                return second;
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(place + ": " + text + " is no instant in UTC", e);
            }
        }
    }

    /** A user: no draw depends on the arm, only what a draw is compared with or multiplied by. */
    private final class Person {
        private final List<String> rows = new ArrayList<>();
        private final long number;
        private final int[] traits = new int[3];
        private final String attributes;
        private final boolean bot;
        private final double visitsPerDay;
        private final double takes;
        private final double watches;
        private final double length;
        private final double cancels;
        private final Draws draws;
        private Decision decision = Decision.NONE;
        private int recommendations;

        Person(long number) {
            this.number = number;
            draws = new Draws(seed, number, 0);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < traits.length; i++) {
                traits[i] = ATTRIBUTES.get(i).pick(draws);
                text.append(",").append(ATTRIBUTES.get(i).values.get(traits[i]));
            }
            attributes = text.toString();
            bot = draws.next() < .01;
            double activity = .04 + .21 * Math.pow(draws.exponential(), .9);
            visitsPerDay = bot ? 3 : activity;
            // How likely a recommendation is taken without the launch, and something is watched at all.
            takes = bot ? .02 : .6 * Math.pow(draws.next(), 1.7);
            watches = .15 + 1.1 * takes;
            length = (traits[0] == 3 ? 1800 : 1100) * (.2 + 1.6 * draws.next());
            cancels = bot ? 0 : .05 + .12 * Math.exp(-4 * activity);
        }

        long visitAfter(long time, Draws clock) {
            return time + 1 + (long) (clock.exponential() / visitsPerDay * DAY);
        }

        long firstVisit() {
            Draws visits = new Draws(seed, number, 1);
            long time = visitAfter(DAWN, visits);
            while (time < START) {
                time = visitAfter(time, visits);
            }
            return time < ENROLMENT_ENDS ? time : NEVER;
        }

        /** Lives through what was decided, writes the rows in an order that is no order in time, and counts them. */
        int live(Decision decided, Writer out) throws IOException {
            decision = decided;
            double temptation = draws.next();
            long cancelled = (long) (draws.next() * AFTER);
            Draws visits = new Draws(seed, number, 1);
            long until = decision.from == NEVER ? ENROLMENT_ENDS : decision.from + AFTER;
            for (long at = visitAfter(DAWN, visits); at < until; at = visitAfter(at, visits)) {
                visit(at);
            }
            // The user stays until the paid period ends, so that cancelling does not cut the hours.
            if (decision.from != NEVER && temptation < cancels * factor(decision.from, launch.cancellations)) {
                log("cancel", decision.from + cancelled, "", "");
            }
            for (int i = rows.size() - 1; i >= 0; i--) {
                out.write(rows.set((int) (draws.next() * (i + 1)), rows.get(i)));
            }
            return rows.size();
        }

        private double factor(long at, double lift) {
            return at >= decision.from && !decision.arm.equals("control") ? 1 + lift : 1;
        }

        private void visit(long time) {
            int shown = !bot && draws.next() < .15 ? 0 : draws.next() < .4 ? 2 : 1;
            for (int i = 0; i < shown; i++) {
                recommend(time + (long) (20 * i * draws.next()));
            }
            if (draws.next() < .15) {
                play(time + 5 + (long) (HOUR * draws.next()), "", lasting());
            }
        }

        private void recommend(long first) {
            String rec = "r" + number + "-" + recommendations++;
            log("impression", first, rec, "");
            for (int again = 0; again < 3 && draws.next() < .2; again++) {
                log("impression", first + 60 + (long) (72 * HOUR * draws.next()), rec, "");
            }
            double mood = draws.next();
            if (mood < watches) {
                // Who takes none of the recommendations finds the same film by searching: a better rank moves plays to
                // the recommendations and leaves the hours alone.
                String source = mood < takes * factor(first, launch.takeRate) ? rec : "";
                long at = first + 5 + (long) ((draws.next() < .85 ? 600 : IN_TIME - 10) * draws.next());
                play(at, source, lasting());
                if (draws.next() < .25) {
                    play(at + HOUR + (long) (20 * HOUR * draws.next()), source, lasting());
                }
            }
            if (draws.next() < .08) {
                play(first + 5 + (long) (DAY * draws.next()), rec, 5 + 35 * draws.next());
            }
            if (draws.next() < .04) {
                // Too late; one in ten exactly when the time is over.
                play(first + IN_TIME + (long) (IN_TIME * Math.max(0, draws.next() - .1)), rec, lasting());
            }
        }

        /** Two minutes or more, so that no launch's factor carries a play across the sixty seconds. */
        private double lasting() {
            return 120 + length * (.3 + 1.4 * draws.next());
        }

        private void play(long at, String rec, double seconds) {
            long tenths = Math.round(10 * seconds * factor(at, launch.hours));
            log("play", at, rec, tenths / 10 + "." + tenths % 10);
        }

        /** Adds a row, one in fifty twice; most are received within seconds, few up to forty hours late. */
        private void log(String event, long at, String rec, String seconds) {
            double kind = draws.next();
            double delay = kind < .94 ? 6 * draws.exponential() : (kind < .99 ? 2 : 40) * HOUR * draws.next();
            boolean twice = draws.next() < .02;
            if (at < decision.gone) {
                String row = "e" + number + "-" + rows.size() + ",u" + number + "," + event + "," + instant(at) + ","
                        + instant(at + (long) delay) + "," + rec + "," + seconds + "\n";
                rows.addAll(Collections.nCopies(twice ? 2 : 1, row));
            }
        }
    }

    /** Uniform numbers that belong to a seed, a user and a purpose (SplitMix64). */
    private static final class Draws {
        private long state;

        Draws(long seed, long user, long purpose) {
            state = mix(mix(mix(seed) + user) + purpose);
        }

        double next() {
            state += 0x9e3779b97f4a7c15L;
            return (mix(state) >>> 11) * 0x1.0p-53;
        }

        double exponential() {
            return -Math.log(1 - next());
        }

        private static long mix(long z) {
            long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
            return x ^ (x >>> 31);
        }
    }
}

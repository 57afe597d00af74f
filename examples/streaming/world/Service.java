package world;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import world.Newcomer.Lot;
import world.Newcomer.Outcome;
import world.Visit.Candidate;

/**
 * A simulated service that lives by what was decided: a month's new members are shown what the scores of a file rank
 * first, or what is popular, and play, finish and cancel accordingly. Titles have a lure, which makes people click, and a
 * depth, which makes them stay to the end; both show only through noise. README.md tells the model. It needs a JDK and
 * nothing else, imports nothing of Volute, and writes only what a real service would have logged: the truth is printed on
 * demand and stands in no file.
 */
public final class Service {
    /** What a member who stays is truly worth; the owner believes it to be between 30 and 46. */
    private static final double WORTH = 40;

    private static final String ASSIGNED = "unit,arm,assigned_at,exposed_at,is_bot,platform\n";

    private final Path folder;
    private final long members;
    private final long seed;
    private final YearMonth month;

    private Service(Map<String, String> options) {
        folder = Path.of(options.getOrDefault("--in", "data"));
        members = Long.parseLong(options.getOrDefault("--members", "3000"));
        seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        require(options.containsKey("--month"), "--month is missing; expected a month such as 2026-06");
        month = YearMonth.parse(options.get("--month"));
        require(members > 0, "--members is " + members + "; expected 1 or more");
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

    private List<Newcomer> newcomers() {
        return Newcomer.of(seed, month, members);
    }

    /** Writes what could be shown to this month's members, a few titles at each visit; opens an experiment's log. */
    private void ask(String experiment) throws IOException {
        if (!experiment.isEmpty()) {
            append(log(experiment), ASSIGNED, "");
        }
        Path file = folder.resolve("candidates-" + month + ".csv");
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(Notebook.ASKED + "\n");
            for (Newcomer member : newcomers()) {
                for (Visit visit : member.visits()) {
                    for (Candidate candidate : visit.candidates()) {
                        out.write(Notebook.row(member, visit, candidate) + "\n");
                        rows++;
                    }
                }
            }
        }
        System.out.println("simulated: " + rows + " recommendations could be shown in " + month);
    }

    /** Lets the month happen and appends to the logs what a service writes down of it. */
    private void live(Map<String, String> options) throws IOException {
        Optional<ToDoubleFunction<Candidate>> model =
                Optional.ofNullable(options.get("--scores")).map(file -> scores(Path.of(file)));
        String experiment = options.getOrDefault("--experiment", "");
        double slice = experiment.isEmpty() ? 0 : Double.parseDouble(options.getOrDefault("--slice", "1"));
        boolean launched = options.containsKey("--launched");
        require((experiment.isEmpty() && !launched) || model.isPresent(), "--scores is missing; who ranks?");
        StringBuilder assigned = new StringBuilder();
        StringBuilder events = new StringBuilder();
        StringBuilder requests = new StringBuilder();
        for (Newcomer member : newcomers()) {
            Lot lot = member.lot(experiment, slice);
            boolean ranked = lot == Lot.OUT ? launched : lot == Lot.MODEL;
            if (lot != Lot.OUT) {
                assigned.append(Notebook.assigned(member, ranked ? experiment : "control"));
            }
            var notebook = new Notebook(member);
            member.live(ranked ? model.orElseThrow() : Newcomer.POPULAR, model.isEmpty(), notebook);
            notebook.events().forEach(events::append);
            if (member.number() % 2 == 0 && !member.bot()) {
                notebook.requests().forEach(requests::append);
            }
        }
        append("events.csv", "event_id,unit,event,at,received_at,rec_id,seconds\n", events);
        append("requests.csv", Notebook.ASKED + ",played,finished,long,stayed\n", requests);
        if (!experiment.isEmpty()) {
            append(log(experiment), ASSIGNED, assigned);
        }
        fillIn();
        System.out.println("simulated: " + month + " with " + members + " new members"
                + (model.isEmpty() ? ", shown what is popular" : launched ? ", the model ranks" : ", tried on half"));
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
        long now = Newcomer.start(month.plusMonths(1));
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("requests.csv"))) {
            String[] cells = line.split(",", -1);
            boolean open = !cells[0].equals("rec_id") && cells[12].isEmpty();
            rows.add(
                    open && Instant.parse(cells[2]).getEpochSecond() + 30 * Newcomer.DAY <= now
                            ? line + !gone.contains(cells[1])
                            : line);
        }
        Files.write(folder.resolve("requests.csv"), rows);
    }

    /** What this month's members would truly do under either ranking, and what that is worth: for tests alone. */
    private void truth(Map<String, String> options) {
        ToDoubleFunction<Candidate> scores = scores(Path.of(options.get("--scores")));
        double covered = Double.parseDouble(options.getOrDefault("--covered", "1"));
        Tally popular = new Tally();
        Tally model = new Tally();
        for (Newcomer member : newcomers()) {
            if (!member.bot() && !member.visits().isEmpty()) {
                popular.add(member.live(Newcomer.POPULAR, false, Diary.NONE));
                model.add(member.live(scores, false, Diary.NONE));
            }
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

    private static ToDoubleFunction<Candidate> scores(Path file) {
        try {
            double[] scores = Files.readAllLines(file).stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1]))
                    .toArray();
            return candidate -> scores[candidate.row()];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String name, String header, CharSequence rows) throws IOException {
        Path file = folder.resolve(name);
        String text = (Files.exists(file) ? "" : header) + rows;
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String log(String experiment) {
        return "assigned-" + experiment + ".csv";
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private static final class Tally {
        private int members;
        private int shown;
        private int taken;
        private double hours;
        private double cancels;

        void add(Outcome outcome) {
            members++;
            shown += outcome.shown();
            taken += outcome.taken();
            hours += outcome.hours();
            cancels += outcome.chance();
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
}

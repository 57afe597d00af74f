package world;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the simulated service's own pipeline makes of its logs for those who rank: one row for each recommendation that a
 * user saw, with what was known when it was shown, and whether it was played. Knows nothing of what launches truly do.
 */
public final class Requests {
    private static final Duration WITHIN = Duration.ofDays(2);
    private static final int QUALITY = 60;

    private Requests() {}

    private record Seen(String user, Instant at) {}

    /** {@code java Requests.java --in FOLDER [--users 4000]}: reads the world's files, writes requests.csv beside them. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        Path folder = Path.of(option(words, "--in", "."));
        int users = Integer.parseInt(option(words, "--users", "4000"));
        Map<String, String> attributes = new HashMap<>();
        try (BufferedReader in = Files.newBufferedReader(folder.resolve("assignments.csv"))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                if (!cells[4].equals("true") && Integer.parseInt(cells[0].substring(1)) < users) {
                    attributes.put(cells[0], cells[5] + "," + cells[6] + "," + cells[7]);
                }
            }
        }
        SortedMap<String, Seen> first = new TreeMap<>();
        Map<String, Instant> played = new HashMap<>();
        for (int pass = 0; pass < 2; pass++) {
            try (BufferedReader in = Files.newBufferedReader(folder.resolve("events.csv"))) {
                in.readLine();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String[] cells = line.split(",", -1);
                    if (!attributes.containsKey(cells[1]) || cells[5].isEmpty()) {
                        continue;
                    }
                    Instant at = Instant.parse(cells[3]);
                    if (pass == 0 && cells[2].equals("impression")) {
                        first.merge(cells[5], new Seen(cells[1], at), (a, b) -> a.at.isAfter(b.at) ? b : a);
                    } else if (pass == 1 && cells[2].equals("play") && Double.parseDouble(cells[6]) >= QUALITY) {
                        Seen seen = first.get(cells[5]);
                        if (seen != null && !at.isBefore(seen.at) && at.isBefore(seen.at.plus(WITHIN))) {
                            played.put(cells[5], at);
                        }
                    }
                }
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("requests.csv"))) {
            out.write("rec_id,unit,shown_at,platform,country,version,played\n");
            for (Map.Entry<String, Seen> rec : first.entrySet()) {
                Seen seen = rec.getValue();
                out.write(rec.getKey() + "," + seen.user + "," + seen.at + "," + attributes.get(seen.user) + ","
                        + played.containsKey(rec.getKey()) + "\n");
            }
        }
        System.out.println("simulated: " + first.size() + " recommendations in " + folder.resolve("requests.csv"));
    }

    private static String option(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : words.get(at + 1);
    }
}

package io.volute.businessanalysis.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the world wrote, read the plain way: every event in memory, the metrics by their words. It shares nothing with the
 * analysis, so that the world is not proved by what is tried on it.
 */
record ServiceLog(Map<String, Unit> units, List<Event> events) {
    private static final long DAY = 86_400;
    private static final long IN_TIME = 2 * DAY;

    record Unit(String arm, String exposedAt, boolean bot, String platform, String country, String version) {
        boolean counts() {
            return !bot && !exposedAt.isEmpty();
        }

        long exposed() {
            return Instant.parse(exposedAt).getEpochSecond();
        }
    }

    record Event(String id, String unit, String kind, long at, long receivedAt, String rec, double seconds) {
        static Event of(String row) {
            String[] cell = row.split(",", -1);
            return new Event(
                    cell[0],
                    cell[1],
                    cell[2],
                    Instant.parse(cell[3]).getEpochSecond(),
                    Instant.parse(cell[4]).getEpochSecond(),
                    cell[5],
                    cell[6].isEmpty() ? 0 : Double.parseDouble(cell[6]));
        }
    }

    /** One user's totals in the 28 days from the exposure, and in the 14 days before it. */
    static final class Totals {
        int seen;
        int taken;
        double seconds;
        int cancelled;
        int seenBefore;
        int takenBefore;
        double secondsBefore;
    }

    static ServiceLog read(Path folder) throws IOException {
        try (Stream<String> rows = Files.lines(folder.resolve("events.csv"))) {
            return new ServiceLog(units(folder), rows.skip(1).map(Event::of).toList());
        }
    }

    static Map<String, Unit> units(Path folder) throws IOException {
        Map<String, Unit> units = new LinkedHashMap<>();
        try (Stream<String> rows = Files.lines(folder.resolve("assignments.csv"))) {
            rows.skip(1).map(row -> row.split(",", -1)).forEach(cell -> {
                units.put(cell[0], new Unit(cell[1], cell[3], cell[4].equals("true"), cell[5], cell[6], cell[7]));
            });
        }
        return units;
    }

    /** The first instant at which each recommendation was seen, whoever saw it. */
    Map<String, Long> firstSeen() {
        Map<String, Long> first = new HashMap<>();
        for (Event event : events) {
            if (event.kind.equals("impression")) {
                first.merge(event.rec, event.at, Math::min);
            }
        }
        return first;
    }

    /** The totals of all exposed users who are no bots, in the order of the file. */
    Map<String, Totals> totals() {
        Map<String, Totals> totals = new LinkedHashMap<>();
        units.forEach((unit, what) -> {
            if (what.counts()) {
                totals.put(unit, new Totals());
            }
        });
        Map<String, Long> first = firstSeen();
        first.forEach((rec, at) -> {
            String unit = "u" + rec.substring(1, rec.indexOf('-'));
            if (totals.containsKey(unit)) {
                long since = at - units.get(unit).exposed();
                totals.get(unit).seen += after(since);
                totals.get(unit).seenBefore += before(since);
            }
        });
        Set<String> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (Event event : events) {
            if (!totals.containsKey(event.unit) || !ids.add(event.id)) {
                continue;
            }
            Totals unit = totals.get(event.unit);
            long exposed = units.get(event.unit).exposed();
            long since = event.at - exposed;
            if (event.kind.equals("cancel")) {
                unit.cancelled += after(since);
            } else if (event.kind.equals("play")) {
                unit.seconds += after(since) * event.seconds;
                unit.secondsBefore += before(since) * event.seconds;
                boolean quality = !event.rec.isEmpty()
                        && event.seconds >= 60
                        && event.at >= first.get(event.rec)
                        && event.at < first.get(event.rec) + IN_TIME;
                if (quality && taken.add(event.rec)) {
                    unit.taken += after(first.get(event.rec) - exposed);
                    unit.takenBefore += before(first.get(event.rec) - exposed);
                }
            }
        }
        return totals;
    }

    private static int after(long since) {
        return since >= 0 && since < 28 * DAY ? 1 : 0;
    }

    private static int before(long since) {
        return since < 0 && since >= -14 * DAY ? 1 : 0;
    }
}

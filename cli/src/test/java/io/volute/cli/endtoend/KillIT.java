package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.cli.endtoend.intervention.Intervention;
import io.volute.cli.endtoend.intervention.InterventionPlugin;
import io.volute.core.run.Checkpoint.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is killed and whenever, {@code volute resume} ends where a project ends that nothing disturbed. Eight kills;
 * {@code -Dvolute.kills=30} makes more, {@code -Dvolute.seed=N} other ones.
 */
final class KillIT {
    private static final int KILLS = Integer.getInteger("volute.kills", 8);
    private static final long SEED = Long.getLong("volute.seed", 20_000_101L);
    private static final List<Moment> MOMENTS =
            List.of(Moment.RESOLVE, Moment.CLAIM, Moment.RUN, Moment.PUBLISH, Moment.COMMIT, Moment.TELL);
    private static final List<Moment> ALL = List.of(Moment.values());
    private static final int KILLED = 137;
    private static final int OUTSIDE = 4;

    /** Who dies, and when: at the nth time of a moment, or without one after so many milliseconds. */
    private record Fate(boolean server, Optional<Moment> moment, int number) {}

    private final Random random = new Random(SEED);
    private final List<String> log = new ArrayList<>();

    @TempDir
    private Path temporary;

    @Test
    void resumedAfterKillsOfProcessAndServerItEndsLikeAProjectThatNothingDisturbed() throws Exception {
        System.out.println("kills: " + KILLS + ", seed: " + SEED);
        Path plugin = PluginJar.of(InterventionPlugin.class, temporary);
        Deque<Fate> fates = new ArrayDeque<>(fates());
        YearMonth last = YearMonth.of(1999, 12);
        try (Checkout killed = Checkout.small(temporary.resolve("killed"))) {
            killed.volute("db", "start").exits(0);
            suffer(killed, plugin, List.of("run", "--as-of", "2000-01-01"), fates);
            while (!fates.isEmpty()) {
                last = last.plusMonths(1);
                suffer(killed, plugin, month(last), fates);
            }
            assertUndisturbed(killed, last);
        } finally {
            System.out.println(String.join("\n", log));
        }
    }

    /** Each moment once for the process and once for the server; further ones at any moment or at any time. */
    private List<Fate> fates() {
        List<Fate> fates = new ArrayList<>();
        for (Moment moment : MOMENTS) {
            fates.add(new Fate(false, Optional.of(moment), 1 + random.nextInt(6)));
            fates.add(new Fate(true, Optional.of(moment), 1 + random.nextInt(6)));
        }
        while (fates.size() < KILLS) {
            boolean anyTime = random.nextInt(4) == 0;
            Moment moment = ALL.get(random.nextInt(ALL.size()));
            int time = moment == Moment.OPEN || moment == Moment.FINISH ? 1 : 1 + random.nextInt(10);
            fates.add(
                    anyTime
                            ? new Fate(random.nextBoolean(), Optional.empty(), random.nextInt(2_000))
                            : new Fate(random.nextBoolean(), Optional.of(moment), time));
        }
        Collections.shuffle(fates, random);
        return fates;
    }

    /** The month by whoever comes first: worker, cron or backfill. */
    private List<String> month(YearMonth month) {
        return switch (random.nextInt(3)) {
            case 0 -> List.of("worker", "--once", "--until", month.plusMonths(1).atDay(1) + "");
            case 1 -> List.of("run", "--slot", month.toString());
            default -> List.of("backfill", "--from", month.toString(), "--to", month.toString());
        };
    }

    /** The command dies, its resumption perhaps as well; in the end it is through. */
    private void suffer(Checkout checkout, Path plugin, List<String> command, Deque<Fate> fates) throws Exception {
        // A worker goes on with slots that had not begun when it died, so it is asked again too.
        boolean again = command.contains("worker");
        boolean died;
        List<String> words = command;
        do {
            Fate fate = fates.remove();
            Outcome outcome = die(checkout, plugin, words, fate);
            died = outcome.exit() == (fate.server() ? OUTSIDE : KILLED);
            log.add(String.join(" ", words) + ": " + fate + (died ? "" : " came too late"));
            if (died && fate.server() && fate.moment().isPresent()) {
                assertThat(outcome.exits(OUTSIDE).err()).contains("volute resume");
            } else if (!died) {
                assertThat(outcome.exit()).as(outcome.toString()).isBetween(0, 1);
                // The moment must come in another run; a time that is over does not matter.
                fate.moment().ifPresent(moment -> fates.addFirst(new Fate(fate.server(), fate.moment(), 1)));
            }
            // What died before it opened a run has left nothing to resume.
            again |= words.equals(command)
                    && fate.moment().filter(moment -> moment != Moment.OPEN).isEmpty();
            words = List.of("resume");
        } while (died && !fates.isEmpty() && random.nextInt(3) > 0);
        if (died) {
            ends(checkout, words);
        }
        if (again) {
            ends(checkout, command);
        }
    }

    private static void ends(Checkout checkout, List<String> words) {
        Outcome outcome = checkout.volute(words.toArray(String[]::new));
        // The first pass ends with the verdict that there is no evidence yet.
        outcome.exits(outcome.exit() == 1 ? 1 : 0);
    }

    private static Outcome die(Checkout checkout, Path plugin, List<String> words, Fate fate)
            throws InterruptedException {
        Path data = checkout.file(".volute/postgres/data");
        String[] arguments = words.toArray(String[]::new);
        if (fate.moment().isPresent()) {
            return checkout.with("VOLUTE_PLUGINS", plugin.toString())
                    .with(Intervention.WHEN, fate.moment().get() + " " + fate.number())
                    .with(Intervention.WHAT, fate.server() ? "kill-server " + data : "kill")
                    .volute(arguments);
        }
        Process process = checkout.start(arguments);
        boolean over = process.waitFor(fate.number(), TimeUnit.MILLISECONDS);
        if (!over && !fate.server()) {
            // Not the process's own method, which closes its streams.
            process.toHandle().destroyForcibly();
        } else if (!over && Files.exists(data.resolve("postmaster.pid"))) {
            Intervention.killServer(data);
        }
        return Checkout.finish(process, arguments);
    }

    private void assertUndisturbed(Checkout killed, YearMonth last) {
        List<String> undisturbed;
        try (Checkout calm = Checkout.small(temporary.resolve("calm"))) {
            calm.volute("run", "--as-of", "2000-01-01").exits(0);
            calm.volute("backfill", "--from", "2000-01", "--to", last.toString())
                    .exits(0);
            try (StoredRows rows = StoredRows.embedded(calm)) {
                undisturbed = rows.told();
            }
        }
        try (StoredRows rows = StoredRows.embedded(killed)) {
            List<String> more = new ArrayList<>(rows.told());
            more.removeAll(undisturbed);
            assertThat(more).as("told by the killed project only").isEmpty();
            assertThat(rows.told()).isEqualTo(undisturbed);
            assertThat(rows.texts("select fingerprint from core.step_run where kind = 'COMPUTED' group by 1"
                            + " having count(*) > 1"))
                    .isEmpty();
            assertThat(rows.number("select count(*) from core.result where state not in ('DONE', 'SKIPPED')"))
                    .isZero();
            assertThat(rows.number("select count(*) from core.command where state = 'RUNNING'"))
                    .isZero();
            assertThat(rows.number("select count(*) from core.run where state = 'RUNNING'"))
                    .isZero();
        }
        JsonNode verified = killed.volute("store", "verify", "--json").exits(0).json();
        assertThat(verified.path("clean").asBoolean()).isTrue();
        assertThat(verified.path("unreferenced").asInt()).isZero();
        killed.volute("store", "gc", "--delete").exits(0);
        assertThat(killed.volute("store", "gc", "--json")
                        .exits(0)
                        .json()
                        .path("temporaryFiles")
                        .asInt())
                .isZero();
        killed.volute("status", "--json")
                .exits(0)
                .json()
                .path("steps")
                .forEach(step -> assertThat(step.path("state").asText())
                        .as(step.toString())
                        .isEqualTo("FRESH"));
    }
}

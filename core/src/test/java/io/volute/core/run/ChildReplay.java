package io.volute.core.run;

import io.volute.core.database.DatabaseAddress;
import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.run.story.Story;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that replays a story until a moment comes for the nth time; there it says so and waits for its end. */
final class ChildReplay {
    static final String STOPPED = "stopped";

    private ChildReplay() {}

    /** Arguments: database, user, folder, moment, time, first slot, last slot; the password on standard input. */
    public static void main(String[] args) throws IOException {
        String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        DatabaseAddress plain = DatabaseAddress.parse(args[0]);
        var address = new DatabaseAddress(
                plain.host(),
                plain.port(),
                plain.database(),
                args[1],
                new DatabaseAddress.Password(password),
                plain.parameters());
        Moment moment = Moment.valueOf(args[3]);
        var left = new AtomicInteger(Integer.parseInt(args[4]));
        var never = new CountDownLatch(1);
        Story story = Story.existing(address, Path.of(args[2]));
        story.at(now -> {
            if (now == moment && left.decrementAndGet() == 0) {
                System.out.println(STOPPED);
                await(never);
            }
        });
        story.replay(args[5], args[6]);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

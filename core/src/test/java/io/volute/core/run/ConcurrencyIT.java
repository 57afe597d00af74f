package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.Volute;
import io.volute.core.event.RunEvent;
import io.volute.core.run.Checkpoint.Moment;
import io.volute.core.run.story.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several workers on one project share its slots, whoever dies. */
final class ConcurrencyIT {
    private static final Instant UNTIL = Instant.parse("2000-04-01T00:00:00Z");
    private static final List<Moment> MOMENTS = List.of(Moment.values());
    private static final int WORKERS = 3;
    private static final int SLOTS = 3;

    @Test
    void scenario26WorkersComputeEachFingerprintOnceAndLosersLeaveTwoSkipsForEachSlot() throws Exception {
        try (Story alone = Story.begin();
                Story shared = Story.begin()) {
            alone.replay("2000-01", "2000-03");
            shared.runAsOf("2000-01-01");
            var others = new CountDownLatch(WORKERS - 1);
            // Nobody opens a slot before the others have seen that it is missing, and wait.
            shared.at(moment -> {
                if (moment == Moment.OPEN) {
                    await(others);
                }
            });

            inParallel(() -> {
                work(
                        shared,
                        new Engine.Watch(
                                event -> {
                                    if (event instanceof RunEvent.Waited) {
                                        others.countDown();
                                    }
                                },
                                () -> false));
                return 0;
            });

            assertThat(shared.rows().told()).isEqualTo(alone.rows().told());
            assertComputedOnce(shared);
            assertThat(shared.rows()
                            .texts("select slot || ' ' || count(*) from core.slot_skip group by slot order by 1"))
                    .containsExactly("2000-01 2", "2000-02 2", "2000-03 2");
            assertThat(shared.rows().number("select count(*) from core.run where job is not null"))
                    .isEqualTo(SLOTS);
        }
    }

    @Test
    void scenario26WorkersThatAreKilledLeaveTheRowsOfAnUndisturbedStory() throws Exception {
        try (Story alone = Story.begin();
                Story shared = Story.begin()) {
            alone.replay("2000-01", "2000-03");
            shared.runAsOf("2000-01-01");
            var seeds = new AtomicInteger(26);

            inParallel(() -> {
                var random = new Random(seeds.incrementAndGet());
                boolean mortal = random.nextInt(WORKERS) > 0;
                for (int deaths = 0; !workUntilKilled(shared, random, mortal && deaths < 3); deaths++) {
                    shared.markDead();
                }
                return 0;
            });

            assertThat(shared.rows().told()).isEqualTo(alone.rows().told());
            assertComputedOnce(shared);
        }
    }

    /** Every fingerprint has one result, which one step run made and the others reuse. */
    private static void assertComputedOnce(Story story) {
        assertThat(
                        story.rows()
                                .texts(
                                        "select fingerprint from core.step_run where kind = 'COMPUTED' group by 1 having count(*) > 1"))
                .isEmpty();
        assertThat(story.rows().number("select count(*) from core.result where attempt > 0 or state <> 'DONE'"))
                .isZero();
    }

    private static boolean workUntilKilled(Story story, Random random, boolean mortal) {
        Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
        Checkpoint fate = mortal ? Kill.at(moment, 1 + random.nextInt(12)) : now -> {};
        try (Volute volute = story.open(fate)) {
            Project project = volute.project(story.spec());
            project.jobs().catchUp(project.spec(), UNTIL, Engine.Watch.NOBODY);
            return true;
        } catch (Kill.Killed e) {
            return false;
        }
    }

    private static void work(Story story, Engine.Watch watch) {
        try (Volute volute = story.open()) {
            Project project = volute.project(story.spec());
            project.jobs().catchUp(project.spec(), UNTIL, watch);
        }
    }

    private static void inParallel(Callable<Integer> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                all.add(work);
            }
            for (Future<Integer> done : threads.invokeAll(all)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.volute.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Ours against a rival in the same process: each once to warm up, then by turns, so that a busy minute of the machine
 * meets both. Processor time is what all threads of the process took, the compiler's and the collector's included.
 */
final class Race {
    private final int times;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Something to time. */
    interface Job {
        void run() throws Exception;
    }

    private record Taken(double wall, double processor) {}

    Race(int times) {
        this.times = times;
    }

    static void header() {
        System.out.printf(
                Locale.ROOT,
                "%-52s%9s%9s%9s%9s%9s  %s%n",
                "seconds",
                "wall min",
                "median",
                "max",
                "cpu med",
                "n",
                "ratio of processor time");
    }

    /** One alone. */
    double alone(String name, Job job) throws Exception {
        Taken[] taken = new Taken[times];
        time(job);
        for (int i = 0; i < times; i++) {
            taken[i] = time(job);
        }
        return print(name, taken, "");
    }

    /** Ours by turns with the rival; {@code limit} is the ratio that is wanted. */
    void against(String ours, Job job, String rival, Job rivalJob, double limit) throws Exception {
        Taken[] own = new Taken[times];
        Taken[] theirs = new Taken[times];
        time(job);
        time(rivalJob);
        for (int i = 0; i < times; i++) {
            own[i] = time(job);
            theirs[i] = time(rivalJob);
        }
        double[] ratios = new double[times];
        for (int i = 0; i < times; i++) {
            ratios[i] = own[i].processor / theirs[i].processor;
        }
        Arrays.sort(ratios);
        double ratio = median(own) / median(theirs);
        print(rival, theirs, "");
        print(
                ours,
                own,
                String.format(
                        Locale.ROOT,
                        "%.2f (pairs %.2f … %.2f), wanted: at most %.2f: %s",
                        ratio,
                        ratios[0],
                        ratios[times - 1],
                        limit,
                        ratio <= limit ? "holds" : "NOT REACHED"));
    }

    private static double median(Taken[] taken) {
        double[] sorted =
                Arrays.stream(taken).mapToDouble(Taken::processor).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private double print(String name, Taken[] taken, String verdict) {
        double[] wall = Arrays.stream(taken).mapToDouble(Taken::wall).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-52s%9.2f%9.2f%9.2f%9.2f%9d  %s%n",
                name,
                wall[0],
                wall[wall.length / 2],
                wall[wall.length - 1],
                median(taken),
                taken.length,
                verdict);
        return median(taken);
    }

    private Taken time(Job job) throws Exception {
        System.gc();
        long wall = System.nanoTime();
        long processor = system.getProcessCpuTime();
        job.run();
        double seconds = (System.nanoTime() - wall) / 1e9;
        return new Taken(seconds, (system.getProcessCpuTime() - processor) / 1e9);
    }
}

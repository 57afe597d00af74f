package io.volute.cli.launches;

import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Terminal;
import io.volute.cli.verb.FileFormat;
import io.volute.cli.verb.Talk;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.statistics.launch.Link;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code volute launches learn}. */
@Command(
        name = "learn",
        header = "Say what one point of a model's metric moved the business by, over past launches.",
        description = {
            "A row for each launch, shipped or not: launch, x (its effect on the model's metric or a proxy), y (on the"
                    + " business metric), var_x, var_y, cov_xy (their sampling variances and covariance; cov_xy is 0"
                    + " where x was measured on other data), and perhaps date, shipped, srm_p. Exit code 1 when the"
                    + " launches tell nothing, or that x does not move y."
        },
        footer = {"", "Examples:", "  volute launches learn launches.csv", "  volute launches learn launches.csv --json"
        })
public final class LearnVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private FileFormat format;

    @Parameters(paramLabel = "FILE", description = "The launches.")
    private Path file;

    @Option(
            names = "--cut",
            paramLabel = "Z",
            defaultValue = "1.96",
            description = "From how many standard errors of y on a change is taken as shipped for its effect, for the"
                    + " sum of what was shipped.")
    private double cut;

    /** In these surroundings. */
    public LearnVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!Double.isFinite(cut)) {
            throw new VoluteException(CoreError.USAGE, "--cut " + cut + " (expected: a number of standard errors)");
        }
        LaunchTable table = new LaunchTable(file.toString());
        format.open(file, surroundings).read(table);
        Lesson lesson = Lesson.of(table.launches(), cut);
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            Json.print(lesson.document(), channel);
        } else {
            new LessonText(lesson, table, channel).print();
        }
        boolean nothing =
                lesson.link().status() == Link.Status.REFUSED || lesson.link().broken();
        return nothing ? ExitCode.NEGATIVE : ExitCode.DONE;
    }
}

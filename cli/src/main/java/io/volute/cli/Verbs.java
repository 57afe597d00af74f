package io.volute.cli;

import io.volute.cli.experiment.ExperimentVerb;
import io.volute.cli.experiment.MetricVerb;
import io.volute.cli.launches.LaunchesVerb;
import io.volute.cli.ledger.LedgerVerb;
import io.volute.cli.ledger.PortfolioVerb;
import io.volute.cli.scope.ScopeVerb;
import io.volute.cli.verb.Backfill;
import io.volute.cli.verb.CheckVerb;
import io.volute.cli.verb.Completion;
import io.volute.cli.verb.Db;
import io.volute.cli.verb.History;
import io.volute.cli.verb.Init;
import io.volute.cli.verb.Lineage;
import io.volute.cli.verb.Plugins;
import io.volute.cli.verb.Predict;
import io.volute.cli.verb.ProfileVerb;
import io.volute.cli.verb.Promote;
import io.volute.cli.verb.Quickstart;
import io.volute.cli.verb.Report;
import io.volute.cli.verb.Resume;
import io.volute.cli.verb.Rollback;
import io.volute.cli.verb.Run;
import io.volute.cli.verb.Schema;
import io.volute.cli.verb.Show;
import io.volute.cli.verb.Status;
import io.volute.cli.verb.Store;
import io.volute.cli.verb.Validate;
import io.volute.cli.verb.Why;
import io.volute.cli.verb.Worker;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The list of all verbs, in the order of the help. Only the verb that is called is looked at closely: reading the options
 * of all of them would double the time of each start.
 */
final class Verbs implements CommandLine.IFactory {
    private static final List<Class<?>> ALL = List.of(
            Quickstart.class,
            Init.class,
            Validate.class,
            Run.class,
            Resume.class,
            Status.class,
            Why.class,
            History.class,
            Show.class,
            Lineage.class,
            Report.class,
            Predict.class,
            ProfileVerb.class,
            CheckVerb.class,
            MetricVerb.class,
            ExperimentVerb.class,
            LaunchesVerb.class,
            ScopeVerb.class,
            LedgerVerb.class,
            PortfolioVerb.class,
            Backfill.class,
            Worker.class,
            Promote.class,
            Rollback.class,
            Db.class,
            Store.class,
            Schema.class,
            Plugins.class,
            Completion.class);

    private final Surroundings surroundings;

    Verbs(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Adds all verbs to the root: the called one with its options, the others by name and headline. */
    void addTo(CommandLine root, List<String> words) {
        String called =
                words.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
        for (Class<?> type : ALL) {
            Command command = type.getAnnotation(Command.class);
            if (command == null) {
                throw new IllegalStateException(type.getSimpleName() + " is no verb");
            }
            if (command.name().equals(called) || called.equals("completion")) {
                root.addSubcommand(new CommandLine(type, this));
            } else {
                CommandSpec brief = CommandSpec.create().name(command.name());
                brief.usageMessage().header(command.header());
                root.addSubcommand(command.name(), brief);
            }
        }
    }

    /** Makes verbs, with the surroundings where their constructor takes them. */
    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Surroundings.class})) {
                try {
                    return type.cast(constructor.newInstance(surroundings));
                } catch (InvocationTargetException e) {
                    throw new IllegalStateException("verb " + type.getSimpleName() + " cannot be made", e);
                }
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}

package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import io.volute.core.Volute;
import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.run.story.Story;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.Previous;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A step that leaves an entry out: in one pass there, in the next not, and there again. */
final class LeftOutIT {
    private static final String WITH = "project: notes\nnotes: {price: {amount: 7}}\n";
    private static final String OTHER = "project: notes\nnotes: {price: {amount: 8}}\n";
    private static final String WITHOUT = "project: notes\nnotes: {}\n";

    private final Story story = Story.begin();

    @AfterEach
    void close() {
        story.close();
    }

    /** The section, in which the price may be left out. */
    record Section(Optional<Price> price) {}

    record Price(long amount) {}

    record Said(String text) {}

    /** Writes the price, reads it with and without need, and what the turn before had. */
    static final class Notes extends AbstractModule {
        @Override
        protected void configure() {
            StageBinder stage = StageBinder.stage(binder(), "notes", Section.class);
            stage.step("write", Write.class, Write.Input.class, Write.Output.class);
            stage.step("ask", Ask.class, Ask.Input.class, Ask.Output.class);
            stage.step("need", Need.class, Need.Input.class, Need.Output.class);
            stage.step("recall", Recall.class, Recall.Input.class, Recall.Output.class);
        }
    }

    /** One step that gathers over keys, as it was before it did, and as it is. */
    static final class Gathering extends AbstractModule {
        private final boolean gathers;

        Gathering(boolean gathers) {
            this.gathers = gathers;
        }

        @Override
        protected void configure() {
            StageBinder stage = StageBinder.stage(binder(), "notes", Section.class);
            stage.step("each", Each.class, Each.Input.class, Each.Output.class)
                    .forEach(
                            "price",
                            Section.class,
                            section -> new TreeMap<>(section.price()
                                    .map(price -> Map.of("it", price))
                                    .orElse(Map.of())));
            if (gathers) {
                stage.step("sum", Sum.class, Sum.Input.class, Said.class);
            } else {
                stage.step("sum", Alone.class, Alone.Input.class, Said.class);
            }
        }
    }

    static final class Each implements Step<Each.Input, Each.Output> {
        record Input(@FromSpec(FromSpec.KEY) Price price) {}

        record Output(@Entry("each") Artifact<Price> each) {}

        @Inject
        Each() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Each.Output run(Each.Input input, StepContext context) {
            return new Each.Output(context.write(Price.class, input.price()));
        }
    }

    static final class Sum implements Step<Sum.Input, Said> {
        record Input(long seed, Optional<SortedMap<String, Artifact<Price>>> each) {}

        @Inject
        Sum() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Said run(Sum.Input input, StepContext context) {
            return new Said(
                    input.each().map(all -> String.join(",", all.keySet())).orElse("none"));
        }
    }

    static final class Alone implements Step<Alone.Input, Said> {
        record Input(long seed) {}

        @Inject
        Alone() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Said run(Alone.Input input, StepContext context) {
            return new Said("none");
        }
    }

    static final class Write implements Step<Write.Input, Write.Output> {
        record Input(@FromSpec("price.amount") Optional<Long> amount) {}

        record Output(Optional<Artifact<Price>> price) {}

        @Inject
        Write() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Write.Output run(Write.Input input, StepContext context) {
            return new Write.Output(input.amount().map(amount -> context.write(Price.class, new Price(amount))));
        }
    }

    static final class Ask implements Step<Ask.Input, Ask.Output> {
        record Input(Optional<Artifact<Price>> price) {}

        record Output(Artifact<Said> asked, String text) {}

        @Inject
        Ask() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Ask.Output run(Ask.Input input, StepContext context) {
            String text = input.price()
                    .map(price -> "costs " + context.load(Price.class, price).amount())
                    .orElse("no price");
            return new Ask.Output(context.write(Said.class, new Said(text)), text);
        }
    }

    static final class Need implements Step<Need.Input, Need.Output> {
        record Input(Artifact<Price> price) {}

        record Output(Artifact<Said> needed) {}

        @Inject
        Need() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Need.Output run(Need.Input input, StepContext context) {
            return new Need.Output(context.write(
                    Said.class,
                    new Said("for " + context.load(Price.class, input.price()).amount())));
        }
    }

    static final class Recall implements Step<Recall.Input, Recall.Output> {
        record Input(@Previous Optional<Artifact<Price>> price) {}

        record Output(boolean before) {}

        @Inject
        Recall() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Recall.Output run(Recall.Input input, StepContext context) {
            return new Recall.Output(input.price().isPresent());
        }
    }

    private <T> T with(String spec, Function<Project, T> work) {
        return with(spec, new Notes(), work);
    }

    private <T> T with(String spec, Module module, Function<Project, T> work) {
        try {
            Files.writeString(story.spec(), spec);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        try (Volute volute =
                Volute.open(story.database(), story.store()).install(module).build()) {
            return work.apply(volute.project(story.spec()));
        }
    }

    private RunReport run(String spec, String day) {
        return with(
                spec, project -> project.run(RunRequest.asOf(Instant.parse(day + "T00:00:00Z")), Engine.Watch.NOBODY));
    }

    private String newest(String step) {
        List<String> outputs = Played.outputs(story, step, "");
        return outputs.get(outputs.size() - 1);
    }

    @Test
    void readerGetsNothingInTheNextPassAndNotWhatThereWas() {
        run(WITH, "2000-01-01");
        assertThat(newest("notes.ask")).contains("costs 7");

        RunReport second = run(WITHOUT, "2001-01-01");

        assertThat(Played.computed(second)).contains("notes.write @2001-01-01", "notes.ask @2001-01-01");
        assertThat(newest("notes.write")).isEqualTo("{}");
        assertThat(newest("notes.ask")).contains("no price");
        assertThat(second.error()).isEmpty();
    }

    @Test
    void stepThatNeedsItIsNotReadyAndKeepsWhatItHad() {
        run(WITH, "2000-01-01");

        RunReport second = run(WITHOUT, "2001-01-01");

        assertThat(second.steps())
                .filteredOn(step -> step.step().equals("notes.need"))
                .extracting(RunReport.StepReport::status, RunReport.StepReport::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("SKIPPED", "waits for price"));
        List<Status> status = with(WITHOUT, Project::status);
        assertThat(Played.states("notes.need", status)).containsExactly(State.ABSENT);
        assertThat(status)
                .filteredOn(line -> line.step().equals("notes.need"))
                .extracting(Status::why)
                .containsExactly("needs price");
    }

    @Test
    void reuseRestoresAbsenceAsWellAsPresence() {
        run(WITH, "2000-01-01");
        run(WITHOUT, "2001-01-01");
        run(OTHER, "2002-01-01");

        RunReport again = run(WITHOUT, "2003-01-01");

        assertThat(Played.computed(again)).doesNotContain("notes.write @2003-01-01", "notes.ask @2003-01-01");
        assertThat(Played.steps(again, "REUSED")).contains("notes.write @2003-01-01", "notes.ask @2003-01-01");
        assertThat(newest("notes.ask")).contains("no price");
        RunReport back = run(WITH, "2004-01-01");
        assertThat(Played.computed(back)).doesNotContain("notes.write @2004-01-01", "notes.ask @2004-01-01");
        assertThat(newest("notes.ask")).contains("costs 7");
    }

    @Test
    void turnAfterOneThatLeftItOutPinsNothing() {
        run(WITH, "2000-01-01");
        run(WITHOUT, "2001-01-01");
        assertThat(newest("notes.recall")).contains("true");

        run(WITHOUT, "2002-01-01");

        assertThat(newest("notes.recall")).contains("false");
    }

    @Test
    void nothingIsComputedOrWrittenTwiceWhereAnEntryIsLeftOut() {
        run(WITHOUT, "2000-01-01");
        Map<String, Long> before = story.rows().counts();

        RunReport second = with(WITHOUT, project -> project.run(RunRequest.ofAll(), Engine.Watch.NOBODY));

        assertThat(Played.computed(second)).isEmpty();
        assertThat(story.rows().counts()).isEqualTo(before);
    }

    @Test
    void whySaysThatTheEntryIsLeftOutAndWhatChanged() {
        run(WITH, "2000-01-01");
        run(WITHOUT, "2001-01-01");

        List<Why.Line> lines = with(WITHOUT, project -> project.answers().why("price", Optional.empty()));

        assertThat(lines.get(0).state()).isEqualTo("ABSENT");
        assertThat(lines.get(0).text()).isEqualTo("notes.write leaves it out");
        assertThat(lines.get(1).text()).contains("notes.price");
    }

    @Test
    void stepThatComesToGatherWhatAProjectDoesNotHaveIsNotStaleForIt() {
        RunRequest first = RunRequest.asOf(Instant.parse("2000-01-01T00:00:00Z"));
        with(WITHOUT, new Gathering(false), project -> project.run(first, Engine.Watch.NOBODY));

        RunReport second =
                with(WITHOUT, new Gathering(true), project -> project.run(RunRequest.ofAll(), Engine.Watch.NOBODY));

        assertThat(Played.computed(second)).isEmpty();
        assertThat(newest("notes.sum")).contains("none");
        RunReport third =
                with(WITH, new Gathering(true), project -> project.run(RunRequest.ofAll(), Engine.Watch.NOBODY));
        assertThat(Played.computed(third)).contains("notes.each it @2000-01-01", "notes.sum @2000-01-01");
        assertThat(newest("notes.sum")).contains("it");
    }

    @Test
    void lineageRefusesAnEntryThatIsLeftOutInsteadOfTheOldOnesHistory() {
        run(WITH, "2000-01-01");
        List<Lineage.Line> lines =
                with(WITH, project -> project.answers().lineage().up("price"));
        assertThat(lines).isNotEmpty();
        run(WITHOUT, "2001-01-01");

        assertThatThrownBy(() ->
                        with(WITHOUT, project -> project.answers().lineage().up("price")))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(CoreError.UNKNOWN_SUBJECT))
                .hasMessageContaining("price: notes.write leaves it out since run 2");
        Optional<Digest> digest = with(WITHOUT, project -> project.answers().digest("price", "", ""));
        assertThat(digest).isEmpty();
    }
}

package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.volute.core.artifact.Artifact;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Spec;
import io.volute.core.stage.Alias;
import io.volute.core.stage.Entry;
import io.volute.core.stage.FanOut;
import io.volute.core.stage.Pointer;
import io.volute.core.stage.Previous;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepBinding;
import io.volute.core.stage.StepContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What a plan refuses, with a message that names both components. */
final class PlanTest {
    private static final String STAGE = "modeling";

    private record Section() {}

    private record Model(String name) {}

    private record Other(String name) {}

    private record Nothing() {}

    private record MakesModel(Artifact<Model> model) {}

    private record MakesModelToo(@Entry("model") Artifact<Model> another) {}

    private record ReadsModel(Artifact<Model> model) {}

    private record ReadsOther(@Entry("model") Artifact<Other> wanted) {}

    private record ReadsByKey(@Entry("model") SortedMap<String, Artifact<Model>> models) {}

    private record ReadsBySlot(@Entry("model") SortedMap<Slot, Artifact<Model>> models) {}

    private record ReadsChampion(
            @Alias("champion") @Entry("model") Optional<Pointer<Model>> champion) {}

    private record ReadsPinnedChampion(
            @Previous @Alias("champion") @Entry("model") Optional<Pointer<Model>> champion) {}

    private record ReadsPreviousModel(@Previous Optional<Artifact<Model>> model) {}

    private record MovesChampion(
            @Alias("champion") @Entry("model") Pointer<Model> champion) {}

    private record MakesOther(Artifact<Other> other) {}

    private record ReadsOtherEntry(Artifact<Other> other) {}

    private static <I extends Record, O extends Record> StepBinding<I, O> step(
            String name, Class<I> input, Class<O> output, boolean keyed, boolean perSlot) {
        Optional<FanOut<?>> fanOut =
                keyed ? Optional.of(new FanOut<Section>("candidate", section -> new TreeMap<>())) : Optional.empty();
        return new StepBinding<>(STAGE, name, NeverRun::new, input, output, fanOut, perSlot, false, Optional.empty());
    }

    private static <I extends Record, O extends Record> StepBinding<I, O> step(
            String name, Class<I> input, Class<O> output) {
        return step(name, input, output, false, false);
    }

    private static final class NeverRun<I extends Record, O extends Record> implements Step<I, O> {
        @Override
        public int revision() {
            return 1;
        }

        @Override
        public O run(I input, StepContext context) {
            throw new UnsupportedOperationException("planned only");
        }
    }

    private static Plan plan(StepBinding<?, ?>... bindings) {
        var sections = new TreeMap<String, Record>();
        sections.put(STAGE, new Section());
        return new Plan(
                List.of(bindings),
                new Spec(
                        "p",
                        1,
                        new TreeMap<>(),
                        Spec.Accept.OWNER,
                        sections,
                        JsonNodeFactory.instance.objectNode(),
                        Optional.empty(),
                        Path.of("")));
    }

    private static void refused(String message, StepBinding<?, ?>... bindings) {
        assertThatThrownBy(() -> plan(bindings))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> Assertions.assertThat(error.code()).isEqualTo(CoreError.PLAN_INVALID))
                .hasMessageContaining(message);
    }

    @Test
    void scenario24StepThatMovesAnAliasMustReadItAsPrevious() {
        refused(
                "modeling.judge -> modeling.judge",
                step("train", Nothing.class, MakesModel.class),
                step("judge", ReadsChampion.class, MovesChampion.class));

        Assertions.assertThat(plan(
                                step("train", Nothing.class, MakesModel.class),
                                step("judge", ReadsPinnedChampion.class, MovesChampion.class))
                        .steps())
                .extracting(StepNode::id)
                .containsExactlyInAnyOrder("modeling.judge", "modeling.train");
    }

    @Test
    void ordersEachStepAfterThoseItReads() {
        Assertions.assertThat(plan(
                                step("a", ReadsChampion.class, Nothing.class),
                                step("b", Nothing.class, MovesChampion.class),
                                step("c", Nothing.class, MakesModel.class))
                        .steps())
                .extracting(StepNode::id)
                .containsSubsequence("modeling.b", "modeling.a");
    }

    @Test
    void refusesTwoProducersOfAnEntry() {
        refused(
                "entry model: made by modeling.a (component model) and by modeling.b (component another)",
                step("a", Nothing.class, MakesModel.class),
                step("b", Nothing.class, MakesModelToo.class));
    }

    @Test
    void refusesTwoStepsThatMoveOneAlias() {
        refused(
                "alias model@champion: moved by two steps",
                step("a", Nothing.class, MovesChampion.class),
                step("b", Nothing.class, MovesChampion.class));
    }

    @Test
    void refusesAnotherTypeThanTheProducersNamingBothComponents() {
        refused(
                "modeling.b, component wanted: is an artifact of " + Other.class.getTypeName()
                        + ", but modeling.a, component model, makes one of " + Model.class.getTypeName(),
                step("a", Nothing.class, MakesModel.class),
                step("b", ReadsOther.class, Nothing.class));
    }

    @Test
    void refusesAnEntryThatNobodyMakes() {
        refused(
                "modeling.b, component model: nobody makes the entry model",
                step("b", ReadsModel.class, Nothing.class));
    }

    @Test
    void refusesAKeyThatTheReaderNeitherHasNorGathers() {
        refused(
                "modeling.b, component model: modeling.a has a key",
                step("a", Nothing.class, MakesModel.class, true, false),
                step("b", ReadsModel.class, Nothing.class));
        plan(
                step("a", Nothing.class, MakesModel.class, true, false),
                step("b", ReadsByKey.class, Nothing.class),
                step("c", ReadsModel.class, Nothing.class, true, false));
    }

    @Test
    void refusesASlotThatTheReaderNeitherHasNorGathers() {
        refused(
                "modeling.b, component model: modeling.a has slots",
                step("a", Nothing.class, MakesModel.class, false, true),
                step("b", ReadsModel.class, Nothing.class));
        plan(
                step("a", Nothing.class, MakesModel.class, false, true),
                step("b", ReadsBySlot.class, Nothing.class),
                step("c", ReadsModel.class, Nothing.class, false, true));
    }

    @Test
    void refusesAGatherOfWhatHasNothingToGatherOver() {
        refused(
                "modeling.b, component models: gathers, but modeling.a has nothing to gather over",
                step("a", Nothing.class, MakesModel.class),
                step("b", ReadsByKey.class, Nothing.class));
    }

    @Test
    void refusesASlotReadFromTheTurnBefore() {
        refused(
                "modeling.b, component model: @Previous reads entries without slots, but modeling.a makes one for each slot",
                step("a", Nothing.class, MakesModel.class, false, true),
                step("b", ReadsPreviousModel.class, Nothing.class, false, true));
    }

    @Test
    void refusesACycleAndCutsItAtPrevious() {
        refused(
                "modeling.a -> modeling.b -> modeling.a",
                step("a", ReadsModel.class, MakesOther.class),
                step("b", ReadsOtherEntry.class, MakesModel.class));
        plan(step("a", ReadsPreviousModel.class, MakesOther.class), step("b", ReadsOtherEntry.class, MakesModel.class));
    }

    @Test
    void listsTheStepsWhenOneIsUnknown() {
        Plan plan = plan(step("a", Nothing.class, MakesModel.class));

        assertThatThrownBy(() -> plan.load("modeling.z")).hasMessageContaining("expected one of: modeling.a");
    }

    @Test
    void aStepThatALaterVersionBringsIsPlannedWhenItsStageWas() {
        Instant opened = Instant.parse("2002-01-01T00:00:00Z");
        Instant july = Instant.parse("2002-08-01T00:00:00Z");
        Plan plan =
                plan(step("a", Nothing.class, MakesModel.class, false, true), step("b", Nothing.class, Nothing.class));
        var pass = new Pass(new UUID(0, 1), 1, opened, true, "first");

        Assertions.assertThat(FrameLoader.goingOn(plan, pass, new TreeMap<>()))
                .containsEntry("modeling.a", new TreeSet<>(List.of(opened)));
        SortedMap<String, SortedSet<Instant>> sofar = new TreeMap<>();
        sofar.put("modeling.b", new TreeSet<>(List.of(opened, july)));
        Assertions.assertThat(FrameLoader.goingOn(plan, pass, sofar))
                .containsEntry("modeling.a", new TreeSet<>(List.of(july)))
                .containsEntry("modeling.b", new TreeSet<>(List.of(july)));
    }
}

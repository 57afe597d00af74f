package io.volute.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.inject.AbstractModule;
import io.volute.core.Volute;
import io.volute.core.artifact.Artifact;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.proposal.Proposal;
import io.volute.core.proposal.ProposalDecision;
import io.volute.core.proposal.Proposals;
import io.volute.core.run.story.Story;
import io.volute.core.spec.Spec;
import io.volute.core.spec.SpecChange;
import io.volute.core.stage.FromSpec;
import io.volute.core.stage.StageBinder;
import io.volute.core.stage.Step;
import io.volute.core.stage.StepContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** BA11: a turn proposes another price; somebody decides, and what was accepted is laid over the file. */
final class ProposalIT {
    private static final String SPEC = "project: shop\nshop: {price: 7, colour: red}\n";

    private final Story story = Story.begin();

    @AfterEach
    void close() {
        story.close();
    }

    /** The section; the colour has nothing to do with the price. */
    record Section(long price, String colour) {}

    record Sales(long sold) {}

    static final class Shop extends AbstractModule {
        @Override
        protected void configure() {
            StageBinder stage = StageBinder.stage(binder(), "shop", Section.class);
            stage.step("sell", Sell.class, Sell.Input.class, Sell.Output.class);
            stage.step("paint", Paint.class, Paint.Input.class, Paint.Output.class);
        }
    }

    /** Proposes one more for as long as the price is below 9; at 5 less as well, and for another cause another colour. */
    static final class Sell implements Step<Sell.Input, Sell.Output> {
        record Input(@FromSpec long price) {}

        record Output(Artifact<Proposals> proposals, Artifact<Sales> sales) {}

        @Inject
        Sell() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Sell.Output run(Sell.Input input, StepContext context) {
            long price = input.price();
            List<Proposal> all = new ArrayList<>();
            if (price < 9) {
                all.add(proposal("too-cheap", "shop.price", "" + price, "" + (price + 1)));
            }
            if (price == 5) {
                all.add(proposal("too-cheap", "shop.price", "5", "4"));
                all.add(proposal("too-cheap", "shop.price", "5", "3"));
                all.add(proposal("too-dull", "shop.colour", "red", "blue"));
            }
            return new Sell.Output(
                    context.write(Proposals.class, new Proposals(all)), context.write(Sales.class, new Sales(price)));
        }
    }

    private static Proposal proposal(String cause, String path, String from, String to) {
        return Proposal.of(
                cause,
                "at " + from + " everything is sold out",
                "shop",
                List.of(new SpecChange(path, Optional.of(from), to)),
                List.of("sales"));
    }

    static final class Paint implements Step<Paint.Input, Paint.Output> {
        record Input(@FromSpec String colour) {}

        record Output(String colour) {}

        @Inject
        Paint() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Paint.Output run(Paint.Input input, StepContext context) {
            return new Paint.Output(input.colour());
        }
    }

    private <T> T with(String spec, Function<Project, T> work) {
        try {
            Files.writeString(story.spec(), spec);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        try (Volute volute =
                Volute.open(story.database(), story.store()).install(new Shop()).build()) {
            return work.apply(volute.project(story.spec()));
        }
    }

    private RunReport run(String spec, String day) {
        return with(
                spec, project -> project.run(RunRequest.asOf(Instant.parse(day + "T00:00:00Z")), Engine.Watch.NOBODY));
    }

    private List<Proposal> allWaiting(String spec) {
        return with(spec, project -> project.proposals().waiting(project.spec()));
    }

    private List<ProposalDecision> decided(String spec) {
        return with(spec, project -> project.proposals().decided(project.spec()));
    }

    private String waiting(String spec) {
        List<Proposal> waiting = allWaiting(spec);
        assertThat(waiting).hasSize(1);
        return waiting.get(0).id();
    }

    private ProposalDecision accept(String spec, String id) {
        return with(spec, project -> project.proposals().accept(project.spec(), id, "owner", "worth a try"));
    }

    private List<Answers.PassEntry> passes() {
        return with(SPEC, project -> project.answers().passes());
    }

    private long sold(String spec) {
        return with(spec, project -> project.load(Sales.class, "sales", "").sold());
    }

    @Test
    void acceptedChangeRunsInANewPassThatNamesItAndTouchesNothingElse() {
        run(SPEC, "2000-01-01");
        String id = waiting(SPEC);
        assertThat(sold(SPEC)).isEqualTo(7);

        accept(SPEC, id);
        RunReport second = run(SPEC, "2000-02-01");

        assertThat(sold(SPEC)).isEqualTo(8);
        assertThat(Played.computed(second)).containsExactly("shop.sell @2000-02-01");
        assertThat(passes()).extracting(Answers.PassEntry::cause).containsExactly("first", "insight " + id);
        assertThat(waiting(SPEC)).isNotEqualTo(id);
    }

    @Test
    void acceptanceBeginsATurnOfItsOwnOnTheSameDateToo() {
        run(SPEC, "2000-01-01");
        String id = waiting(SPEC);
        accept(SPEC, id);

        run(SPEC, "2000-01-01");
        run(SPEC, "2000-01-01");
        run(SPEC, "2000-02-01");

        assertThat(passes()).extracting(Answers.PassEntry::cause).containsExactly("first", "insight " + id, "by hand");
        assertThat(sold(SPEC)).isEqualTo(8);
    }

    @Test
    void acceptanceClosesWhatTheSameInsightProposedBesideAndARejectionNothing() {
        String five = SPEC.replace("7", "5");
        run(five, "2000-01-01");
        List<Proposal> all = allWaiting(five);
        String more = all.get(0).id();
        String less = all.get(1).id();
        String even = all.get(2).id();

        with(five, project -> project.proposals().reject(project.spec(), even, "owner", "no"));
        assertThat(allWaiting(five))
                .extracting(Proposal::id)
                .containsExactly(more, less, all.get(3).id());
        accept(five, more);

        assertThat(allWaiting(five)).extracting(Proposal::cause).containsExactly("too-dull");
        assertThat(decided(five))
                .extracting(
                        decision -> decision.proposal().id(),
                        ProposalDecision::word,
                        decision -> decision.supersededBy())
                .containsExactlyInAnyOrder(
                        tuple(even, "REJECTED", Optional.empty()),
                        tuple(more, "ACCEPTED", Optional.empty()),
                        tuple(less, "SUPERSEDED", Optional.of(more)));
        assertThatThrownBy(() -> accept(five, less))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(CoreError.PROPOSAL_SUPERSEDED))
                .hasMessageContaining(less + ": superseded by " + more + ", which was accepted by owner on ")
                .hasMessageContaining("write into the spec yourself: shop.price: 4;");
        run(SPEC.replace("7", "4"), "2000-02-01");
        assertThat(sold(SPEC.replace("7", "4"))).isEqualTo(4);
    }

    /** In a Volute of its own. */
    private String decide(String id) {
        try (Volute volute =
                Volute.open(story.database(), story.store()).install(new Shop()).build()) {
            Project project = volute.project(story.spec());
            return project.proposals()
                    .accept(project.spec(), id, "owner", "yes")
                    .word();
        } catch (VoluteException e) {
            return e.code().code();
        }
    }

    @Test
    void runWithoutADateOpensTheAcceptedPass() {
        run(SPEC, "2000-01-01");
        accept(SPEC, waiting(SPEC));

        with(SPEC, project -> project.run(RunRequest.ofAll(), Engine.Watch.NOBODY));
        with(SPEC, project -> project.run(RunRequest.ofAll(), Engine.Watch.NOBODY));

        assertThat(passes()).hasSize(2);
        assertThat(sold(SPEC)).isEqualTo(8);
    }

    @Test
    void rejectedProposalChangesNothingAndIsNotProposedAgain() {
        run(SPEC, "2000-01-01");
        String id = waiting(SPEC);

        with(SPEC, project -> project.proposals().reject(project.spec(), id, "owner", "regulars would leave"));
        run(SPEC, "2000-02-01");

        assertThat(sold(SPEC)).isEqualTo(7);
        List<Proposal> waiting = with(SPEC, project -> project.proposals().waiting(project.spec()));
        assertThat(waiting).isEmpty();
        List<ProposalDecision> decided =
                with(SPEC, project -> project.proposals().decided(project.spec()));
        assertThat(decided)
                .extracting(ProposalDecision::word, ProposalDecision::by, ProposalDecision::why)
                .containsExactly(tuple("REJECTED", "owner", "regulars would leave"));
    }

    @Test
    void ofDecisionsAboutOneInsightAtTheSameTimeOneHolds() throws Exception {
        String five = SPEC.replace("7", "5");
        run(five, "2000-01-01");
        List<Proposal> all = allWaiting(five);
        ExecutorService three = Executors.newFixedThreadPool(3);
        List<String> said = new ArrayList<>();
        try {
            for (Future<String> one : three.invokeAll(List.<Callable<String>>of(
                    () -> decide(all.get(0).id()),
                    () -> decide(all.get(0).id()),
                    () -> decide(all.get(1).id())))) {
                said.add(one.get());
            }
        } finally {
            three.shutdown();
        }
        assertThat(said).containsOnlyOnce("ACCEPTED");
        assertThat(said)
                .containsAnyOf("core.proposal-superseded", "core.proposal-decided")
                .allMatch(word -> word.equals("ACCEPTED") || word.startsWith("core.proposal-"));
        assertThat(story.rows().number("select count(*) from core.proposal_decision where accepted"))
                .isEqualTo(1);
        assertThat(story.rows().number("select count(*) from core.proposal_decision"))
                .isEqualTo(3);
    }

    @Test
    void fileThatNoLongerSaysWhatWouldBeReplacedWinsAndIsTold() {
        run(SPEC, "2000-01-01");
        String id = waiting(SPEC);
        String edited = SPEC.replace("7", "12");

        assertThatThrownBy(() -> accept(edited, id))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(CoreError.PROPOSAL_SUPERSEDED))
                .hasMessageContaining("shop.price: 7 → 8");

        accept(SPEC, id);
        Spec asEdited = with(edited, Project::spec);
        assertThat(asEdited.tree().at("/shop/price").asText()).isEqualTo("12");
        Spec asProposed = with(SPEC, Project::spec);
        assertThat(asProposed.tree().at("/shop/price").asText()).isEqualTo("8");
    }

    @Test
    void acceptanceByItselfIsRecordedWhenAPassOpens() {
        String auto = SPEC + "accept: auto\n";
        run(auto, "2000-01-01");
        run(auto, "2000-02-01");
        run(auto, "2000-03-01");
        run(auto, "2000-04-01");

        assertThat(sold(auto)).isEqualTo(9);
        List<ProposalDecision> decided =
                with(auto, project -> project.proposals().decided(project.spec()));
        assertThat(decided).extracting(ProposalDecision::by).containsExactly("auto", "auto");
        assertThat(decided)
                .extracting(decision -> decision.proposal().changes().get(0).describe())
                .containsExactly("shop.price: 7 → 8", "shop.price: 8 → 9");
    }

    @Test
    void nobodyAcceptsWhatIsNotThere() {
        run(SPEC, "2000-01-01");

        assertThatThrownBy(() -> accept(SPEC, "p-00000000"))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(CoreError.UNKNOWN_SUBJECT))
                .hasMessageContaining("waiting: p-");
    }
}

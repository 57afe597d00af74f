package io.volute.businessanalysis.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.core.artifact.Artifact;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.scoping.Assessment;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.stage.Verdict;
import io.volute.statistics.Refused;
import io.volute.testing.MemoryStepContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RememberTest {
    private static final Refused NONE = new Refused("first", "no champion", "nothing");

    private final MemoryStepContext context = new MemoryStepContext();

    @Test
    void addsEachPassToThoseBefore() {
        Artifact<Challenges> first = remember("2000", "FIRST", Optional.empty());
        Artifact<Challenges> second = remember("2001", "REFUSED", Optional.of(first));
        assertThat(context.load(Challenges.class, second).all())
                .extracting(challenge -> challenge.asOf().toString().substring(0, 4) + " " + challenge.outcome())
                .containsExactly("2000 FIRST", "2001 REFUSED");
    }

    @Test
    void keepsOnlyTheLastWordOfAPass() {
        Artifact<Challenges> before = remember("2000", "FIRST", Optional.empty());
        remember("2001", "REFUSED", Optional.of(before));
        Artifact<Challenges> again = remember("2001", "PROMOTED", Optional.of(before));
        assertThat(context.load(Challenges.class, again).all())
                .extracting(Challenges.Past::outcome)
                .containsExactly("FIRST", "PROMOTED");
    }

    @Test
    void doesNotCountAnEvaluationTwiceThatAPassTookOver() {
        Artifact<Evaluation> evaluation = evaluation("FIRST");
        Artifact<Challenges> before = remember("2000", evaluation, Optional.empty());
        Artifact<Challenges> after = remember("2001", evaluation, Optional.of(before));
        assertThat(context.load(Challenges.class, after).all()).hasSize(1);
    }

    private Artifact<Challenges> remember(String year, String outcome, Optional<Artifact<Challenges>> before) {
        return remember(year, evaluation(outcome), before);
    }

    private Artifact<Challenges> remember(
            String year, Artifact<Evaluation> evaluation, Optional<Artifact<Challenges>> before) {
        var assessment = new Assessment(
                Instant.parse(year + "-01-01T00:00:00Z"), List.of(), List.of(), new Verdict("scope", "GO", ""));
        return new Remember()
                .run(
                        new Remember.Input(
                                evaluation,
                                context.write(Assessment.class, assessment),
                                Optional.of(context.write(
                                        DecisionCosts.class, new DecisionCosts("USD", BigDecimal.ONE, BigDecimal.TEN))),
                                before),
                        context)
                .challenges();
    }

    private Artifact<Evaluation> evaluation(String outcome) {
        return context.write(
                Evaluation.class,
                new Evaluation(
                        List.of("1999"),
                        100,
                        Instant.parse("1999-12-31T00:00:00Z"),
                        Framing.BINARY,
                        Evaluation.LOG_LOSS,
                        NONE,
                        new TreeMap<>(),
                        "logistic",
                        "it is cheapest",
                        new Evaluation.Challenge(
                                outcome,
                                outcome.equals("FIRST") ? Optional.empty() : Optional.of("logistic"),
                                Optional.empty(),
                                "logistic",
                                NONE,
                                "because")));
    }
}

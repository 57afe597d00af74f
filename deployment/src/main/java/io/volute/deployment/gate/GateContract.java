package io.volute.deployment.gate;

import static io.volute.core.stage.ContractKit.require;

import io.volute.core.contract.deployment.Blessing.GateResult;
import io.volute.core.stage.ContractKit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every gate must hold; for authors of gates. */
public final class GateContract implements ContractKit {
    private final Gate gate;
    private final Record options;
    private final Evidence meets;
    private final Evidence misses;

    /**
     * A gate with options.
     *
     * @param meets evidence that it must let through
     * @param misses evidence that it must refuse
     */
    public GateContract(Gate gate, Record options, Evidence meets, Evidence misses) {
        this.gate = gate;
        this.options = options;
        this.meets = meets;
        this.misses = misses;
    }

    @Override
    public List<Behaviour> behaviours() {
        List<Behaviour> behaviours = new ArrayList<>(ContractKit.ofEvery(gate, options));
        behaviours.addAll(List.of(
                new Behaviour("letsAModelThroughThatMeetsIt", () -> judge(meets, Results.PASS)),
                new Behaviour("refusesAModelThatDoesNot", () -> judge(misses, Results.REFUSED)),
                new Behaviour("saysTheSameOfTheSameModel", () -> {
                    require(gate.judge(meets, options).equals(gate.judge(meets, options)), "two judgements differ");
                    require(gate.judge(misses, options).equals(gate.judge(misses, options)), "two judgements differ");
                }),
                new Behaviour("namesItselfTheSameWhateverItSays", () -> {
                    String name = gate.judge(meets, options).gate();
                    require(name.equals(gate.judge(misses, options).gate()), "two names");
                    require(!name.isBlank(), "no name");
                }),
                new Behaviour("neverThrowsForAModelThatIsBroken", () -> judged(broken())),
                new Behaviour("neverThrowsForARecipeThatWasNotJudged", () -> judged(unjudged()))));
        return behaviours;
    }

    private void judge(Evidence evidence, String expected) {
        GateResult result = judged(evidence);
        require(result.status().equals(expected), result + " (expected: " + expected + ")");
    }

    private GateResult judged(Evidence evidence) {
        GateResult result = gate.judge(evidence, options);
        require(
                List.of(Results.PASS, Results.REFUSED, Results.NOT_APPLICABLE).contains(result.status()),
                "status " + result.status() + " (expected: PASS, REFUSED or NOT_APPLICABLE)");
        require(!result.value().isBlank(), "nothing said of what was found");
        require(!result.expected().isBlank(), "nothing said of what was expected");
        return result;
    }

    private Evidence broken() {
        return new Evidence(
                meets.recipe(),
                meets.score(),
                meets.card(),
                new Evidence.Loading.Broken("it does not load"),
                meets.objective(),
                meets.currency(),
                meets.requirements(),
                meets.needed(),
                meets.lift());
    }

    private Evidence unjudged() {
        return new Evidence(
                meets.recipe(),
                Optional.empty(),
                meets.card(),
                meets.loading(),
                meets.objective(),
                meets.currency(),
                meets.requirements(),
                meets.needed(),
                meets.lift());
    }
}

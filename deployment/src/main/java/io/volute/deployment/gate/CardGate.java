package io.volute.deployment.gate;

import io.volute.core.contract.deployment.Blessing.GateResult;
import jakarta.inject.Inject;
import java.util.List;

/** The model card has a text under every heading; of a draft, on which nobody acts, gaps are shown and block nothing. */
final class CardGate implements Gate {
    @Inject
    CardGate() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return NoOptions.class;
    }

    @Override
    public GateResult judge(Evidence evidence, Record options) {
        List<String> gaps = evidence.card().gaps();
        String value = gaps.isEmpty()
                ? evidence.card().headings().size() + " sections"
                : "nothing under: " + String.join(", ", gaps);
        return Results.of(
                "card",
                gaps.isEmpty() || evidence.draft(),
                value,
                evidence.draft() ? "a text under every heading before somebody acts" : "a text under every heading");
    }
}

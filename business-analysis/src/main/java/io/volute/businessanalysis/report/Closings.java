package io.volute.businessanalysis.report;

import io.volute.businessanalysis.challenge.Challenges;
import io.volute.businessanalysis.effect.Readout;
import io.volute.core.stage.Verdict;
import java.math.RoundingMode;

/** Puts the facts of the closing screen together. */
final class Closings {
    private Closings() {}

    static Closing of(Facts facts, Verdict decision) {
        Readout readout = facts.readout();
        return new Closing(
                facts.objective().unit(),
                facts.objective().event(),
                facts.currency(),
                readout.overall().rule(),
                readout.overall().model(),
                readout.overall().paired(),
                readout.overall().ab(),
                readout.overall().rows(),
                readout.overall().srmP(),
                facts.plan().abMde(),
                missed(readout.anyMissed()),
                readout.guardrails().stream().map(Closings::missed).toList(),
                facts.book().cost().setScale(2, RoundingMode.UNNECESSARY).toPlainString(),
                facts.book().benefit(),
                facts.book().breakEven(),
                facts.challenges().all().stream()
                        .filter(challenge -> challenge.champion().isPresent()
                                && challenge.loss().isEmpty())
                        .map(Closings::challenger)
                        .toList(),
                decision.value(),
                decision.why());
    }

    private static Closing.Missed missed(Readout.MissedShare share) {
        return new Closing.Missed(share.name(), share.rule(), share.model(), share.standing());
    }

    private static Closing.Challenger challenger(Challenges.Past challenge) {
        return new Closing.Challenger(
                challenge.asOf().toString().substring(0, 7),
                challenge.outcome(),
                challenge.difference(),
                challenge.why());
    }
}

package io.volute.cli.launches;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.output.Json;
import io.volute.core.artifact.CanonicalJson;
import io.volute.statistics.Estimate;
import io.volute.statistics.Figure;
import io.volute.statistics.launch.Launch;
import io.volute.statistics.launch.Launches;
import io.volute.statistics.launch.Link;
import io.volute.statistics.launch.PauleMandel;
import io.volute.statistics.launch.WinnersCurse;
import java.util.List;

/** What a table of launches teaches. */
record Lesson(
        int n,
        Launches launches,
        Link link,
        Figure naiveSlope,
        Launches.Correlation correlation,
        Figure signAgreement,
        PauleMandel prior,
        WinnersCurse winnersCurse,
        double cut) {
    private static final CanonicalJson JSON = new CanonicalJson();
    /** Resamples are drawn by it; any number would do, as long as it stays. */
    private static final long SEED = 6;

    static Lesson of(List<Launch> all, double cut) {
        Launches launches = new Launches(all);
        double[] effects = launches.used().stream().mapToDouble(Launch::y).toArray();
        double[] errors = launches.used().stream()
                .mapToDouble(one -> Math.sqrt(one.noise().yy()))
                .toArray();
        Launches.Correlation correlation = launches.correlation(SEED);
        return new Lesson(
                all.size(),
                launches,
                launches.link(),
                launches.naiveSlope(),
                correlation,
                launches.signAgreement(correlation),
                new PauleMandel(effects, errors),
                WinnersCurse.of(effects, errors, cut),
                cut);
    }

    /** What was told from 0 by this many errors sums up to when each is drawn towards the mean of all. */
    double shrunkWinners() {
        double sum = 0;
        for (Launch one : launches.used()) {
            double error = Math.sqrt(one.noise().yy());
            if (one.y() > cut * error && prior.shrunk(one.y(), error) instanceof Estimate shrunk) {
                sum += shrunk.estimate();
            }
        }
        return sum;
    }

    ObjectNode document() {
        ObjectNode document = Json.object()
                .put("n", n)
                .put("used", launches.used().size())
                .put("status", link.status().name())
                .put("sign", link.sign())
                .put("broken", link.broken());
        document.set("slope", JSON.toTree(link.slope()));
        document.set("naiveSlope", JSON.toTree(naiveSlope));
        document.set("correlation", JSON.toTree(correlation.value()));
        document.put("correlationClipped", correlation.clipped());
        document.set("signAgreement", JSON.toTree(signAgreement));
        ObjectNode next = document.putObject("prior");
        next.set("mean", JSON.toTree(prior.mean()));
        next.set("tau2", JSON.toTree(prior.tauSquared()));
        document.putObject("winnersCurse")
                .put("launched", winnersCurse.launched())
                .put("raw", winnersCurse.raw())
                .put("shrunk", shrunkWinners())
                .set("corrected", JSON.toTree(winnersCurse.corrected()));
        ArrayNode influential = document.putArray("influential");
        launches.influential()
                .forEach(one -> influential
                        .addObject()
                        .put("launch", one.launch())
                        .put("slopeWithout", one.slopeWithout())
                        .put("errors", one.errors()));
        ArrayNode excluded = document.putArray("excluded");
        launches.excluded().forEach(excluded::add);
        return document;
    }
}

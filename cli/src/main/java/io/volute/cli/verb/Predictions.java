package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.output.Json;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.modeling.ModelRuntime;
import io.volute.core.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model says about rows, as people and programs read it: the probability of an event and whether a release would
 * act; the most probable class and the probability of each; or a number. Rows are counted from 0 here and from 1 for the
 * reader.
 */
final class Predictions {
    private final Framing framing;
    private final List<String> outputs;
    private final double[] scores;

    Predictions(Framing framing, List<String> outputs, double[] scores) {
        this.framing = framing;
        this.outputs = List.copyOf(outputs);
        this.scores = scores.clone();
    }

    static Predictions of(ModelRuntime.Scorer scorer, Table rows) {
        return new Predictions(scorer.framing(), scorer.outputs(), scorer.score(rows));
    }

    Framing framing() {
        return framing;
    }

    int rows() {
        return scores.length / outputs.size();
    }

    /** The first line of a CSV file. */
    String header(Optional<Double> threshold) {
        return switch (framing) {
            case BINARY -> threshold.isPresent() ? "row,probability,action" : "row,probability";
            case MULTICLASS ->
                "row,class," + outputs.stream().map(Predictions::cell).collect(Collectors.joining(","));
            case REGRESSION -> "row,prediction";
        };
    }

    /** One line of a CSV file. */
    String line(int row, Optional<Double> threshold) {
        String own = IntStream.range(row * outputs.size(), (row + 1) * outputs.size())
                .mapToObj(place -> Double.toString(scores[place]))
                .collect(Collectors.joining(","));
        String before = (row + 1) + ",";
        return switch (framing) {
            case BINARY ->
                before + own + threshold.map(there -> "," + acts(row, there)).orElse("");
            case MULTICLASS -> before + cell(mostProbable(row)) + "," + own;
            case REGRESSION -> before + own;
        };
    }

    /** One row for programs. */
    ObjectNode document(int row, Optional<Double> threshold) {
        ObjectNode document = Json.object().put("row", row + 1);
        switch (framing) {
            case BINARY -> {
                document.put("probability", scores[row]);
                threshold.ifPresent(there -> document.put("action", acts(row, there)));
            }
            case MULTICLASS -> {
                document.put("class", mostProbable(row));
                ObjectNode shares = document.putObject("probabilities");
                for (int i = 0; i < outputs.size(); i++) {
                    shares.put(outputs.get(i), scores[row * outputs.size() + i]);
                }
            }
            case REGRESSION -> document.put("prediction", scores[row]);
        }
        return document;
    }

    private boolean acts(int row, double threshold) {
        return scores[row] >= threshold;
    }

    /** The first of equally probable classes. */
    private String mostProbable(int row) {
        int first = row * outputs.size();
        int best = 0;
        for (int i = 1; i < outputs.size(); i++) {
            if (scores[first + i] > scores[first + best]) {
                best = i;
            }
        }
        return outputs.get(best);
    }

    /** Text as RFC 4180 wants it. */
    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

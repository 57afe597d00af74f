package io.volute.modeling.card;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.contract.scoping.Harm;
import io.volute.core.contract.scoping.Objective;
import io.volute.core.text.Numbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the card of the champion: the nine sections of Mitchell et al. (2019) and one about the business. */
public final class CardWriter {
    private static final String ANALYSES = "Analyses";
    private static final String BUSINESS = "Business";
    private static final String CAVEATS = "Caveats";
    private static final String DETAILS = "Details";
    private static final String ETHICS = "Ethics";
    private static final String EVALUATION_DATA = "Evaluation data";
    private static final String FACTORS = "Factors";
    private static final String INTENDED_USE = "Intended use";
    private static final String METRICS = "Metrics";
    private static final String TRAINING_DATA = "Training data";
    private static final List<String> HEADINGS = List.of(
            DETAILS,
            INTENDED_USE,
            FACTORS,
            METRICS,
            EVALUATION_DATA,
            TRAINING_DATA,
            ANALYSES,
            ETHICS,
            CAVEATS,
            BUSINESS);

    private static final Map<String, String> WORDS = Map.of(
            Evaluation.AUC, "area under the ROC curve",
            Evaluation.AVERAGE_PRECISION, "average precision",
            Evaluation.LOG_LOSS, "log loss",
            Evaluation.ACCURACY, "accuracy",
            Evaluation.MACRO_AUC, "mean area under the ROC curve of each class against the rest",
            Evaluation.MAE, "mean absolute error",
            Evaluation.RMSE, "root mean squared error",
            Evaluation.R2, "share of the variance explained");

    private final CardSpec texts;
    private final Objective objective;
    private final Optional<DecisionCosts> costs;
    private final Optional<Harm> harm;
    private final boolean dated;

    /**
     * The champion after the challenge.
     *
     * @param key its candidate key
     * @param model its package
     * @param judgedOn which rows judged it, for the reader
     * @param score how it did there; absent when there are no rows that it has not seen
     */
    public record Champion(
            String key, ModelPackage model, String judgedOn, Optional<Evaluation.CandidateScore> score) {}

    /**
     * A writer for these texts and this objective.
     *
     * @param costs where some are declared
     * @param harm what the scope says of people; it stands beside the texts
     * @param dated whether rows have decision times; without, labels have no date either
     */
    public CardWriter(
            CardSpec texts, Objective objective, Optional<DecisionCosts> costs, Optional<Harm> harm, boolean dated) {
        this.texts = texts;
        this.objective = objective;
        this.costs = costs;
        this.harm = harm;
        this.dated = dated;
    }

    /** The card, with a gap for each heading that has no text. */
    public ModelCard write(Champion champion, Evaluation evaluation) {
        SortedMap<String, String> sections = new TreeMap<>();
        sections.put(DETAILS, details(champion));
        sections.put(INTENDED_USE, beside(texts.intendedUse(), "Not for", harm.map(Harm::outOfScope)));
        sections.put(FACTORS, texts.factors().orElse(""));
        sections.put(METRICS, metrics(evaluation.framing()));
        sections.put(EVALUATION_DATA, champion.judgedOn());
        sections.put(TRAINING_DATA, trainingData(champion.model()));
        sections.put(ANALYSES, analyses(champion, evaluation));
        sections.put(
                ETHICS,
                beside(
                        Optional.of(beside(texts.ethics(), "May be harmed", harm.map(Harm::who))),
                        "May be misused",
                        harm.map(Harm::misuse)));
        sections.put(CAVEATS, texts.caveats().orElse(""));
        sections.put(BUSINESS, business());
        List<String> gaps = new ArrayList<>();
        for (String heading : HEADINGS) {
            if (sections.getOrDefault(heading, "").isBlank()) {
                sections.remove(heading);
                gaps.add(heading);
            }
        }
        return new ModelCard(HEADINGS, sections, gaps);
    }

    /** The text, with what the scope says after it; a gap stays one. */
    private static String beside(Optional<String> text, String what, Optional<List<String>> lines) {
        String written = text.orElse("");
        return written.isBlank() || lines.filter(all -> !all.isEmpty()).isEmpty()
                ? written
                : written + " " + what + ": " + String.join("; ", lines.get()) + ".";
    }

    private String details(Champion champion) {
        ModelPackage model = champion.model();
        List<String> options = new ArrayList<>();
        for (Map.Entry<String, JsonNode> option : model.options().properties()) {
            options.add(option.getKey() + " " + option.getValue().asText());
        }
        String with = options.isEmpty() ? "" : " with " + String.join(", ", options);
        return champion.key() + ": trainer " + model.trainer() + with + "; knows "
                + (dated ? "labels up to " + day(model.knownUntil()) : "all labels that there were")
                + "; training rows " + model.trainedIds() + ".";
    }

    private String metrics(Framing framing) {
        return costs.map(declared -> capital(objective.metric()) + ": "
                        + Numbers.amount(declared.act(), declared.currency()) + " for each " + objective.unit()
                        + " acted upon (" + objective.action() + "), "
                        + Numbers.amount(declared.miss(), declared.currency()) + " for each " + objective.event()
                        + " missed, so it acts at a probability of " + Numbers.plain(declared.threshold())
                        + " or more. Beside it: area under the ROC curve, average precision, log loss.")
                .orElseGet(() -> "No costs are declared, so candidates are compared by "
                        + switch (framing) {
                            case BINARY -> "log loss. Beside it: area under the ROC curve, average precision.";
                            case MULTICLASS ->
                                "log loss over the classes. Beside it: accuracy, area under the ROC curve of each class"
                                        + " against the rest.";
                            case REGRESSION ->
                                "mean squared error. Beside it: root of it, mean absolute error, share of the variance that is"
                                        + " explained.";
                        });
    }

    private String trainingData(ModelPackage model) {
        String labels = model.framing().isEmpty()
                ? Numbers.count(model.trainedPositives()) + " with " + objective.event()
                : model.classes()
                        .map(classes ->
                                "of " + Numbers.count(classes.size()) + " classes: " + String.join(", ", classes))
                        .orElse("each with a number");
        return Numbers.count(model.trainedRows()) + " rows with a label"
                + (dated ? " known by " + day(model.knownUntil()) : "") + ", "
                + labels + "; columns: " + String.join(", ", model.columns()) + ".";
    }

    private String analyses(Champion champion, Evaluation evaluation) {
        String challenge = "Challenge: " + evaluation.challenge().outcome() + ", "
                + evaluation.challenge().why() + ".";
        return champion.score()
                .map(score -> figures(score, evaluation.framing()) + ". " + challenge)
                .orElse(challenge);
    }

    private String figures(Evaluation.CandidateScore score, Framing framing) {
        List<String> found = new ArrayList<>();
        costs.ifPresent(declared -> {
            found.add(capital(objective.metric()) + " " + Numbers.money(score.cost(), declared.currency()));
            found.add("against the rule " + Numbers.money(score.costVersusRule(), declared.currency()));
        });
        List<String> metrics = switch (framing) {
            case BINARY -> List.of(Evaluation.AUC, Evaluation.AVERAGE_PRECISION, Evaluation.LOG_LOSS);
            case MULTICLASS -> List.of(Evaluation.LOG_LOSS, Evaluation.ACCURACY, Evaluation.MACRO_AUC);
            case REGRESSION -> List.of(Evaluation.MAE, Evaluation.RMSE, Evaluation.R2);
        };
        metrics.forEach(name -> found.add(WORDS.getOrDefault(name, name) + " " + Numbers.plain(score.metric(name))));
        found.add("loss against a constant " + Numbers.plain(score.lossVersusBaseline()));
        return String.join("; ", found);
    }

    /** Of a draft there is nothing to say yet, which is a gap. */
    private String business() {
        if (objective.owner().isBlank()) {
            return "";
        }
        return objective.name() + ", " + objective.owner() + " answers for it: " + objective.metric() + " "
                + Numbers.percent(objective.targetRelative()) + " within "
                + objective.months()
                + " months.";
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}

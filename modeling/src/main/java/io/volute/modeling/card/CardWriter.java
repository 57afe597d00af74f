package io.volute.modeling.card;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.modeling.ModelCard;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.contract.scoping.DecisionCosts;
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

    private final CardSpec texts;
    private final Objective objective;
    private final DecisionCosts costs;

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

    /** A writer for these texts, this objective and these costs. */
    public CardWriter(CardSpec texts, Objective objective, DecisionCosts costs) {
        this.texts = texts;
        this.objective = objective;
        this.costs = costs;
    }

    /** The card, with a gap for each heading that has no text. */
    public ModelCard write(Champion champion, Evaluation evaluation) {
        SortedMap<String, String> sections = new TreeMap<>();
        sections.put(DETAILS, details(champion));
        sections.put(INTENDED_USE, texts.intendedUse().orElse(""));
        sections.put(FACTORS, texts.factors().orElse(""));
        sections.put(METRICS, metrics());
        sections.put(EVALUATION_DATA, champion.judgedOn());
        sections.put(TRAINING_DATA, trainingData(champion.model()));
        sections.put(ANALYSES, analyses(champion, evaluation));
        sections.put(ETHICS, texts.ethics().orElse(""));
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

    private static String details(Champion champion) {
        ModelPackage model = champion.model();
        List<String> options = new ArrayList<>();
        for (Map.Entry<String, JsonNode> option : model.options().properties()) {
            options.add(option.getKey() + " " + option.getValue().asText());
        }
        String with = options.isEmpty() ? "" : " with " + String.join(", ", options);
        return champion.key() + ": trainer " + model.trainer() + with + "; knows labels up to "
                + day(model.knownUntil()) + "; training rows " + model.trainedIds() + ".";
    }

    private String metrics() {
        return capital(objective.metric()) + ": " + Numbers.amount(costs.act(), costs.currency()) + " for each "
                + objective.unit() + " acted upon (" + objective.action() + "), "
                + Numbers.amount(costs.miss(), costs.currency()) + " for each " + objective.event()
                + " missed, so it acts at a probability of " + Numbers.plain(costs.threshold())
                + " or more. Beside it: area under the ROC curve, average precision, log loss.";
    }

    private String trainingData(ModelPackage model) {
        return Numbers.count(model.trainedRows()) + " rows with a label known by " + day(model.knownUntil()) + ", "
                + Numbers.count(model.trainedPositives()) + " with " + objective.event() + "; columns: "
                + String.join(", ", model.columns()) + ".";
    }

    private String analyses(Champion champion, Evaluation evaluation) {
        String challenge = "Challenge: " + evaluation.challenge().outcome() + ", "
                + evaluation.challenge().why() + ".";
        return champion.score()
                .map(score -> capital(objective.metric()) + " " + Numbers.money(score.cost(), costs.currency())
                        + "; against the rule " + Numbers.money(score.costVersusRule(), costs.currency())
                        + "; area under the ROC curve " + Numbers.plain(score.metric(Evaluation.AUC))
                        + "; average precision "
                        + Numbers.plain(score.metric(Evaluation.AVERAGE_PRECISION)) + "; log loss "
                        + Numbers.plain(score.metric(Evaluation.LOG_LOSS))
                        + ". " + challenge)
                .orElse(challenge);
    }

    private String business() {
        return objective.name() + ", " + objective.owner() + " answers for it: " + objective.metric() + " "
                + Numbers.percent(objective.targetRelative()) + " within "
                + objective.horizon().toTotalMonths()
                + " months.";
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}

package io.volute.modeling.evaluation;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.contract.modeling.Evaluation;
import io.volute.core.contract.scoping.BaselineRule;
import io.volute.core.contract.scoping.DecisionCosts;
import io.volute.core.error.VoluteException;
import io.volute.core.text.Numbers;
import io.volute.modeling.ModelingError;
import io.volute.statistics.Estimate;
import io.volute.statistics.Refused;
import java.util.BitSet;
import java.util.Optional;

/** What a wrong prediction costs: money where the owner has said so, else the loss of the framing. Lower is better. */
sealed interface Yardstick {
    /** Cost of each judged row. */
    double[] costs(JudgedRows rows, double[] scores);

    /** A mean cost with its unit: {@code 649 $ a strike}, {@code log loss 0.231}. */
    String amount(double mean);

    /** A mean cost where the unit is known: {@code 649 $}, {@code 0.231}. */
    String bare(double mean);

    /** That nobody costs less: {@code cheapest, 649 $ a strike}, {@code lowest log loss, 0.231}. */
    String lowest(double mean);

    /** A difference: {@code 22 $ a strike cheaper (95 %: -9 … 54)}, {@code log loss 0.012 lower (95 %: 0.003 … 0.021)}. */
    String difference(Estimate difference);

    /** That two models cost the same on every row. */
    String alike();

    /**
     * Decisions in money.
     *
     * @param costs of acting and of missing
     * @param rule today's rule with the numbers of the examples on which it acts; absent where none is declared
     * @param unit what a decision is about, singular
     */
    record Money(DecisionCosts costs, Optional<Rule> rule, String unit) implements Yardstick {
        /** Today's rule. */
        record Rule(BaselineRule rule, BitSet acts) {}

        /**
         * Money can be counted for two classes only.
         *
         * @throws VoluteException FRAMING_UNSUPPORTED
         */
        static void requireEvent(Framing framing) {
            if (framing != Framing.BINARY) {
                throw new VoluteException(
                        ModelingError.FRAMING_UNSUPPORTED,
                        "scoping.costs: declared for a label of " + framing.words()
                                + " (expected: a label of two classes, since costs are of acting and of missing an"
                                + " event); take the costs out, or declare an event as the label");
            }
        }

        /** Whether a model acts at this probability. */
        boolean acts(double probability) {
            return probability >= costs.threshold();
        }

        @Override
        public double[] costs(JudgedRows rows, double[] scores) {
            double[] result = new double[rows.size()];
            for (int i = 0; i < result.length; i++) {
                result[i] = costs.cost(acts(scores[i]), rows.event(i));
            }
            return result;
        }

        /** Cost of the rule's decision on each row. */
        double[] ruleCosts(Rule today, JudgedRows rows) {
            double[] result = new double[rows.size()];
            for (int i = 0; i < result.length; i++) {
                result[i] = costs.cost(today.acts().get(rows.number(i)), rows.event(i));
            }
            return result;
        }

        @Override
        public String amount(double mean) {
            return bare(mean) + " a " + unit;
        }

        @Override
        public String bare(double mean) {
            return Numbers.money(mean, costs.currency());
        }

        @Override
        public String lowest(double mean) {
            return "cheapest, " + amount(mean);
        }

        @Override
        public String difference(Estimate difference) {
            Side side = Side.of(difference);
            return amount(side.size()) + (side.lower() ? " cheaper" : " dearer") + " (95 %: "
                    + Numbers.rounded(side.low()) + " … " + Numbers.rounded(side.high()) + ")";
        }

        @Override
        public String alike() {
            return "both decide alike";
        }
    }

    /**
     * The loss of the framing.
     *
     * @param name of the metric
     */
    record Loss(String name) implements Yardstick {
        /** The loss that a framing is judged by where no costs are declared. */
        static Loss of(Framing framing) {
            return new Loss(framing == Framing.REGRESSION ? Evaluation.MSE : Evaluation.LOG_LOSS);
        }

        /** Why there is no figure in money. */
        static Refused noCosts() {
            return new Refused(
                    "no-costs",
                    "costs: none declared (expected: scoping.costs with act and miss)",
                    "declare scoping.costs, for a label of two classes");
        }

        /** For people. */
        String words() {
            return name.equals(Evaluation.MSE) ? "mean squared error" : "log loss";
        }

        @Override
        public double[] costs(JudgedRows rows, double[] scores) {
            return rows.losses(scores);
        }

        @Override
        public String amount(double mean) {
            return words() + " " + bare(mean);
        }

        @Override
        public String bare(double mean) {
            return Numbers.plain(mean);
        }

        @Override
        public String lowest(double mean) {
            return "lowest " + words() + ", " + bare(mean);
        }

        @Override
        public String difference(Estimate difference) {
            Side side = Side.of(difference);
            return amount(side.size()) + (side.lower() ? " lower" : " higher") + " (95 %: " + Numbers.plain(side.low())
                    + " … " + Numbers.plain(side.high()) + ")";
        }

        @Override
        public String alike() {
            return "both are equally wrong";
        }
    }

    /** A difference told from the better side: how much lower, or how much higher. */
    record Side(boolean lower, double size, double low, double high) {
        static Side of(Estimate difference) {
            return difference.estimate() <= 0
                    ? new Side(true, -difference.estimate(), -difference.high(), -difference.low())
                    : new Side(false, difference.estimate(), difference.low(), difference.high());
        }
    }
}

package io.volute.statistics.value;

/**
 * What an effect on a business metric is worth, before anything is built: {@code units x effect x unit value}. Effects count
 * in the wanted direction, so that a metric that is to fall earns by falling, and an effect below 0 costs.
 *
 * @param units that the metric is over, within the horizon
 * @param unitValue money for one unit of the metric
 * @param price of building and running it over the horizon
 */
public record EffectValue(double units, double unitValue, double price) {

    /** @throws IllegalArgumentException unless units and value are positive and finite and the price at least 0 */
    public EffectValue {
        if (!(units > 0) || !(unitValue > 0) || !(price >= 0) || Double.isInfinite(units * unitValue + price)) {
            throw new IllegalArgumentException("value of an effect: units " + units + ", unit value " + unitValue
                    + ", price " + price + " (expected: positive units and value, a price of at least 0)");
        }
    }

    /** Value over the horizon. */
    public double value(double effect) {
        return units * effect * unitValue;
    }

    /** What is left of it when it is paid for. */
    public double net(double effect) {
        return value(effect) - price;
    }

    /** The effect from which on it is worth its price. */
    public double breakEven() {
        return price / (units * unitValue);
    }

    /** Expected value of knowing the effect before deciding, under a belief about it. */
    public double perfectInformation(EffectPrior prior) {
        return Worth.perfectInformation(net(prior.mean()), value(prior.deviation()));
    }
}

package io.volute.statistics.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An amount of money divided by weights so that the portions add up to it: each gets its share rounded towards zero to the
 * digits of the amount, and what is left goes, one smallest coin each, to the largest remainders, equal ones in their order
 * (the method of Hamilton and Hare; M. Balinski, H. P. Young, Fair Representation, 2nd ed. 2001, chapter 3).
 */
public final class Portions {
    private Portions() {}

    /**
     * Divides.
     *
     * @param amount with the digits that its portions have
     * @param weights none below 0, one above
     * @return a portion for each weight, in their order
     */
    public static List<BigDecimal> of(BigDecimal amount, long[] weights) {
        BigInteger sum = BigInteger.ZERO;
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("weights: " + weight + " (expected: 0 or above)");
            }
            sum = sum.add(BigInteger.valueOf(weight));
        }
        if (sum.signum() == 0) {
            throw new IllegalArgumentException("weights: none above 0 (expected: at least one)");
        }
        BigInteger coins = amount.unscaledValue();
        List<BigInteger> portions = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        BigInteger left = coins;
        for (long weight : weights) {
            BigInteger[] parts = coins.multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum);
            portions.add(parts[0]);
            remainders.add(parts[1].abs());
            left = left.subtract(parts[0]);
        }
        BigInteger coin = BigInteger.valueOf(coins.signum());
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .limit(left.abs().longValueExact())
                .forEach(i -> portions.set(i, portions.get(i).add(coin)));
        return portions.stream()
                .map(portion -> new BigDecimal(portion, amount.scale()))
                .toList();
    }
}

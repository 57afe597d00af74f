package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the books come to by now.
 *
 * @param currency ISO code
 * @param since first month of the books
 * @param cost spent
 * @param value earned, grades A and B
 * @param netLow lower end of value minus cost, 95 %
 * @param netHigh upper end
 * @param loss chance that value is below cost; absent while no effect can be told
 */
public record Standing(
        String currency,
        String since,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal value,
        Optional<Double> netLow,
        Optional<Double> netHigh,
        Optional<Double> loss) {}

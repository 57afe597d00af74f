package io.volute.core.contract.scoping;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one unit of the business metric is worth, as somebody declared it.
 *
 * @param per what the amount is for one of, for example {@code retained member}
 * @param amount most likely amount
 * @param low least amount that is thought possible
 * @param high greatest amount that is thought possible
 * @param currency ISO code
 * @param source where it comes from
 * @param until last day for which it holds; absent: no end is known
 */
public record UnitValue(
        String per,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal low,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal high,
        String currency,
        String source,
        Optional<LocalDate> until) {}

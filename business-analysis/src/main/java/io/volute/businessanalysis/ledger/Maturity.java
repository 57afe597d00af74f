package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.volute.statistics.Figure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the loop grows up: returns grow with age as turns get faster and people and machines cheaper.
 *
 * @param currency ISO code
 * @param passes one for each turn that trained, oldest first
 * @param releases what decided, oldest first, with what it cost to get there
 * @param exponent Wright's b in {@code cost k = cost 1 x k^-b}; refused below six releases
 * @param rate what a release costs after twice as many, as a share: {@code 2^-b}; refused likewise
 * @param quarters cost and hours over predictions, oldest first
 */
public record Maturity(
        String currency,
        List<Turn> passes,
        List<Released> releases,
        Figure exponent,
        Figure rate,
        List<Quarter> quarters) {
    /** Copies. */
    public Maturity {
        passes = List.copyOf(passes);
        releases = List.copyOf(releases);
        quarters = List.copyOf(quarters);
    }

    /**
     * A turn of the loop that trained.
     *
     * @param asOf its date
     * @param outcome FIRST, PROMOTED or REFUSED
     * @param release what it put in force; absent where it put nothing, or that has decided nothing yet
     * @param firstSlot the first period in which that release decided
     * @param leadDays days from the date of the turn to the start of that period
     * @param hours of people, from its month to the month before the next turn; absent where nobody declares hours
     */
    public record Turn(
            Instant asOf,
            String outcome,
            Optional<String> release,
            Optional<String> firstSlot,
            Optional<Long> leadDays,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<BigDecimal> hours) {}

    /**
     * A release, or a launched estimate where no release decided.
     *
     * @param number 1, 2, 3 …
     * @param name its id
     * @param month in which it first decided
     * @param cost what was spent on it since the release before; running costs apart
     */
    public record Released(
            int number,
            String name,
            String month,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost) {}

    /**
     * Three months.
     *
     * @param quarter {@code 2000-Q1}
     * @param predictions decisions for which a released model gave a prediction
     * @param cost all that was spent
     * @param compute of it, on machines: training, serving, storage
     * @param hours of people; absent where nobody declares hours
     * @param costPerThousand cost of 1,000 predictions; absent without predictions
     * @param computePerThousand compute for 1,000 predictions; absent without predictions
     * @param hoursPerThousand hours of people for 1,000 predictions; absent without predictions or hours
     */
    public record Quarter(
            String quarter,
            long predictions,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal compute,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<BigDecimal> hours,
            Optional<Double> costPerThousand,
            Optional<Double> computePerThousand,
            Optional<Double> hoursPerThousand) {}
}

package io.volute.businessanalysis.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.volute.core.contract.scoping.UnitValue;
import io.volute.statistics.Figure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The estimate that an experiment on the objective's metric gives by itself once it ships.
 *
 * @param experiment its name, which is the estimate's id
 * @param metric the objective's metric
 * @param initiative what it is part of
 * @param state measured until its launch is posted
 * @param launched the day of the launch
 * @param overlapGroup launches that share what they move
 * @param raw change of the metric on one unit, as the experiment shows it
 * @param shrunk the same, drawn towards what the other experiments on the metric show
 * @param corrected the same without the luck that what ships has had
 * @param used which of them becomes money: {@code shrunk}, {@code corrected}, or {@code neither}
 * @param everyone change of the metric's total over everybody who did something, had all of them got it
 * @param value what one unit is worth; a change in the objective's direction earns it
 * @param months in which it earns
 * @param note why nothing accrues, or what stands in its place; absent where it is booked
 */
public record Shipped(
        String experiment,
        String metric,
        String initiative,
        EstimateState state,
        Optional<LocalDate> launched,
        Optional<String> overlapGroup,
        Figure raw,
        Figure shrunk,
        Figure corrected,
        String used,
        Figure everyone,
        UnitValue value,
        List<Month> months,
        Optional<String> note) {
    /** Copies. */
    public Shipped {
        months = List.copyOf(months);
    }

    /**
     * A month.
     *
     * @param month {@code 2026-08}
     * @param units that could get it
     * @param coverage share of them that did
     * @param claimed what that is worth
     * @param booked what is left of it beside launches that move the same, or was posted in its place
     */
    public record Month(
            String month,
            double units,
            double coverage,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal claimed,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal booked) {}

    /** The change that becomes money; a refusal where none does. */
    public Figure effect() {
        return used.equals("shrunk") ? shrunk : corrected;
    }

    /** With what it earned. */
    Shipped earning(List<Month> earned) {
        return new Shipped(
                experiment,
                metric,
                initiative,
                state,
                launched,
                overlapGroup,
                raw,
                shrunk,
                corrected,
                used,
                everyone,
                value,
                earned,
                note);
    }
}

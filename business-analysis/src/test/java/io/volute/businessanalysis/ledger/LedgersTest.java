package io.volute.businessanalysis.ledger;

import static io.volute.businessanalysis.ledger.BooksDatabase.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.volute.statistics.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgersTest {
    private static LedgerView view(List<Transaction> derived) {
        return Ledgers.view("home", Instant.EPOCH, new HandBook(), derived, Optional.empty(), List.of());
    }

    private static Transaction benefit(String grade, String amount) {
        return Transaction.of(
                "2026-06 benefit " + grade,
                "2026-06",
                "benefit",
                grade,
                "test",
                "clearing.value",
                "benefit." + grade,
                new BigDecimal(amount));
    }

    @Test
    void tellsNoReturnOnNothing() {
        assertThat(view(List.of(benefit("A", "10.00"))).roi()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("no-cost");
            assertThat(refused.message()).isEqualTo("nothing was spent: a return on nothing is no number");
        });
    }

    @Test
    void countsGradesAAndBAndShowsCAndDApart() {
        LedgerView view = view(List.of(
                benefit("A", "1.00"),
                benefit("B", "20.00"),
                benefit("C", "300.00"),
                benefit("D", "4000.00"),
                line("2026-06 run", "2026-06", "5.00")));
        LedgerView.Period june = view.periods().get(0);
        assertThat(june.net()).isEqualByComparingTo("16");
        assertThat(june.benefit().get(Grade.C)).isEqualByComparingTo("300");
        assertThat(june.benefit().get(Grade.D)).isEqualByComparingTo("4000");
    }

    @Test
    void restatesWhatAnEarlierDerivationGaveOtherwiseAndNotWhatIsNew() {
        List<LedgerView.Restated> restated = Ledgers.restated(
                List.of(line("a", "2026-05", "1.00"), line("b", "2026-06", "2.00"), line("gone", "2026-06", "3.00")),
                List.of(line("a", "2026-05", "1.00"), line("b", "2026-06", "2.50"), line("c", "2026-07", "9.00")));
        assertThat(restated)
                .extracting(one -> one.id() + " " + one.before() + " " + one.after())
                .containsExactly("b 2.00 2.50", "gone 3.00 0.00");
    }
}

package io.volute.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("trees", "depth", "learning-rate", "seed", "subsample");

    @ParameterizedTest
    @CsvSource({"tres,trees", "teers,trees", "Trees,trees", "dept,depth", "learningrate,learning-rate", "sede,seed"})
    void findsTheNameThatWasMeant(String typed, String meant) {
        assertThat(Nearest.of(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "treesanddepth"})
    void staysSilentWhenNothingIsNear(String typed) {
        assertThat(Nearest.of(typed, KNOWN)).isEmpty();
    }

    @Test
    void countsASwapOfNeighboursAsOneEdit() {
        assertThat(Nearest.of("ab", List.of("ba"))).contains("ba");
    }

    @Test
    void takesTheFirstInOrderOfTwoEquallyNear() {
        assertThat(Nearest.of("bat", List.of("cat", "bag"))).contains("bag");
    }
}

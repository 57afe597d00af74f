package io.volute.deployment.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.deployment.Release.Arm;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final int UNITS = 100_000;

    /** Pinned by hashlib: int(sha256(layer + b'\0' + salt + b'\0' + unit)[:8]) >> 11 over 2**53. */
    @Test
    void givesEachUnitItsPinnedNumber() {
        Assignment assignment = new Assignment(release("handling", "0123456789abcdef", .5));
        assertThat(assignment.uniform("0000000000000001")).isEqualTo(0.5460873341432569);
        assertThat(assignment.uniform("ffffffffffffffff")).isEqualTo(0.8373467824846563);
        assertThat(assignment.uniform("Zürich")).isEqualTo(0.7117799642000322);
    }

    @Test
    void fillsTheArmsByTheirShares() {
        Assignment assignment = new Assignment(release("a", "s", .3));
        double byModel = units().filter(unit -> assignment.arm(unit).name().equals("model"))
                .count();
        assertThat(byModel / UNITS).isCloseTo(.3, within(3 * Math.sqrt(.3 * .7 / UNITS)));
    }

    @Test
    void movesNobodyOutOfAnArmThatWidens() {
        Assignment narrow = new Assignment(release("a", "s", .1));
        Assignment wide = new Assignment(release("a", "s", .5));
        assertThat(units().filter(unit -> narrow.arm(unit).policy().equals(Arm.MODEL)))
                .isNotEmpty()
                .allMatch(unit -> wide.arm(unit).policy().equals(Arm.MODEL));
    }

    @Test
    void drawsAnewForEachSaltAndLayer() {
        Assignment one = new Assignment(release("a", "s", .5));
        for (Assignment other : List.of(new Assignment(release("a", "t", .5)), new Assignment(release("b", "s", .5)))) {
            double both = units().filter(unit -> one.arm(unit).policy().equals(Arm.MODEL)
                            && other.arm(unit).policy().equals(Arm.MODEL))
                    .count();
            assertThat(both / UNITS).isCloseTo(.25, within(3 * Math.sqrt(.25 * .75 / UNITS)));
        }
    }

    @Test
    void givesEverybodyAnArmThoughSharesRoundBelowOne() {
        List<Arm> tenths = IntStream.range(0, 10)
                .mapToObj(i -> new Arm("arm" + i, Arm.RULE, .1))
                .toList();
        Assignment assignment = new Assignment(new Release(
                "id", tenths, "a", "s", Optional.empty(), Optional.empty(), Optional.of(.1), Optional.of("true")));
        assertThat(units().limit(1000).map(unit -> assignment.arm(unit).name()).distinct())
                .hasSize(10);
    }

    private static Stream<String> units() {
        return IntStream.range(0, UNITS).mapToObj(i -> "unit-" + i);
    }

    private static Release release(String layer, String salt, double share) {
        return new Release(
                "id",
                List.of(Arms.rule(1 - share), Arms.model(share)),
                layer,
                salt,
                Optional.empty(),
                Optional.empty(),
                Optional.of(.1),
                Optional.of("true"));
    }
}

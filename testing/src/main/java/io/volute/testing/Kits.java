package io.volute.testing;

import io.volute.core.stage.ContractKit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Makes JUnit tests of contract kits: {@code @TestFactory Stream<DynamicTest> keepsTheContract()}. */
public final class Kits {
    private Kits() {}

    /** One test for each behaviour, named by it. */
    public static Stream<DynamicTest> tests(ContractKit kit) {
        return kit.behaviours().stream()
                .map(behaviour -> DynamicTest.dynamicTest(behaviour.name(), behaviour.check()::run));
    }
}

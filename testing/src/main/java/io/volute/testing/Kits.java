package io.volute.testing;

import io.volute.core.stage.ContractKit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Makes JUnit tests of contract kits: {@code @TestFactory Stream<DynamicTest> keepsTheContract()}. */
public final class Kits {
    private Kits() {}

    /** Names of the behaviours that fail, for tests of kits themselves. */
    public static List<String> failures(ContractKit kit) {
        return kit.behaviours().stream()
                .filter(Kits::fails)
                .map(ContractKit.Behaviour::name)
                .toList();
    }

    private static boolean fails(ContractKit.Behaviour behaviour) {
        try {
            behaviour.check().run();
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    /** One test for each behaviour, named by it. */
    public static Stream<DynamicTest> tests(ContractKit kit) {
        return kit.behaviours().stream()
                .map(behaviour -> DynamicTest.dynamicTest(behaviour.name(), behaviour.check()::run));
    }
}

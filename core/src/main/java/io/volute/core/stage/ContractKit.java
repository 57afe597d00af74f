package io.volute.core.stage;

import io.volute.core.spec.Doc;
import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * What every implementation of an extension point must hold, as checks that any test framework can run; published beside
 * the extension point for those who write one. {@code io.volute.testing.Kits} makes JUnit tests of it.
 */
public interface ContractKit {
    /** All of them. */
    List<Behaviour> behaviours();

    /**
     * One behaviour.
     *
     * @param name a sentence
     * @param check throws {@link AssertionError} naming what was found and what was expected
     */
    record Behaviour(String name, Runnable check) {}

    /** What holds for implementations of every extension point. */
    static List<Behaviour> ofEvery(Implementation implementation, Record options) {
        return List.of(
                new Behaviour("hasARevision", () -> {
                    int revision = implementation.revision();
                    require(revision >= 1, "revision " + revision + " (expected: 1 or more)");
                    require(revision == implementation.revision(), "revision changes from call to call");
                }),
                new Behaviour("takesTheOptionsThatItDeclares", () -> {
                    Class<? extends Record> declared = implementation.options();
                    require(declared.isInstance(options), options + " (expected: a " + declared.getName() + ")");
                }),
                new Behaviour("documentsItsOptions", () -> {
                    for (RecordComponent component : implementation.options().getRecordComponents()) {
                        require(
                                component.isAnnotationPresent(Doc.class),
                                "option " + component.getName() + " without a phrase (expected: @Doc)");
                    }
                }));
    }

    /** Fails unless it holds. */
    static void require(boolean holds, String found) {
        if (!holds) {
            throw new AssertionError(found);
        }
    }
}

package io.volute.core.spec;

import java.util.List;
import java.util.Optional;

/**
 * What a stage asks of a spec beyond the shape of its records, such as that a name is one that some stage registered: told
 * with all other problems when the spec is read, before anything runs. Stateless.
 */
public interface SpecRule {
    /**
     * What breaks the rule.
     *
     * @param spec whose records are all bound
     * @return empty when it is kept
     */
    List<Broken> broken(Spec spec);

    /**
     * A value that breaks it.
     *
     * @param path its key, {@code scoping.requirements.0.check}
     * @param message what is wrong and what was expected
     * @param suggestion a name that was perhaps meant, or a way on
     */
    record Broken(String path, String message, Optional<String> suggestion) {}
}

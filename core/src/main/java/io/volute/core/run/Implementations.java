package io.volute.core.run;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.stage.Choice;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.Implementation;
import jakarta.inject.Inject;
import java.util.Set;

/** All named implementations of all extension points. */
final class Implementations {
    private final Set<ExtensionPoint<?>> points;

    @Inject
    Implementations(Set<ExtensionPoint<?>> points) {
        this.points = Set.copyOf(points);
    }

    Implementation load(Choice<?> choice) {
        for (ExtensionPoint<?> point : points) {
            if (point.type().equals(choice.type())) {
                Implementation found = point.implementations().get().get(choice.name());
                if (found != null) {
                    return found;
                }
            }
        }
        throw new VoluteException(
                CoreError.PLAN_INVALID,
                choice.type().getSimpleName() + " " + choice.name()
                        + ": not installed (add the plugin that brings it, or choose another)");
    }
}

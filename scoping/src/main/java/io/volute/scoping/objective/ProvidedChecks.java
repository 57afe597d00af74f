package io.volute.scoping.objective;

import io.volute.core.error.Nearest;
import io.volute.core.spec.Spec;
import io.volute.core.spec.SpecRule;
import io.volute.core.stage.RequirementCheck;
import io.volute.scoping.ScopingSpec;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A requirement names a check that some stage provides. */
public final class ProvidedChecks implements SpecRule {
    private final Set<String> provided = new TreeSet<>();

    @Inject
    ProvidedChecks(Set<RequirementCheck> checks) {
        checks.forEach(check -> provided.add(check.name()));
    }

    @Override
    public List<Broken> broken(Spec spec) {
        return spec.sections().get("scoping") instanceof ScopingSpec scope ? broken(scope.requirements()) : List.of();
    }

    List<Broken> broken(List<RequirementSpec> requirements) {
        List<Broken> broken = new ArrayList<>();
        for (int i = 0; i < requirements.size(); i++) {
            RequirementSpec requirement = requirements.get(i);
            String path = "scoping.requirements." + i + ".check";
            requirement
                    .check()
                    .filter(name -> !provided.contains(name))
                    .ifPresent(name -> broken.add(new Broken(
                            path,
                            requirement.id() + ": no stage provides check `" + name + "` (expected one of: "
                                    + String.join(", ", provided) + "; or planned with the reason)",
                            Nearest.of(name, provided))));
        }
        return broken;
    }
}

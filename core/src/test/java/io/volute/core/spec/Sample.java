package io.volute.core.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.volute.core.run.Slot;
import io.volute.core.stage.Choice;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.Implementation;
import io.volute.core.stage.StageDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Two stages with every type that a section may have, and a spec for them. */
final class Sample {
    static final String YAML = """
            # A comment
            project: birdstrikes
            seed: 7
            schedules:
              monthly: {every: P1M, stages: [scoping, modeling]}
              yearly: {every: P1Y, stages: [scoping], opens-pass: true}
            scoping:
              objective: {owner: "Maintenance control", metric: handling cost per strike, target: -0.05}
              costs:
                inspection: 1000
                missed: 10000.50
              horizon: P12M
              pause: PT2H
              first: 2000-01-01
              slot: 2000-03
              source: data/strikes.csv
              levels: [low, very-high]
              available: {Cost Repair: never, Damage: P30D}
              accept: auto
              password: ${env:SOURCE_PASSWORD}
            modeling:
              candidates:
                logistic: {trainer: logistic, ridge: 1.0}
                boosting:
                  trainer: boosting
                  trees: 200
                  depth: 4
              folds: 5
            """;

    private Sample() {}

    /** How much. */
    enum Level {
        LOW,
        VERY_HIGH
    }

    enum Accept {
        OWNER,
        AUTO
    }

    record Objective(
            @Doc("who answers for the business metric") String owner, String metric, double target) {
        Objective {
            if (target > 0) {
                throw new IllegalArgumentException("target: " + target + " (expected: at most 0)");
            }
        }
    }

    record Costs(BigDecimal inspection, BigDecimal missed) {
        Costs {
            if (missed.compareTo(inspection) < 0) {
                throw new IllegalArgumentException("a missed damage costs less than an inspection (expected: more)");
            }
        }
    }

    record Availability(String text) {
        @JsonCreator
        static Availability parse(String text) {
            if (!Set.of("now", "never", "P30D").contains(text)) {
                throw new IllegalArgumentException("available: " + text + " (expected: now, never or a period)");
            }
            return new Availability(text);
        }
    }

    record ScopingSection(
            Objective objective,
            Costs costs,
            Period horizon,
            @Default("PT1H") Duration pause,
            LocalDate first,
            Slot slot,
            Path source,
            @Default("[low]") List<Level> levels,
            @Default("{}") SortedMap<String, Availability> available,
            @Default("owner") Accept accept,
            Optional<Secret> password,
            Optional<Double> budget) {}

    record ModelingSection(
            @Named @Doc("recipes by name") SortedMap<String, Choice<Trainer>> candidates,
            @Default("5") int folds) {}

    interface Trainer extends Implementation {}

    record LogisticOptions(@Default("1.0") double ridge) {}

    record BoostingOptions(
            @Default("100") @Doc("number of trees") int trees,
            @Default("4") int depth,
            @Default("0.1") double learningRate) {}

    record Fixed(Class<? extends Record> options) implements Trainer {
        @Override
        public int revision() {
            return 1;
        }
    }

    static final Set<StageDefinition> STAGES = Set.of(
            new StageDefinition("scoping", ScopingSection.class, Optional.empty(), Optional.empty()),
            new StageDefinition("modeling", ModelingSection.class, Optional.empty(), Optional.empty()));

    static final Set<ExtensionPoint<?>> POINTS = Set.of(new ExtensionPoint<>(
            Trainer.class,
            "trainer",
            () -> Map.of("logistic", new Fixed(LogisticOptions.class), "boosting", new Fixed(BoostingOptions.class))));

    static SpecLoader loader() {
        return new SpecLoader(STAGES, POINTS);
    }

    static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }
}

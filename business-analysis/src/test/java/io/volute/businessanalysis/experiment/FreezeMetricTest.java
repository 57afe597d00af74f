package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.businessanalysis.BusinessAnalysisError;
import io.volute.businessanalysis.metric.Direction;
import io.volute.businessanalysis.metric.EventTerm;
import io.volute.businessanalysis.metric.MetricDefinition;
import io.volute.businessanalysis.metric.MetricId;
import io.volute.businessanalysis.metric.MetricType;
import io.volute.businessanalysis.metric.MetricWindow;
import io.volute.businessanalysis.metric.NumberedMetric;
import io.volute.core.error.VoluteException;
import io.volute.testing.MemoryStepContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A name and a number are one definition for good. */
class FreezeMetricTest {
    private static NumberedMetric plays(String id, int days) {
        return new NumberedMetric(
                MetricId.parse(id),
                new MetricDefinition(
                        MetricType.COUNT,
                        Optional.of(EventTerm.of("play")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new MetricWindow(Duration.ZERO, Duration.ofDays(days)),
                        Duration.ZERO,
                        Direction.UP,
                        1,
                        MetricDefinition.ZeroDenominator.KEEP_UNIT,
                        true,
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void anotherDefinitionUnderTheSameNumberIsRefusedWithBothValues() {
        MemoryStepContext context = new MemoryStepContext();
        var kept = context.load(
                NumberedMetric.class,
                new FreezeMetric()
                        .run(new FreezeMetric.Input(plays("plays@1", 28)), context)
                        .metricDefinition());

        assertThatThrownBy(() -> FreezeMetric.check(plays("plays@1", 14), List.of(kept)))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        e -> assertThat(e.code()).isEqualTo(BusinessAnalysisError.METRIC_CHANGED))
                .hasMessageContaining("business-analysis.metrics.plays@1: definition.window.to (PT672H, now PT336H)")
                .hasMessageContaining("fix: call it plays@2");
        assertThatCode(() -> FreezeMetric.check(plays("plays@1", 28), List.of(kept)))
                .doesNotThrowAnyException();
        assertThatCode(() -> FreezeMetric.check(plays("plays@2", 14), List.of(kept)))
                .doesNotThrowAnyException();
    }
}

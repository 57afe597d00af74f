package io.volute.deployment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.artifact.Artifact;
import io.volute.core.artifact.Digest;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Column;
import io.volute.core.table.ColumnType;
import io.volute.core.table.Table;
import io.volute.deployment.DeploymentError;
import io.volute.deployment.FixedRuntime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredictorTest {
    private static final Digest MODEL = Digest.of("model");

    private final Predictor predictor = new Predictor(new LoadedModels(new FixedRuntime()));

    @Test
    void answersForTextAsItStandsInAFile() {
        Table answers = predictor.predict(release(true), release -> FixedRuntime.PACKAGE, text("9", "", " 80.5 "));
        assertThat(answers.column("probability").doubleAt(0)).isEqualTo(.09);
        assertThat(answers.column("probability").doubleAt(1)).isEqualTo(.5);
        assertThat(answers.column("probability").doubleAt(2)).isEqualTo(.805);
        assertThat(answers.column("action").boolAt(0)).isFalse();
        assertThat(answers.column("action").boolAt(1)).isTrue();
        assertThat(answers.column("model").textAt(0)).isEqualTo(MODEL.toString());
        assertThat(answers.column("recipe").textAt(0)).isEqualTo("strong");
        assertThat(answers.column("release").textAt(2)).isEqualTo("r");
    }

    @Test
    void namesRowColumnAndValueThatCannotBeRead() {
        assertThatThrownBy(() -> predictor.predict(release(true), release -> FixedRuntime.PACKAGE, text("9", "fast")))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DeploymentError.VALUE_INVALID))
                .hasMessage("row 2, column speed: \"fast\" (expected a number, or nothing when unknown)");
    }

    @Test
    void namesColumnsThatAreNotThere() {
        Table other = Table.of(
                List.of(Column.builder("velocity", ColumnType.TEXT, 1).add("9").build()));
        assertThatThrownBy(() -> predictor.predict(release(true), release -> FixedRuntime.PACKAGE, other))
                .hasMessageContaining("not there: speed (found: velocity)");
    }

    @Test
    void saysThatTheRuleDecidesWhereNoModelIsInForce() {
        assertThatThrownBy(() -> predictor.predict(release(false), release -> FixedRuntime.PACKAGE, text("9")))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(DeploymentError.NO_MODEL));
    }

    private static Table text(String... speeds) {
        Column.Builder speed = Column.builder("speed", ColumnType.TEXT, speeds.length);
        for (String value : speeds) {
            speed.add(value);
        }
        return Table.of(List.of(speed.build()));
    }

    private static Release release(boolean model) {
        return new Release(
                "r",
                List.of(new Arm("rule", "RULE", 1)),
                "a",
                "s",
                model ? Optional.of(new Artifact<>(MODEL)) : Optional.empty(),
                model ? Optional.of("strong") : Optional.empty(),
                .1,
                "true");
    }
}

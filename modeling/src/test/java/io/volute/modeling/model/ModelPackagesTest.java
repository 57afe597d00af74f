package io.volute.modeling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.core.artifact.CanonicalJson;
import io.volute.core.contract.modeling.ModelPackage;
import io.volute.core.error.VoluteException;
import io.volute.core.table.Table;
import io.volute.modeling.Loop;
import io.volute.modeling.ModelingError;
import io.volute.modeling.Planted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelPackagesTest {
    private static final String SECTION = """
              features:
                - {transform: one-hot, columns: [Wildlife Size], min-count: 1}
                - {transform: number, columns: [speed]}
                - {transform: calendar, columns: [at], parts: [month]}
              candidates:
                logistic: {trainer: logistic, l2: 1}
            """;

    private final CanonicalJson json = new CanonicalJson();
    private Loop loop;
    private ModelPackage model;
    private Table strikes;

    @BeforeEach
    void train(@TempDir Path folder) throws Exception {
        loop = new Loop(folder, SECTION);
        Planted planted = new Planted(2);
        var turn = loop.turn(loop.inputs(planted.examples(), planted.truth(), planted.split(2000)), Optional.empty());
        model = loop.model(turn.judged().champion().artifact());
        strikes = planted.examples().values().iterator().next().rows();
    }

    @Test
    void scoresBitForBitAfterItWasStored() {
        ModelPackage stored = json.read(json.write(model), ModelPackage.class);
        assertThat(loop.runtime().load(stored).score(strikes))
                .containsExactly(loop.runtime().load(model).score(strikes));
        assertThat(json.write(stored)).isEqualTo(json.write(model));
    }

    @Test
    void scoresARowAloneAsAmongOthers() {
        var scorer = loop.runtime().load(model);
        double[] all = scorer.score(strikes);
        for (int row = 0; row < strikes.rows(); row += 100) {
            assertThat(scorer.score(strikes.pick(new int[] {row}))).containsExactly(all[row]);
        }
    }

    @Test
    void carriesTwentySampleRowsWithTheColumnsThatItReads() {
        Table samples = loop.runtime().load(model).samples();
        assertThat(samples.rows()).isEqualTo(20);
        assertThat(samples.columns().stream().map(column -> column.name()))
                .containsExactly("Wildlife Size", "speed", "at")
                .isEqualTo(model.columns());
    }

    @Test
    void scoresNoRows() {
        assertThat(loop.runtime().load(model).score(strikes.pick(new int[0]))).isEmpty();
    }

    @Test
    void refusesAPackageThatDoesNotReproduceItsSamples() {
        ModelPackage changed = json.read(json.write(model), ModelPackage.class);
        ArrayNode weights = (ArrayNode) changed.model().get("state").get("weights");
        weights.set(0, weights.textNode("0x1.0p0"));
        assertThatThrownBy(() -> loop.runtime().load(changed))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.PACKAGE_DAMAGED))
                .hasMessageContaining("expected exactly");
    }

    @Test
    void refusesAFormThatIsNotInstalled() {
        ModelPackage changed = json.read(json.write(model), ModelPackage.class);
        ((ObjectNode) changed.model()).put("form", "network");
        assertThatThrownBy(() -> loop.runtime().load(changed))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.PACKAGE_UNKNOWN))
                .hasMessageContaining("form network is not installed (expected one of: constant, forest, linear)");
    }

    @Test
    void namesAColumnThatTheRowsLack() {
        assertThatThrownBy(() -> loop.runtime().load(model).score(strikes.select(List.of("at", "speed"))))
                .isInstanceOf(VoluteException.class)
                .hasMessageContaining("column Wildlife Size: not there");
    }
}

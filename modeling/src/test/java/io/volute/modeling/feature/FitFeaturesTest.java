package io.volute.modeling.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.contract.dataengineering.Split;
import io.volute.core.error.VoluteException;
import io.volute.modeling.Loop;
import io.volute.modeling.ModelingError;
import io.volute.modeling.Planted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FitFeaturesTest {
    private final Planted strikes = new Planted(3);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cost Total $            | COLUMN_NOT_AVAILABLE | never available when the decision is taken",
                "Effect Amount of damage | COLUMN_NOT_AVAILABLE | becomes known only after the decision",
                "Wildlife Sise           | UNKNOWN_COLUMN       | did you mean Wildlife Size?",
                "row_id                  | UNKNOWN_COLUMN       | not a column of the examples"
            })
    void refusesAColumnThatADecisionCannotUse(String column, ModelingError code, String why, @TempDir Path folder)
            throws Exception {
        Loop loop = new Loop(
                folder,
                "  features: [{transform: one-hot, columns: [" + column + "]}]\n  candidates: {p: {trainer: prior}}\n");
        assertThatThrownBy(() -> loop.features(loop.inputs(strikes.examples(), strikes.truth(), strikes.split(2000))))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("modeling.features, column " + column + ": ")
                .hasMessageContaining(why);
    }

    @Test
    void saysWhichFoldHasNoTrainingRows(@TempDir Path folder) throws Exception {
        Loop loop = new Loop(
                folder, "  features: [{transform: number, columns: [speed]}]\n  candidates: {p: {trainer: prior}}\n");
        Split.Fold early =
                new Split.Fold("1990", Instant.parse("1990-01-01T00:00:00Z"), Instant.parse("1991-01-01T00:00:00Z"));
        Split split = new Split(List.of(early), strikes.split(2000).knownUntil());
        assertThatThrownBy(() -> loop.features(loop.inputs(strikes.examples(), strikes.truth(), split)))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(ModelingError.NO_ROWS))
                .hasMessageContaining("training rows of fold 1990: 0");
    }
}

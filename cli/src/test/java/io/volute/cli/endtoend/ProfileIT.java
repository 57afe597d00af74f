package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is looked at without any project: no spec, no server, nothing left behind but what was asked for. */
class ProfileIT {
    @TempDir
    private Path temporary;

    private Checkout checkout;

    @BeforeEach
    void forgetTheProject() throws IOException {
        checkout = Checkout.of(temporary).here();
        Files.delete(checkout.file("volute.yaml"));
    }

    @Test
    void tellsTypesSharesAndWhatDeservesALook() {
        Outcome outcome = checkout.volute("profile", "data/birdstrikes.csv", "--html", "profile.html")
                .exits(0);

        assertThat(outcome.out())
                .contains("10,000 rows, 14 columns")
                .containsPattern("Speed IAS in knots +int +28 % +122 +0 … 350")
                .contains("24 rows equal an earlier row in every column");
        assertThat(checkout.file("profile.html")).content().contains("<svg", "Wildlife Species");
        assertThat(checkout.file(".volute")).doesNotExist();
    }

    @Test
    void saysTheSameAsJson() {
        JsonNode json = checkout.volute("profile", "data/birdstrikes.csv", "--json")
                .exits(0)
                .json();

        assertThat(json.path("rows").asInt()).isEqualTo(10_000);
        assertThat(json.path("digest").path("content").asText()).startsWith("sha256:");
        assertThat(json.path("digest").path("logical").asText()).startsWith("sha256:");
        JsonNode speed = json.path("columns").get(13);
        assertThat(speed.path("name").asText()).isEqualTo("Speed IAS in knots");
        assertThat(speed.path("missing").asInt() + speed.path("n").asInt()).isEqualTo(10_000);
        assertThat(speed.path("quantiles").path("p50").asDouble()).isEqualTo(140);
        assertThat(json.path("duplicates").path("rows").asInt()).isEqualTo(24);
        assertThat(json.path("associations").get(0).path("kind").asText()).isEqualTo("cramers-v");
    }

    @Test
    void readsJsonLinesByTheEndingOfTheName() throws IOException {
        Files.writeString(checkout.file("x.jsonl"), "{\"a\": 1}\n{\"a\": 2.5, \"b\": null}\n");

        JsonNode json = checkout.volute("profile", "x.jsonl", "--json").exits(0).json();

        assertThat(json.path("columns").get(0).path("type").asText()).isEqualTo("number");
        assertThat(json.path("columns").get(1).path("missing").asInt()).isEqualTo(2);
    }

    @Test
    void profilesParquetLikeTheSameRowsInCsv() throws Exception {
        ParquetTwin.write(checkout.file("data/birdstrikes.csv"), checkout.file("birds.parquet"));

        JsonNode parquet =
                checkout.volute("profile", "birds.parquet", "--json").exits(0).json();
        JsonNode csv = checkout.volute("profile", "data/birdstrikes.csv", "--json")
                .exits(0)
                .json();

        for (String part : List.of("columns", "associations", "duplicates")) {
            assertThat(parquet.path(part)).as(part).isEqualTo(csv.path(part)).isNotEmpty();
        }
        Files.writeString(checkout.file("cut.parquet"), "PAR1");
        assertThat(checkout.volute("profile", "cut.parquet").exits(3).err())
                .contains("cut.parquet: ends with PAR1", "fix: ");
    }

    @Test
    void saysWhereAFileBreaksItsFormat() throws IOException {
        Files.writeString(checkout.file("ragged.csv"), "a,b\n1,2\n3\n");

        assertThat(checkout.volute("profile", "ragged.csv").exits(3).err()).contains("ragged.csv:3");
        assertThat(checkout.volute("profile", "none.csv").exits(2).err()).contains("none.csv: is not there");
        assertThat(checkout.volute("profile", "data").exits(2).err()).contains("is no regular file");
    }
}

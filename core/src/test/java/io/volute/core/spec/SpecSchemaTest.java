package io.volute.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class SpecSchemaTest {
    private final JsonNode schema = SpecSchema.generate(Sample.STAGES, Sample.POINTS);

    @Test
    void knowsTheSectionsAndWhatIsRequired() {
        assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("required").toString()).isEqualTo("[\"project\"]");
        assertThat(schema.get("additionalProperties").asBoolean()).isFalse();
        assertThat(schema.at("/properties/seed/default").isIntegralNumber()).isTrue();
        assertThat(schema.at("/properties/scoping/$ref").asText()).isEqualTo("#/$defs/core.spec.Sample.ScopingSection");
    }

    @Test
    void describesValuesAsTheLoaderReadsThem() {
        JsonNode scoping = schema.at("/$defs/core.spec.Sample.ScopingSection/properties");
        assertThat(scoping.at("/levels/items/enum").toString()).isEqualTo("[\"low\",\"very-high\"]");
        assertThat(scoping.at("/first/pattern").asText()).isEqualTo("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        assertThat(scoping.at("/budget/type").asText()).isEqualTo("number");
        JsonNode objective = schema.at("/$defs/core.spec.Sample.Objective");
        assertThat(objective.at("/properties/owner/description").asText())
                .isEqualTo("who answers for the business metric");
        assertThat(objective.at("/required")).hasSize(3);
        assertThat(schema.at("/$defs/core.spec.Schedule/properties/every/enum").toString())
                .isEqualTo("[\"P1D\",\"P1M\",\"P1Y\"]");
    }

    @Test
    void offersEachImplementationWithItsOwnOptions() {
        JsonNode branches = schema.at("/$defs/core.spec.Sample.ModelingSection/properties/candidates")
                .at("/additionalProperties/oneOf");
        assertThat(branches).hasSize(2);
        assertThat(branches.at("/0/properties/trainer/const").asText()).isEqualTo("boosting");
        assertThat(branches.at("/0/properties/trees/default").asInt()).isEqualTo(100);
        assertThat(branches.at("/1/properties").has("trees")).isFalse();
        assertThat(branches.at("/1/required").toString()).isEqualTo("[\"trainer\"]");
    }

    @Test
    void isTheSameTextEachTime() {
        assertThat(SpecSchema.generate(Sample.STAGES, Sample.POINTS)).hasToString(schema.toString());
    }
}

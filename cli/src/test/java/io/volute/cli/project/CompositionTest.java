package io.volute.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Module;
import io.volute.core.contract.deployment.Release.Arm;
import io.volute.core.contract.scoping.ExperimentPlan;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.plugin.Plugin;
import io.volute.core.stage.StageBinder;
import io.volute.deployment.release.ReleasePolicy;
import io.volute.duckdb.DuckDbPlugin;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompositionTest {
    private record Brought(String name, Supplier<Module> bindings) implements Plugin {
        @Override
        public String description() {
            return "for a test";
        }

        @Override
        public Module module() {
            return bindings.get();
        }
    }

    private static final class Nobody implements ReleasePolicy {
        @Inject
        Nobody() {}

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Class<? extends Record> options() {
            return Brought.class;
        }

        @Override
        public List<Arm> arms(Optional<ExperimentPlan> plan, Record options) {
            return List.of();
        }
    }

    @Test
    void findsThePluginsOfTheDistribution() {
        assertThat(new Composition().plugins()).extracting(Plugin::name).containsExactly("duckdb", "xgboost");
    }

    @Test
    void namesThePluginsOfWhichTwoBringTheSameName() {
        Plugin twice = new Brought(
                "mine", () -> binder -> StageBinder.implementation(binder, ReleasePolicy.class, "ab", Nobody.class));

        assertThatThrownBy(() -> new Composition(List.of(new DuckDbPlugin(), twice)).specs())
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.PLUGIN_UNSUITABLE))
                .hasMessageStartingWith("the plugins duckdb, mine do not fit together: ")
                .hasMessageContaining("Named(\"ab\") was bound multiple times")
                .hasMessageContaining("fix: ");
    }

    @Test
    void namesAPluginThatWasMadeForAnotherVersion() {
        Plugin old = new Brought("old", () -> {
            throw new NoSuchMethodError("io.volute.core.stage.StageBinder.gone()");
        });

        assertThatThrownBy(() -> new Composition(List.of(old)).specs())
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.PLUGIN_UNSUITABLE))
                .hasMessageContaining("plugin old was made for another version")
                .hasMessageContaining("StageBinder.gone()");
    }

    @Test
    void namesAJarThatIsDamaged(@TempDir Path folder) throws IOException {
        Path jar = Files.writeString(folder.resolve("half.jar"), "PK and then nothing");

        assertThatThrownBy(() -> Composition.find(jar + File.pathSeparator + folder))
                .isInstanceOfSatisfying(
                        VoluteException.class, e -> assertThat(e.code()).isEqualTo(CoreError.PLUGIN_UNSUITABLE))
                .hasMessageStartingWith(jar + " is damaged: ");
    }
}

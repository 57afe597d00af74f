package io.volute.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void resolveLinks() throws Exception {
        folder = temporary.toRealPath();
    }

    @Test
    void keepsThePasswordOfAFirstStartThatWasKilled() throws Exception {
        Home home = Home.open(folder.resolve("home"));
        String password = home.makePassword();
        assertThat(password).matches("[0-9a-f]{48}");
        assertThat(Home.open(folder.resolve("home")).makePassword()).isEqualTo(password);
        assertThat(Home.open(folder.resolve("other")).makePassword()).isNotEqualTo(password);
    }

    @Test
    void saysWhichPasswordFileIsGone() {
        Home home = Home.open(folder.resolve("home"));
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(home::password)
                .withMessageContaining(folder.resolve("home/password").toString());
    }

    @Test
    void findsAClusterElsewhereByItsNote() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Home.open(folder.resolve("home")).moveBase(elsewhere);
        assertThat(Home.open(folder.resolve("home")).data()).isEqualTo(elsewhere.resolve("data"));
    }

    @Test
    void aMovedHomeTakesItsClusterAlong() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Home.open(folder.resolve("home")).moveBase(elsewhere);
        Files.move(folder.resolve("home"), folder.resolve("moved"));
        assertThat(Home.open(folder.resolve("moved")).data()).isEqualTo(elsewhere.resolve("data"));
        assertThat(elsewhere.resolve("home")).hasContent(folder.resolve("moved").toString());
    }

    @Test
    void aCopiedHomeDoesNotShareItsOriginalsCluster() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Home.open(folder.resolve("home")).moveBase(elsewhere);
        Files.createDirectory(folder.resolve("copy"));
        Files.copy(folder.resolve("home/cluster"), folder.resolve("copy/cluster"));
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> Home.open(folder.resolve("copy")))
                .withMessageContaining("belongs to " + folder.resolve("home"))
                .withMessageContaining("Delete " + folder.resolve("copy/cluster"));
    }

    @Test
    void aClusterThatIsGoneIsNotReplacedByAnEmptyOne() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Home.open(folder.resolve("home")).moveBase(elsewhere);
        Files.delete(elsewhere.resolve("home"));
        Files.delete(elsewhere);
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> Home.open(folder.resolve("home")))
                .withMessageContaining(elsewhere + ", noted in " + folder.resolve("home/cluster") + ", is gone");
    }

    @Test
    void ignoresAPortFileThatMakesNoSense() throws Exception {
        Home home = Home.open(folder.resolve("home"));
        home.rememberPort(42757);
        assertThat(home.lastPort()).hasValue(42757);
        Files.writeString(folder.resolve("home/port"), "x");
        assertThat(home.lastPort()).isEmpty();
    }
}

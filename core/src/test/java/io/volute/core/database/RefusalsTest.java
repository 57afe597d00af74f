package io.volute.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalsTest {
    private static final DatabaseAddress ADDRESS = DatabaseAddress.parse("postgresql://me:secret@h:6543/birds");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28P01 | does not let me in (expected: the password of me in VOLUTE_DATABASE_PASSWORD",
                "28000 | does not let me in",
                "3D000 | the server h:6543 has no database birds",
                "42501 | grant create on database birds to me",
                "53300 | the server h:6543 has no free connection or no space (the reason)",
                "57P03 | starts or stops just now",
                "08001 | the database postgresql://me@h:6543/birds does not answer",
                "08006 | start it, then: volute resume",
                "08004 | refuses the connection: the reason",
                "XX000 | cannot be used: the reason"
            })
    void saysWhatTheServerHasAgainstIt(String state, String told) {
        VoluteException error = Refusals.of(
                ADDRESS, new IllegalStateException("opening", new SQLException("the reason\n  at a place", state)));

        assertThat(error).hasMessageContaining(told).hasMessageNotContaining("at a place");
        assertThat(error.code()).isEqualTo(CoreError.DATABASE_UNAVAILABLE);
    }

    @Test
    void asksForThePasswordThatIsNotThere() {
        DatabaseAddress silent = DatabaseAddress.parse("postgresql://me@h:6543/birds");
        var cause = new SQLException("The server requested a password, but there is none", "08004");

        assertThat(Refusals.of(silent, cause))
                .hasMessageContaining("expected: the password of me in VOLUTE_DATABASE_PASSWORD");
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        var cause = new SQLException("connection attempt failed", "08001", new UnknownHostException("h"));

        assertThat(Refusals.of(ADDRESS, cause)).hasMessageContaining("there is no host h");
    }

    @Test
    void refusesAServerThatIsTooOld() {
        assertThatThrownBy(() -> Migrations.requireVersion(13))
                .isInstanceOfSatisfying(
                        VoluteException.class,
                        error -> assertThat(error.code()).isEqualTo(CoreError.DATABASE_UNSUITABLE))
                .hasMessageContaining("is PostgreSQL 13 (expected: 14 or newer");
        assertThatCode(() -> Migrations.requireVersion(14)).doesNotThrowAnyException();
    }
}

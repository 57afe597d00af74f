package io.volute.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseAddressTest {
    @Test
    void readsAllParts() {
        assertThat(DatabaseAddress.parse("jdbc:postgresql://me:a%40b+c@db.example:6543/birds?sslmode=verify-full"))
                .isEqualTo(new DatabaseAddress(
                        "db.example",
                        6543,
                        "birds",
                        "me",
                        new DatabaseAddress.Password("a@b+c"),
                        Map.of("sslmode", "verify-full")));
    }

    @Test
    void takesUserAndPasswordAsParametersToo() {
        DatabaseAddress address = DatabaseAddress.parse("postgres://h/d?user=me&password=x%26y");

        assertThat(address.user()).isEqualTo("me");
        assertThat(address.password().value()).isEqualTo("x&y");
        assertThat(address.port()).isEqualTo(5432);
        assertThat(address.parameters()).isEmpty();
    }

    @Test
    void showsNoPassword() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://me:kanarienvogel@h/d?password=kanarienvogel");

        assertThat(address + address.jdbcUrl() + address.password()).doesNotContain("kanarienvogel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://me:kanarienvogel@h/d",
                "me:kanarienvogel@h/d",
                "postgresql://me:kanarienvogel@h/",
                "postgresql://me:kanarienvogel@h/d/e",
                "postgresql://me:kanarienvogel@/d",
                "postgresql://me:kanarienvogel@h:0/d",
                "postgresql://me:kanarienvogel@h:65536/d",
                "postgresql://me:kanarienvogel@h:port/d",
                "postgresql://me:kanarien vogel@h/d",
                "postgresql://me:kanarienvogel%zz@h/d",
                "postgresql://me@h/d?password=kanarienvogel&socketFactory=x",
                "postgresql://me@h/d?options=kanarienvogel"
            })
    void refusesWhatIsNoAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOfSatisfying(
                        VoluteException.class, error -> assertThat(error.code()).isEqualTo(CoreError.USAGE))
                .hasMessageContaining("expected postgresql://USER@HOST:PORT/DATABASE")
                .hasMessageNotContaining("kanarien")
                .hasNoCause();
    }
}

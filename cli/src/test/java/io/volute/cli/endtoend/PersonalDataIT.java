package io.volute.cli.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.volute.testing.postgres.TestDatabase;
import io.volute.testing.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A canary stands in columns of personal data, good values and bad ones: nothing that is shown, logged or written into
 * the database may sing. Only the snapshot's own tables, which are the data, hold it.
 */
class PersonalDataIT {
    private static final String CANARY = "kanarienvogel";

    @TempDir
    private Path temporary;

    private final List<Outcome> outcomes = new ArrayList<>();
    private TestDatabase database;
    private Checkout checkout;

    @BeforeEach
    void tagTheReporters() throws IOException {
        database = TestPostgres.shared().createDatabase();
        checkout = Checkout.small(temporary).with("VOLUTE_DATABASE_URL", database.urlWithPassword());
        checkout.edit(
                "      Flight Date: {type: date}\n",
                "      Flight Date: {type: date}\n"
                        + "      Reporter: {type: text, pii: true}\n"
                        + "      Reporter Badge: {type: int, pii: true, on-bad-value: quarantine}\n"
                        + "      Reporter Remark: {type: text, pii: true, available: never}\n");
        checkout.edit(
                "  checks:\n",
                "  checks:\n    reporter-form: {check: pattern, column: Reporter, pattern: \"[a-z]+[0-9]+\"}\n");
        String[] lines = Files.readString(checkout.file("data/birdstrikes.csv")).split("\r\n", -1);
        StringBuilder file = new StringBuilder(lines[0] + ",Reporter,Reporter Badge,Reporter Remark\r\n");
        for (int i = 1; i < lines.length; i++) {
            file.append(lines[i])
                    .append(',')
                    .append(i % 1000 == 7 ? CANARY + "!" : CANARY + i % 40)
                    .append(',')
                    .append(i % 1000 == 9 ? CANARY : "" + i)
                    .append(',')
                    .append(CANARY)
                    .append("\r\n");
        }
        Files.writeString(checkout.file("data/birdstrikes.csv"), file.toString());
    }

    @Test
    void singsNowhere() {
        String report = say(0, "run", "--as-of", "2000-01-01", "--verbose").out();
        assertThat(report).contains("rows quarantined");
        say(0, "backfill", "--from", "2000-01", "--to", "2000-01", "--verbose", "--json");
        assertThat(say(0, "show", "quarantine", "--json").out()).contains("(personal)", "type of Reporter Badge");
        assertThat(say(0, "show", "events", "--slot", "1999-01", "--json").out())
                .contains("(personal)");
        assertThat(say(0, "show", "hindsight").out()).contains("(personal)");
        say(0, "show", "examples", "--slot", "1999-01");
        say(0, "show", "truth", "--slot", "1999-01");
        say(0, "show", "data-report");
        say(0, "show", "leakage", "--json");
        say(0, "show", "data-engineering.check");
        say(0, "report");
        say(
                0,
                "check",
                "data/birdstrikes.csv",
                "--contract",
                "volute.yaml#strikes",
                "--json",
                "--quarantine",
                "aside.csv");
        assertThat(checkout.file("aside.csv")).content().contains("(personal)");
        assertThat(say(0, "profile", "data/birdstrikes.csv", "--contract", "volute.yaml#strikes", "--html", "page.html")
                        .out())
                .contains("(personal)");
        say(0, "profile", "data/birdstrikes.csv", "--contract", "volute.yaml#strikes", "--json");
        checkout.edit(", on-bad-value: quarantine}", "}");
        assertThat(say(3, "run", "--verbose").err()).contains("Reporter Badge: (personal) (expected: a whole number");
        checkout.edit(
                "Reporter Badge: {type: int, pii: true}",
                "Reporter Badge: {type: int, pii: true, on-bad-value: quarantine}");
        checkout.edit("columns: [Speed IAS in knots]", "columns: [Speed IAS in knots, Reporter Badge]");
        assertThat(say(2, "run").err()).contains("column Reporter Badge: personal data by the contract");

        for (Outcome outcome : outcomes) {
            assertThat((outcome.out() + outcome.err()).toLowerCase(Locale.ROOT))
                    .as(outcome.toString())
                    .doesNotContain(CANARY);
        }
        assertThat(StoredRows.of(database).with(CANARY)).isEmpty();
        assertThat(checkout.files(".").stream()
                        .filter(file -> !file.endsWith("birdstrikes.csv"))
                        .filter(file -> !read(file).startsWith("PAR1"))
                        .filter(file -> read(file).toLowerCase(Locale.ROOT).contains(CANARY)))
                .isEmpty();
    }

    private Outcome say(int exit, String... words) {
        Outcome outcome = checkout.volute(words).exits(exit);
        outcomes.add(outcome);
        return outcome;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}

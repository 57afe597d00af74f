package io.volute.dataengineering.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.volute.dataengineering.DataStage;
import io.volute.dataengineering.Visits;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcOptionsTest {
    @TempDir
    Path folder;

    @Test
    void takesAUrlByReferenceAndAQuery() throws IOException {
        assertThat(problems("url: \"${env:CRM}\", query: \"select ';' from v\""))
                .isEmpty();
        assertThat(
                        problems(
                                "host: db, database: crm, user: me, password: \"${env:P}\", query: with a as (select 1) table a"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "query: select 1                                          | host: with database and user, or url",
                "url: \"${env:C}\", host: db, query: select 1             | url: beside host",
                "url: \"postgresql://me:pw@h/d\", query: select 1         | a secret is never written here",
                "url: \"${env:C}\", query: delete from v                  | query: expected one SELECT",
                "url: \"${env:C}\", query: select 1; drop table v         | query: a semicolon",
                "url: \"${env:C}\", query: select 1, fetch-size: 0        | fetch-size: 0",
                "host: h, database: d, user: u, port: 0, query: select 1  | port: 0",
                "url: \"${env:C}\"                                        | no query",
            })
    void refusesWhatLeadsNowhere(String options, String message) throws IOException {
        assertThat(problems(options)).contains(message).doesNotContain("me:pw");
    }

    private String problems(String options) throws IOException {
        return DataStage.problems(
                folder,
                Visits.section("", "").replace("{type: csv, path: visits.csv}", "{type: jdbc, " + options + "}"));
    }
}

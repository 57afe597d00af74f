package io.volute.dataengineering.source;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.spec.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Which rows of which PostgreSQL database.
 *
 * @param url reference to the whole URL; instead of the five that follow
 * @param host name or address of the server
 * @param port of the server
 * @param database name of the database
 * @param user who reads
 * @param password reference to the user's password
 * @param query one SELECT
 * @param order columns that say in which order rows come; ties are broken by the other columns
 * @param watermark a column that rises with every change
 * @param fetchSize rows that are fetched at once
 * @param missing texts that stand for a missing value, beside NULL
 * @param licence under which the data may be used
 */
public record JdbcOptions(
        @Doc("where the URL is found: ${env:NAME} or ${file:path}, instead of host, database, user and password")
        Optional<Secret> url,

        @Doc("name or address of the PostgreSQL server") Optional<String> host,
        @Doc("its port") @Default("5432") int port,
        @Doc("name of the database") Optional<String> database,
        @Doc("who reads") Optional<String> user,

        @Doc("where the password is found: ${env:NAME} or ${file:path}")
        Optional<Secret> password,

        @Doc("one SELECT that gives the rows") String query,

        @Doc("columns by which rows are ordered; ties are broken by the other columns") @Default("[]")
        List<String> order,

        @Doc("a column that rises with every change: while its maximum and the number of rows stay, nothing is read")
        Optional<String> watermark,

        @Doc("rows that are fetched at once") @Default("10000")
        int fetchSize,

        @Doc("texts that stand for a missing value; NULL always does") @Default("[]")
        List<String> missing,

        @Doc("licence of the data, for the papers") Optional<String> licence) {
    /** Copies and checks. */
    public JdbcOptions {
        order = List.copyOf(order);
        missing = List.copyOf(missing);
        boolean typed = host.isPresent() || database.isPresent() || user.isPresent() || password.isPresent();
        if (url.isPresent() && typed) {
            throw new IllegalArgumentException(
                    "url: beside host, database, user or password (expected: either the one or the others)");
        }
        if (url.isEmpty() && (host.isEmpty() || database.isEmpty() || user.isEmpty())) {
            throw new IllegalArgumentException(
                    "host: with database and user, or url (expected: where the database is)");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: from 1 to 65535)");
        }
        if (fetchSize < 1) {
            throw new IllegalArgumentException("fetch-size: " + fetchSize + " (expected: 1 or more)");
        }
        checkQuery(query);
    }

    /** A second statement would run outside of what reads; a semicolon may stand in quotes only. */
    private static void checkQuery(String query) {
        String start = query.strip().toLowerCase(java.util.Locale.ROOT);
        if (!start.startsWith("select") && !start.startsWith("with")) {
            throw new IllegalArgumentException("query: expected one SELECT (it may begin with WITH)");
        }
        if (query.replaceAll("'[^']*'|\"[^\"]*\"", "").indexOf(';') >= 0) {
            throw new IllegalArgumentException("query: a semicolon (expected: one SELECT without any)");
        }
    }
}

package io.volute.cli.project;

import io.volute.cli.Surroundings;
import io.volute.core.database.DatabaseAddress;
import io.volute.core.spec.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a database address of a URL, with its password from wherever it is kept. No message repeats the URL. */
final class Addresses {
    private static final String PASSWORD = "VOLUTE_DATABASE_PASSWORD";
    private static final Pattern REFERENCE = Pattern.compile("(?<=:)\\$\\{(env|file):[^}]+}(?=@)");

    private final Surroundings surroundings;

    Addresses(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The address; a password in the URL wins over the variable. */
    DatabaseAddress parse(String url, Path folder) {
        DatabaseAddress address = DatabaseAddress.parse(revealed(url, folder));
        Optional<String> apart = surroundings.variable(PASSWORD);
        if (address.password().value().isEmpty() && apart.isPresent()) {
            surroundings.terminal().redactor().add(apart.get());
            return new DatabaseAddress(
                    address.host(),
                    address.port(),
                    address.database(),
                    address.user(),
                    new DatabaseAddress.Password(apart.get()),
                    address.parameters());
        }
        surroundings.terminal().redactor().add(address.password().value());
        return address;
    }

    private String revealed(String url, Path folder) {
        Matcher reference = REFERENCE.matcher(url);
        if (!reference.find()) {
            return url;
        }
        String secret = Secret.parse(reference.group()).reveal(surroundings.environment()::get, folder);
        surroundings.terminal().redactor().add(secret);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
        return url.substring(0, reference.start()) + encoded + url.substring(reference.end());
    }
}

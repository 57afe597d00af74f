package io.volute.cli;

import io.volute.cli.output.Redactor;
import io.volute.core.spec.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the secrets that came with the command line and the environment, before anything is printed. */
final class Secrets {
    static final String URL = "VOLUTE_DATABASE_URL";
    static final String PASSWORD = "VOLUTE_DATABASE_PASSWORD";

    private static final Pattern USER_INFO = Pattern.compile("://[^/?#\\s:@]*:([^/?#\\s]*)@");
    private static final Pattern PARAMETER = Pattern.compile("[?&](?i:password|pass|sslpassword)=([^&\\s#]*)");

    private Secrets() {}

    static Redactor redactor(Map<String, String> environment, String... arguments) {
        Redactor redactor = new Redactor();
        redactor.add(environment.getOrDefault(PASSWORD, ""));
        addAll(redactor, environment.getOrDefault(URL, ""));
        for (String argument : arguments) {
            addAll(redactor, argument);
        }
        return redactor;
    }

    private static void addAll(Redactor redactor, String text) {
        for (Pattern pattern : new Pattern[] {USER_INFO, PARAMETER}) {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                // A reference is no secret: a message about it has to name it.
                if (Secret.find(found.group(1)).isEmpty()) {
                    redactor.add(found.group(1));
                    redactor.add(decoded(found.group(1)));
                }
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

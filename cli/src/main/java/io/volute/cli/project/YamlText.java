package io.volute.cli.project;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as YAML writes them: plain where every reader takes them as that text, else in double quotes. */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$()./ -]*[A-Za-z0-9_$)]|[A-Za-z_]");
    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "none", "nan", "inf");

    private YamlText() {}

    static String of(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    static String list(Collection<String> texts) {
        return texts.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A text that stands behind a hash: on one line, whatever is in it. */
    static String comment(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}

package io.volute.cli.output;

import io.volute.core.error.Problem;
import io.volute.core.error.VoluteException;
import java.util.List;

/**
 * Errors as blocks: the place first, then what is wrong and what was expected, then how to go on, the code to look up at
 * the end of the last line.
 */
public final class ProblemText {
    private static final int SHOWN = 20;
    private static final int CODE_ENDS_AT = 100;
    private static final String INDENT = "  ";

    private ProblemText() {}

    /** All problems of a text, all at once. */
    public static void print(List<Problem> problems, Terminal.Channel channel) {
        for (Problem problem : problems.subList(0, Math.min(SHOWN, problems.size()))) {
            String position = problem.line() == 0 ? "" : ":" + problem.line() + ":" + problem.column();
            String path = problem.path().isEmpty() ? "" : "  " + problem.path();
            block(problem.file() + position, path, problem.message(), advice(problem), problem.code(), channel);
        }
        if (problems.size() > SHOWN) {
            channel.line("… and " + (problems.size() - SHOWN) + " more");
        }
        channel.line((problems.size() == 1 ? "1 problem" : problems.size() + " problems") + ", nothing was run.");
    }

    /** One error that has no place in a text. {@code where} is what was being done. */
    public static void print(String where, VoluteException error, Terminal.Channel channel) {
        block(where, "", String.valueOf(error.getMessage()), "", error.code().code(), channel);
    }

    private static String advice(Problem problem) {
        return problem.suggestion()
                .map(text -> text.contains(" ") ? text : "did you mean `" + text + "`?")
                .orElse("");
    }

    private static void block(
            String place, String path, String message, String advice, String code, Terminal.Channel channel) {
        channel.line(channel.styled(Style.STRONG, place) + path);
        message.lines().forEach(line -> channel.line(INDENT + channel.styled(Style.ERROR, line)));
        String last = INDENT + advice;
        int gap = Math.max(2, CODE_ENDS_AT - last.length() - code.length());
        channel.line(last + " ".repeat(gap) + channel.styled(Style.FAINT, code));
        channel.line("");
    }
}

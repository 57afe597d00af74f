package io.volute.dataengineering.check;

import io.volute.core.error.VoluteException;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.core.table.Column;
import io.volute.core.table.Table;
import io.volute.dataengineering.DataError;
import jakarta.inject.Inject;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Text of a form. A pattern can take time that grows with two to the power of the text's length; so values have a length
 * that no form needs, and a match that looks at its text too often is given up, whatever the machine.
 */
final class PatternCheck implements RowCheck {
    /** Longer values have no form. */
    static final int LONGEST = 1_000;

    private static final int LOOKS = 1_000_000;

    /** Which form. */
    record Options(
            @Doc("a column of text") String column,

            @Doc("a regular expression of Java that the whole value matches, for example [A-Z]{2}[0-9]{4}")
            String pattern,

            @Doc("what happens when it fails") @Default("block-row")
            Severity severity)
            implements CheckOptions {
        Options {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "pattern: " + pattern + ": " + e.getDescription() + " at character " + (e.getIndex() + 1)
                                + " (expected: a regular expression of Java)",
                        e);
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public void checkTypes(Table contract) {
            Texts.refuseOthers(contract.column(column));
        }
    }

    @Inject
    PatternCheck() {}

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return Options.class;
    }

    @Override
    public BitSet broken(Record options, Table rows) {
        Options form = (Options) options;
        Pattern pattern = Pattern.compile(form.pattern);
        Column column = rows.column(form.column);
        Map<String, Boolean> known = new HashMap<>();
        BitSet broken = new BitSet();
        for (int row = 0; row < rows.rows(); row++) {
            if (!column.isMissing(row)) {
                broken.set(row, !known.computeIfAbsent(column.textAt(row), text -> matches(pattern, text, form)));
            }
        }
        return broken;
    }

    private static boolean matches(Pattern pattern, String text, Options form) {
        return text.length() <= LONGEST
                && pattern.matcher(new Watched(text, new int[1], form)).matches();
    }

    @Override
    public String expected(Record options) {
        return "text of the form " + ((Options) options).pattern + ", at most " + LONGEST + " characters";
    }

    /** A text that counts how often it is looked at; parts of it count together. */
    private static final class Watched implements CharSequence {
        private final String text;
        private final int[] looks;
        private final Options form;

        Watched(String text, int[] looks, Options form) {
            this.text = text;
            this.looks = looks;
            this.form = form;
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > LOOKS) {
                throw new VoluteException(
                        DataError.PATTERN_TOO_SLOW,
                        "checks: pattern " + form.pattern + " of column " + form.column + ": given up on a value of "
                                + text.length() + " characters after a million steps (expected: some per character)"
                                + "\nfix: repeat nothing that repeats itself, as in (.*a){12}; say [^a]*a for .*a");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.substring(start, end), looks, form);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

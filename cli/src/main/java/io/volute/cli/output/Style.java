package io.volute.cli.output;

/** Colours, where somebody sees them. */
public enum Style {
    /** What matters most on a line. */
    STRONG("1"),
    /** What matters least. */
    FAINT("2"),
    /** An error; nothing else is red. */
    ERROR("31"),
    /** Done, valid, fresh. */
    GOOD("32"),
    /** Worth a look: stale, refused, a warning. */
    NOTE("33");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text in this style; the text itself where colours are off. */
    public String of(String text, boolean colours) {
        return colours && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}

package io.volute.dataengineering.source;

import io.volute.core.error.Excerpt;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;

/**
 * What can be wrong with a CSV file, as people are told.
 *
 * @param place of the file
 * @param longestCell most characters of a cell
 */
record CsvProblems(String place, int longestCell) {

    VoluteException at(DataError code, int line, int column, String what) {
        String fix = what.contains("\nfix: ") ? "" : "\nfix: correct this line, or export the file again";
        return new VoluteException(code, place + ":" + line + ":" + column + ": " + what + fix);
    }

    VoluteException empty() {
        return at(
                DataError.SOURCE_EMPTY, 1, 1, "the file is empty (expected: a header and rows)\nfix: deliver it again");
    }

    VoluteException noRows(int line) {
        return at(
                DataError.SOURCE_EMPTY,
                line,
                1,
                "no rows after the header (expected: at least one)\nfix: deliver it again");
    }

    VoluteException carriageReturn(int line, int column) {
        return at(
                DataError.BAD_STRUCTURE,
                line,
                column,
                "a carriage return alone (expected: lines that end with LF or CRLF)");
    }

    VoluteException nameless(int line, int column, int cell) {
        return at(
                DataError.BAD_STRUCTURE,
                line,
                column,
                "column " + cell + " has no name (expected: a name in the header for each column)");
    }

    VoluteException twice(int line, int column, String name) {
        return at(
                DataError.BAD_STRUCTURE,
                line,
                column,
                "column name " + Excerpt.of(name) + " stands twice (expected: names that differ, not only in case)");
    }

    VoluteException tooLong(int line, int column) {
        return at(
                DataError.BAD_STRUCTURE,
                line,
                column,
                "a cell of more than " + longestCell + " characters (expected: fewer; is a quote missing?)");
    }

    VoluteException ragged(int line, int column, int cells, int width, boolean last) {
        return at(
                DataError.BAD_STRUCTURE,
                line,
                column,
                cells + " cells (expected: " + width + " as in the header" + (last ? "; was the file cut off?" : "")
                        + ")\nfix: " + (last ? "deliver the whole file again" : "quote cells that hold a comma")
                        + ", or correct this line");
    }
}

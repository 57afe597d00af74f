package io.volute.dataengineering.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a delivery hands over, kept: the header, then texts and places of each row. */
final class Collected implements Delivery.Rows {
    private final List<String> header = new ArrayList<>();
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final List<String> raw = new ArrayList<>();

    static Collected of(Delivery delivery) {
        Collected collected = new Collected();
        delivery.read(collected);
        return collected;
    }

    @Override
    public void header(List<String> names) {
        header.addAll(names);
    }

    @Override
    public void row(RawRow row) {
        List<@Nullable String> cells = new ArrayList<>();
        for (int cell = 0; cell < header.size(); cell++) {
            cells.add(row.text(cell));
        }
        rows.add(cells);
        places.add(row.place() + ":" + row.line());
        raw.add(row.raw());
    }

    List<String> header() {
        return header;
    }

    List<List<@Nullable String>> rows() {
        return rows;
    }

    /** File and line of each row. */
    List<String> places() {
        return places;
    }

    List<String> raw() {
        return raw;
    }
}

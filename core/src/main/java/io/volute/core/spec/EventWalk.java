package io.volute.core.spec;

import io.volute.core.error.Excerpt;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Walks the parser's events of one document. Problems of one node are told and walked past. */
final class EventWalk {
    private static final int DEPTH = 64;
    private static final int NODES = 50_000;
    private static final int LETTERS = 16_384;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final String file;
    private final Iterator<Event> events;
    private final Problems problems;
    private Mark last;
    private Place place;
    private int nodes;

    EventWalk(String file, Iterator<Event> events, Problems problems) {
        this.file = file;
        this.events = events;
        this.problems = problems;
        this.last = new Mark(file, 1, 1);
        this.place = new Place(last, "", "core");
    }

    /** Where the last event began. */
    Mark last() {
        return last;
    }

    Event next() {
        Event event = events.next();
        event.getStartMark().ifPresent(at -> last = new Mark(file, at.getLine() + 1, at.getColumn() + 1));
        return event;
    }

    Node node(int depth) {
        return node(next(), depth);
    }

    private Node node(Event event, int depth) {
        if (++nodes > NODES) {
            throw new Refusal(last, Fault.TOO_LARGE, "more than " + NODES + " values (expected: fewer)");
        }
        if (depth > DEPTH) {
            throw new Refusal(last, Fault.TOO_LARGE, "more than " + DEPTH + " levels deep (expected: fewer)");
        }
        if (event instanceof AliasEvent) {
            return broken("an alias (expected: the value itself, written out)");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        boolean sound = sound(start.getAnchor(), start.getTag());
        Mark mark = last;
        Node found = start instanceof MappingStartEvent ? mapping(mark, depth) : sequence(mark, depth);
        return sound ? found : new Node.Broken(mark);
    }

    private Node scalar(ScalarEvent scalar) {
        if (!sound(scalar.getAnchor(), scalar.getTag())) {
            return new Node.Broken(last);
        }
        String text = scalar.getValue();
        if (text.length() > LETTERS) {
            problems.add(
                    place.at(last),
                    Fault.TOO_LARGE,
                    "a text of " + text.length() + " letters (expected: at most " + LETTERS + ")");
            return new Node.Broken(last);
        }
        return new Node.Scalar(last, text, scalar.isPlain());
    }

    private Node sequence(Mark mark, int depth) {
        List<Node> items = new ArrayList<>();
        Place here = place;
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            place = here.item(items.size(), last);
            items.add(valued(node(event, depth + 1)));
        }
        place = here;
        return new Node.Sequence(mark, items);
    }

    private Node mapping(Mark mark, int depth) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        Place here = place;
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            Node key = node(event, depth + 1);
            if (key instanceof Node.Scalar name && usable(here, name)) {
                place = here.key(name.text(), name.mark());
                Node value = valued(node(depth + 1));
                Node.Entry first = entries.putIfAbsent(name.text(), new Node.Entry(name.mark(), value));
                if (first != null) {
                    problems.add(
                            place,
                            Fault.DUPLICATE_KEY,
                            "`" + Excerpt.of(name.text()) + "` is given twice, first at line "
                                    + first.mark().line() + " (expected: once)");
                }
            } else {
                if (!(key instanceof Node.Scalar) && !(key instanceof Node.Broken)) {
                    problems.add(here.at(key.mark()), Fault.NOT_ALLOWED, "a key that is no text (expected: a word)");
                }
                node(depth + 1);
            }
            place = here;
        }
        return new Node.Mapping(mark, entries);
    }

    private boolean usable(Place here, Node.Scalar key) {
        if (key.plain() && key.text().equals("<<")) {
            problems.add(here.at(key.mark()), Fault.NOT_ALLOWED, "a merge key (expected: the keys written out)");
            return false;
        }
        if (key.text().isEmpty() || (key.plain() && NULLS.contains(key.text()))) {
            problems.add(here.at(key.mark()), Fault.NOT_ALLOWED, "a key without a text (expected: a word)");
            return false;
        }
        return true;
    }

    /** A value that is not null, which a strict spec does not have: leave the key out, or quote the word. */
    private Node valued(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.plain() && NULLS.contains(scalar.text())) {
            String shown = scalar.text().isEmpty() ? "no value" : "`" + scalar.text() + "` is no value";
            problems.add(
                    place, Fault.NO_VALUE, shown + " (expected: a value; [] or {} for none, or leave the key out)");
            return new Node.Broken(scalar.mark());
        }
        return node;
    }

    private boolean sound(Optional<Anchor> anchor, Optional<String> tag) {
        anchor.ifPresent(found -> broken("an anchor (expected: the value written out where it is used)"));
        tag.ifPresent(found -> broken("a tag (expected: the value alone; its key decides its type)"));
        return anchor.isEmpty() && tag.isEmpty();
    }

    private Node broken(String message) {
        problems.add(place.at(last), Fault.NOT_ALLOWED, message);
        return new Node.Broken(last);
    }

    /** Ends the walk: nothing after it can be trusted. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Mark mark;
        private final Fault fault;
        private final String text;

        Refusal(Mark mark, Fault fault, String text) {
            super(text);
            this.mark = mark;
            this.fault = fault;
            this.text = text;
        }

        Mark mark() {
            return mark;
        }

        Fault fault() {
            return fault;
        }

        String text() {
            return text;
        }
    }
}

package io.volute.core.spec;

import io.volute.core.error.Excerpt;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Bytes to nodes, by the events of the YAML parser and nothing else of it. What is not one plain UTF-8 document of
 * mappings, lists and scalars is refused here, with its place. Not thread-safe.
 */
final class YamlReader {
    static final int BYTES = 1 << 20;

    private final String file;
    private final Problems problems;

    YamlReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The root, or empty when the text is so broken that nothing in it can be trusted; the problems say why. */
    Optional<Node.Mapping> read(byte[] bytes) {
        if (bytes.length > BYTES) {
            tell(Mark.whole(file), Fault.TOO_LARGE, bytes.length + " bytes (expected: at most " + BYTES + ")");
            return Optional.empty();
        }
        return decode(bytes).flatMap(text -> clean(text) ? document(text) : Optional.empty());
    }

    /** One value, as it may stand behind a key: brackets and quotes are YAML, anything else is a plain scalar. */
    Node value(String text) {
        Mark mark = Mark.whole(file);
        if (text.isEmpty() || "[{\"'".indexOf(text.charAt(0)) < 0) {
            return new Node.Scalar(mark, text, true);
        }
        Node node = clean(text) ? parse(text).orElse(null) : null;
        return node == null ? new Node.Broken(mark) : Marks.flattened(node, mark);
    }

    private Optional<String> decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            tell(
                    end(text),
                    Fault.ENCODING,
                    "not UTF-8 at byte " + in.position() + " (expected: a text file saved as UTF-8)");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private boolean clean(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            boolean control = unit < ' ' && unit != '\n' && unit != '\r' && unit != '\t';
            if (control || (unit >= 0x7F && unit < 0xA0 && unit != 0x85) || unit == '\uFEFF' || unit >= 0xFFFE) {
                String shown = Excerpt.of(String.valueOf(unit));
                tell(
                        end(text.substring(0, at)),
                        Fault.SYNTAX,
                        "the character " + shown + " (expected: printable text)");
                return false;
            }
        }
        return true;
    }

    private Mark end(String text) {
        int lines = 1 + (int) text.chars().filter(unit -> unit == '\n').count();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return new Mark(file, lines, 1 + last.codePointCount(0, last.length()));
    }

    private Optional<Node.Mapping> document(String text) {
        Optional<Node> root = parse(text);
        if (root.isPresent() && !(root.get() instanceof Node.Mapping)) {
            tell(root.get().mark(), Fault.SYNTAX, "not a spec (expected: keys with values, such as `project: name`)");
        }
        return root.filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast);
    }

    private Optional<Node> parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setParseComments(false)
                .setCodePointLimit(BYTES)
                .build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        EventWalk walk = new EventWalk(file, events, problems);
        try {
            return document(walk);
        } catch (EventWalk.Refusal e) {
            tell(e.mark(), e.fault(), e.text());
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().map(this::mark).orElse(walk.last());
            tell(mark, Fault.SYNTAX, "not YAML: " + Excerpt.escaped(firstLine(e.getProblem())));
        } catch (RuntimeException e) {
            // The parser leaks unchecked exceptions for some malformed texts; the last event says where it was.
            tell(walk.last(), Fault.SYNTAX, "not YAML from here on");
        }
        return Optional.empty();
    }

    private Optional<Node> document(EventWalk walk) {
        walk.next();
        Event start = walk.next();
        if (!(start instanceof DocumentStartEvent document)) {
            tell(Mark.whole(file), Fault.SYNTAX, "empty (expected: a spec that begins with `project:`)");
            return Optional.empty();
        }
        if (document.getSpecVersion().isPresent() || !document.getTags().isEmpty()) {
            tell(walk.last(), Fault.NOT_ALLOWED, "a YAML directive (expected: none)");
        }
        Node root = walk.node(0);
        walk.next();
        if (walk.next() instanceof DocumentStartEvent) {
            tell(walk.last(), Fault.NOT_ALLOWED, "a second document (expected: one)");
        }
        return Optional.of(root);
    }

    private Mark mark(org.snakeyaml.engine.v2.exceptions.Mark at) {
        return new Mark(file, at.getLine() + 1, at.getColumn() + 1);
    }

    private static String firstLine(String problem) {
        int end = problem.indexOf('\n');
        return end < 0 ? problem : problem.substring(0, end);
    }

    private void tell(Mark mark, Fault fault, String message) {
        problems.add(new Place(mark, "", "core"), fault, message);
    }
}

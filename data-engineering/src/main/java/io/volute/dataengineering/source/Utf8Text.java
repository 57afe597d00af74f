package io.volute.dataengineering.source;

import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The characters of a file in UTF-8, piece by piece, without replacement characters. Not thread-safe. */
final class Utf8Text implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final String place;
    private final InputStream in;
    private final CharsetDecoder decoder = decoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(PIECE).flip();
    private boolean begun;
    private boolean marked;
    private boolean ended;
    private boolean broken;

    Utf8Text(String place, InputStream in) {
        this.place = place;
        this.in = in;
    }

    /** Strict: a byte that is no text stops it. */
    static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Writes what comes next from a place on, where there must be room for two characters at least.
     *
     * @return where it ends, {@code from} at the end of the file; negative where a byte stands that is no text
     */
    int read(char[] into, int from) {
        CharBuffer out = CharBuffer.wrap(into, from, into.length - from);
        while (true) {
            CoderResult result = decoder.decode(bytes, out, ended);
            broken = result.isError();
            if (out.position() > from) {
                return out.position();
            }
            if (broken) {
                return -1;
            }
            if (ended) {
                return from;
            }
            more();
        }
    }

    private void more() {
        bytes.compact();
        try {
            int room = bytes.remaining();
            int read = in.readNBytes(bytes.array(), bytes.position(), room);
            ended = read < room;
            bytes.position(bytes.position() + read);
        } catch (IOException e) {
            throw new VoluteException(
                    DataError.SOURCE_MISSING,
                    place + ": cannot be read (expected: a file that this user may read)\nfix: change who may",
                    e);
        }
        bytes.flip();
        if (!begun && bytes.remaining() > 1) {
            begun = true;
            marked = isMarkedUtf16(bytes.get(0), bytes.get(1));
        }
    }

    /** Whether a byte that is no text stands behind what was read. */
    boolean isBroken() {
        return broken;
    }

    /** The byte that is no text, at this place. */
    VoluteException undecodable(int line, int column) {
        return undecodable(place, line, column, bytes.get(bytes.position()), marked);
    }

    static boolean isMarkedUtf16(byte first, byte second) {
        return (first == (byte) 0xFF && second == (byte) 0xFE) || (first == (byte) 0xFE && second == (byte) 0xFF);
    }

    /** What to try is a guess for the fix alone: nothing is read by it. */
    static VoluteException undecodable(String place, int line, int column, byte found, boolean utf16) {
        return new VoluteException(
                DataError.BAD_ENCODING,
                place + ":" + line + ":" + column + ": byte 0x"
                        + HexFormat.of().withUpperCase().toHexDigits(found) + " (expected: text in UTF-8)"
                        + "\nfix: export the file as UTF-8, or convert it: iconv -f "
                        + (utf16 ? "UTF-16" : "WINDOWS-1252") + " -t UTF-8");
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new VoluteException(
                    DataError.SOURCE_MISSING, place + ": cannot be closed (expected: a file that stays there)", e);
        }
    }
}

package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;

/**
 * One file that was read.
 *
 * @param place as the user wrote its path, below the spec's folder
 * @param bytes all of it; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the one who read the file to the one who parses it
record FileBytes(String place, byte[] bytes) implements TextFile {

    @Override
    public Digest digest() {
        return Digest.of(bytes);
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /** UTF-8 without replacement characters: a byte that is none is an error with its place. */
    CharBuffer decode() {
        if (bytes.length == 0) {
            throw new VoluteException(
                    DataError.SOURCE_EMPTY, place + ": the file is empty (expected: rows)\nfix: deliver it again");
        }
        CharsetDecoder decoder = Utf8Text.decoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw undecodable(in.position(), out.flip());
        }
        try {
            result = decoder.flush(out);
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            throw undecodable(in.position(), out.flip());
        }
        return out.flip();
    }

    private VoluteException undecodable(int offset, CharBuffer before) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < before.length(); i++) {
            boolean newline = before.charAt(i) == '\n';
            line += newline ? 1 : 0;
            column = newline ? 1 : column + 1;
        }
        byte[] start = Arrays.copyOf(bytes, 2);
        return Utf8Text.undecodable(place, line, column, bytes[offset], Utf8Text.isMarkedUtf16(start[0], start[1]));
    }
}

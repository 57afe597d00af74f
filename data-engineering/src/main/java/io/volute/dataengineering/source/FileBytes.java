package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One file that was read.
 *
 * @param place as the user wrote its path, below the spec's folder
 * @param bytes all of it; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the one who read the file to the one who parses it
record FileBytes(String place, byte[] bytes) {

    /** Of one file the digest of its bytes; of several that of their names and digests in this order. */
    static Digest digest(List<FileBytes> files) {
        if (files.size() == 1) {
            return files.get(0).digest();
        }
        return SourceFiles.digest(
                files.stream().map(FileBytes::place).toList(),
                files.stream().map(FileBytes::digest).toList());
    }

    private Digest digest() {
        return Digest.of(bytes);
    }

    /** UTF-8 without replacement characters: a byte that is none is an error with its place. */
    CharBuffer decode() {
        if (bytes.length == 0) {
            throw new VoluteException(
                    DataError.SOURCE_EMPTY, place + ": the file is empty (expected: rows)\nfix: deliver it again");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
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
        String found = HexFormat.of().withUpperCase().toHexDigits(bytes[offset]);
        return new VoluteException(
                DataError.BAD_ENCODING,
                place + ":" + line + ":" + column + ": byte 0x" + found + " (expected: text in UTF-8)"
                        + "\nfix: export the file as UTF-8, or convert it: iconv -f " + guess() + " -t UTF-8");
    }

    /** What to try, for the fix alone: nothing is read by it. */
    private String guess() {
        byte[] start = Arrays.copyOf(bytes, 2);
        boolean marked = (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE)
                || (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF);
        return marked ? "UTF-16" : "WINDOWS-1252";
    }
}

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
import java.util.HexFormat;
import java.util.Optional;

/** The bytes of one CSV file, decoded strictly and then walked. */
final class CsvDelivery implements Delivery {
    private final CsvOptions options;
    private final byte[] bytes;

    CsvDelivery(CsvOptions options, byte[] bytes) {
        this.options = options;
        this.bytes = bytes;
    }

    @Override
    public Digest digest() {
        return Digest.of(bytes);
    }

    @Override
    public String place() {
        return options.path().toString();
    }

    @Override
    public Optional<String> licence() {
        return options.licence();
    }

    @Override
    public void read(Rows rows) {
        if (bytes.length == 0) {
            throw new VoluteException(
                    DataError.SOURCE_EMPTY,
                    place() + ": the file is empty (expected: a header and rows)\nfix: deliver it again");
        }
        new CsvReader(place(), decode(), options).read(rows);
    }

    /** UTF-8 without replacement characters: a byte that is none is an error with its place. */
    private CharBuffer decode() {
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
                place() + ":" + line + ":" + column + ": byte 0x" + found + " (expected: text in UTF-8)"
                        + "\nfix: export the file as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8");
    }
}

package io.volute.dataengineering.source;

import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataError;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps what a query gave, so that its digest is known before the first row is handed on. */
final class Spool extends OutputStream {
    private static final long LARGEST = 2_000_000_000;

    private final String place;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

    Spool(String place) {
        this.place = place;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int length) {
        if ((long) bytes.size() + length > LARGEST) {
            throw new VoluteException(
                    DataError.BAD_STRUCTURE,
                    place + ": the query gives more than " + LARGEST + " bytes (expected: at most that)"
                            + "\nfix: select fewer columns or rows");
        }
        bytes.write(more, from, length);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}

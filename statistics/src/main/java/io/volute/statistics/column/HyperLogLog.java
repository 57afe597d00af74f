package io.volute.statistics.column;

/**
 * Counts distinct values in 16 KiB (Flajolet, Fusy, Gandouet, Meunier 2007, with 64-bit hashes, so that no correction for
 * large counts is needed; linear counting below 2.5 m). Standard error 1.04 / sqrt(m), 0.81 %. Equal sets give equal
 * registers, whatever the order and the chunks. Holds state: used by one thread.
 */
public final class HyperLogLog {
    private static final int BITS = 14;
    private static final int REGISTERS = 1 << BITS;
    private static final double ALPHA = .7213 / (1 + 1.079 / REGISTERS);

    private final byte[] registers = new byte[REGISTERS];

    /** Counts nothing yet. */
    public HyperLogLog() {}

    /** Takes a value by a hash of 64 well mixed bits. */
    public void add(long hash) {
        int register = (int) (hash >>> (Long.SIZE - BITS));
        // The guard bit bounds the run of zeros when the other bits are all zero.
        int zeros = Long.numberOfLeadingZeros((hash << BITS) | (1L << (BITS - 1)));
        registers[register] = (byte) Math.max(registers[register], zeros + 1);
    }

    /** Takes what another has counted. */
    public void add(HyperLogLog other) {
        for (int i = 0; i < REGISTERS; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
    }

    /** The estimated number of distinct values. */
    public long estimate() {
        double sum = 0;
        int empty = 0;
        for (byte register : registers) {
            sum += Math.scalb(1.0, -register);
            empty += register == 0 ? 1 : 0;
        }
        double raw = ALPHA * REGISTERS * REGISTERS / sum;
        return Math.round(raw <= 2.5 * REGISTERS && empty > 0 ? REGISTERS * Math.log((double) REGISTERS / empty) : raw);
    }
}

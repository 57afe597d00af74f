package world;

/** Numbers that belong to a seed, a member and a purpose (SplitMix64). */
final class Draws {
    private long state;

    Draws(long seed, long member, long purpose) {
        state = mix(mix(mix(seed) + member) + purpose);
    }

    double next() {
        state += 0x9e3779b97f4a7c15L;
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    double exponential() {
        return -Math.log(1 - next());
    }

    double normal() {
        return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}

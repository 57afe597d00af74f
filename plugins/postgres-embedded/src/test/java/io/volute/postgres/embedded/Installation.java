package io.volute.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Server programs of which a test may replace one by a script. */
final class Installation {
    private Installation() {}

    static Binaries real() {
        return Binaries.unpacked(ServerArchive.locate(Platform.current(), Optional.empty()), Child.BINARIES);
    }

    /**
     * Makes an installation that differs from the real one in one program.
     *
     * @param script in which {@code $REAL} stands for the real program
     */
    static Path with(Path folder, String program, String script) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        for (String name : new String[] {"initdb", "pg_ctl", "postgres"}) {
            Path real = Path.of(real().program(name));
            Path here = folder.resolve("bin").resolve(name);
            String body = name.equals(program) ? script : "exec \"$REAL\" \"$@\"";
            Files.writeString(here, "#!/bin/sh\nREAL=" + real + "\n" + body + "\n");
            Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }
}

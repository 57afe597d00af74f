package io.volute.core.run;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a claim.
 *
 * @param host host name with the boot it belongs to, so that a process id means something
 * @param process process id
 * @param started start of that process
 */
record Owner(String host, long process, Instant started) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    static Owner self() {
        return new Owner(
                hostName(),
                ProcessHandle.current().pid(),
                ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH));
    }

    /** Whether the owner is a process of this host that no longer lives. */
    boolean deadHere(Owner self) {
        if (!host.equals(self.host)) {
            return false;
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
        return handle.isEmpty()
                || handle.get()
                        .info()
                        .startInstant()
                        .filter(start -> !start.equals(started))
                        .isPresent();
    }

    private static String hostName() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            name = "unknown";
        }
        try {
            return name + "/" + Files.readString(BOOT).strip();
        } catch (IOException e) {
            return name;
        }
    }
}

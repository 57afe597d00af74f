package io.volute.cli.endtoend;

import io.volute.cli.endtoend.intervention.Intervention;
import io.volute.cli.endtoend.intervention.InterventionPlugin;
import io.volute.core.run.Checkpoint.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/** Holds commands at a moment of their run until it is opened. */
final class Gate implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 180_000;

    private final Path plugin;
    private final ServerSocket door;

    Gate(Path folder) {
        try {
            plugin = PluginJar.of(InterventionPlugin.class, folder);
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            door.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The checkout with an environment in which commands come to this gate when the moment comes for the nth time. */
    Checkout at(Moment moment, int time, Checkout checkout) {
        return checkout.with("VOLUTE_PLUGINS", plugin.toString())
                .with(Intervention.WHEN, moment + " " + time)
                .with(Intervention.WHAT, "hold " + door.getLocalPort());
    }

    /** Waits until a command stands at the gate; closing what is returned lets it go on. */
    Socket arrival() {
        try {
            return door.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

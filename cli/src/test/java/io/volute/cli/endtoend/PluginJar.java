package io.volute.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volute.core.plugin.Plugin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs a plugin of the test tree as its author would: the classes of its package and the service file. */
final class PluginJar {
    private static final Path CLASSES = Path.of("target", "test-classes");

    private PluginJar() {}

    static Path of(Class<? extends Plugin> plugin, Path folder) {
        Path jar = folder.resolve(plugin.getSimpleName() + ".jar");
        String place = plugin.getPackageName().replace('.', '/');
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> classes = Files.list(CLASSES.resolve(place))) {
            for (Path each : classes.filter(Files::isRegularFile).sorted().toList()) {
                add(out, place + "/" + each.getFileName(), Files.readAllBytes(each));
            }
            add(
                    out,
                    "META-INF/services/" + Plugin.class.getName(),
                    plugin.getName().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}

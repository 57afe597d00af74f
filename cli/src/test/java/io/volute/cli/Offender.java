package io.volute.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Does once each thing that {@link ForbiddenCallsTest} forbids; only read as a class file, never run. */
final class Offender {
    private Offender() {}

    @SuppressWarnings({"BanSerializableRead", "BanClassLoader", "deprecation"})
    static Object offend(String text, byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes));
                Connection connection = DriverManager.getConnection(text);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
            new ObjectMapper().enableDefaultTyping();
            new ProcessBuilder(text).start();
            System.out.println(Instant.now());
            System.out.println(ThreadLocalRandom.current().nextInt());
            System.out.println(Path.of(text) + Class.forName(text).getName());
            return in.readObject();
        } catch (IllegalStateException e) {
            e.printStackTrace();
            System.exit(1);
            throw e;
        }
    }
}

package io.volute.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The simulated service of examples/streaming, and the project that decides for it; months pass by command. */
final class SimulatedService implements AutoCloseable {
    private static final Path EXAMPLE =
            Path.of("..", "examples", "streaming").toAbsolutePath().normalize();
    private static final String WORLD = "java -XX:TieredStopAtLevel=1 -cp .world world.Service ";
    private static final Pattern WORD = Pattern.compile("'[^']*'|\\S+");

    private final Checkout checkout;

    private SimulatedService(Checkout checkout) {
        this.checkout = checkout;
    }

    /** In an empty folder, before its first month. */
    static SimulatedService in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.copy(EXAMPLE.resolve("service.yaml"), folder.resolve("volute.yaml"));
        SimulatedService service = new SimulatedService(Checkout.in(folder).here());
        service.shell("javac -d .world -sourcepath '" + EXAMPLE + "' '" + EXAMPLE.resolve("world/Service.java") + "'");
        return service;
    }

    @Override
    public void close() {
        checkout.close();
    }

    Outcome volute(String... words) {
        return checkout.volute(words);
    }

    List<Path> files(String folder) {
        return checkout.files(folder);
    }

    /** What stands in a file of the project. */
    String text(String file) {
        return read(checkout.file(file));
    }

    /** Adds to the spec. */
    void append(String text) {
        write(checkout.file("volute.yaml"), text("volute.yaml") + text);
    }

    /** Types a block of the guide, a command a line; a run ends with 1 where an experiment says no. */
    String type(int block) {
        StringBuilder out = new StringBuilder();
        for (String line :
                Guide.read("way-back.md").in("sh tour").get(block).lines().toList()) {
            String[] words = WORD.matcher(line)
                    .results()
                    .skip(1)
                    .map(word -> word.group().replace("'", ""))
                    .toArray(String[]::new);
            out.append(checkout.volute(words)
                    .exits(line.startsWith("volute run") ? 1 : 0)
                    .out());
        }
        return out.toString();
    }

    JsonNode run(String asOf) {
        return runOf("volute.yaml", asOf);
    }

    JsonNode runOf(String file, String asOf) {
        Outcome turn = checkout.volute("run", "--as-of", asOf, "--json", "-f", file);
        // An experiment that says no ends it with 1.
        return turn.exits(turn.out().contains("DO_NOT_SHIP") ? 1 : 0).json();
    }

    /** The same project up to the first experiment, under another name. */
    String branch(String name) {
        String file = name + ".yaml";
        String text = read(checkout.file("volute.yaml"));
        write(checkout.file(file), text.replace("project: streaming-service", "project: streaming-" + name));
        return file;
    }

    /** Takes the sign away before what was written beforehand. */
    void design(String file, String sign) {
        write(checkout.file(file), read(checkout.file(file)).replace(sign, ""));
    }

    /** How the scope's checks of these ids stand. */
    List<String> checks(String... ids) {
        JsonNode scope = checkout.volute("scope", "show", "--json").exits(0).json();
        return StreamSupport.stream(scope.path("checks").spliterator(), false)
                .filter(check -> List.of(ids).contains(check.path("id").asText()))
                .map(check -> check.path("status").asText())
                .toList();
    }

    /** All that was proposed, decided or not. */
    JsonNode proposals(String file) {
        return checkout.volute("scope", "show", "--json", "-f", file)
                .exits(0)
                .json()
                .path("proposals");
    }

    /** The decision as it is told. */
    JsonNode accept(String file, String alternative) {
        String id = StreamSupport.stream(proposals(file).spliterator(), false)
                .filter(proposal -> proposal.path("headline").asText().contains("Instead " + alternative + ":"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        return checkout.volute("scope", "accept", id, "--by", "growth lead", "--why", "try it", "--json", "-f", file)
                .exits(0)
                .json();
    }

    /** What July's members would do if the model of now ranked for all of them. */
    double cancellations(String file, String name) {
        checkout.volute("predict", "data/candidates-2026-07.csv", "--out", "data/" + name + ".csv", "-f", file)
                .exits(0);
        return truth("2026-07", name, 1).path("model").path("cancellationRate").asDouble();
    }

    /** What could be shown in a month, as the model of now ranks it. */
    void rank(String month, String experiment) {
        world("ask --month " + month + (experiment.isEmpty() ? "" : " --experiment " + experiment));
        checkout.volute("predict", "data/candidates-" + month + ".csv", "--out", "data/scores-" + month + ".csv")
                .exits(0);
    }

    /** Asks the world what a ranking would truly do. */
    JsonNode truth(String month, String scores, double covered) {
        return shell(WORLD + "truth --in data --month " + month + " --scores data/" + scores + ".csv --covered "
                        + covered)
                .json();
    }

    void world(String what) {
        assertThat(shell(WORLD + what + " --in data").out()).startsWith("simulated: ");
    }

    private Outcome shell(String script) {
        return checkout.shell(script).exits(0);
    }

    /** Posts what was spent so far, and that the second model was launched. */
    void launch() {
        write(checkout.file("launch.yaml"), """
                costs:
                  - {id: c-1, initiative: home-rank, period: 2026-06, kind: people, amount: 6000.00 EUR, source: planning}
                  - {id: c-2, initiative: home-rank, period: 2026-06, kind: serve, amount: 100.00 EUR, source: planning}
                  - {id: c-3, initiative: home-rank, period: 2026-07, kind: serve, amount: 100.00 EUR, source: planning}
                states:
                  - {estimate: home-rank-v8, to: launched, on: 2026-08-01, initiative: home-rank}
                """);
        checkout.volute("ledger", "post", "launch.yaml").exits(0);
    }

    /** Posts what a month of serving costs. */
    void spend(String month) {
        write(
                checkout.file("costs.yaml"),
                "cost: {id: serve-" + month + ", initiative: home-rank, period: " + month
                        + ", kind: serve, amount: 100.00 EUR, source: planning}\n");
        checkout.volute("ledger", "post", "costs.yaml").exits(0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

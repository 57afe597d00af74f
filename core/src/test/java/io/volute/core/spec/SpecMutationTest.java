package io.volute.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.error.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key and every value of a spec is spoilt in turn: each time there is a problem, and it names the line. */
class SpecMutationTest {
    @TempDir
    private Path folder;

    private record Target(String path, String text, Mark mark, boolean freeText, boolean freeKey) {}

    private List<Problem> problems(String yaml) throws Exception {
        return Sample.loader().validate(Files.write(folder.resolve("volute.yaml"), Sample.bytes(yaml)));
    }

    private static List<Target> targets(boolean keys) {
        List<Target> targets = new ArrayList<>();
        Node root = new YamlReader("volute.yaml", new Problems())
                .read(Sample.bytes(Sample.YAML))
                .orElseThrow();
        walk(root, "", keys, targets::add);
        return targets;
    }

    private static void walk(Node node, String path, boolean keys, Consumer<Target> found) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                String below = path + "/" + key;
                if (keys) {
                    found.accept(new Target(below, key, entry.mark(), false, freeKey(path)));
                }
                walk(entry.value(), below, keys, found);
            });
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> walk(item, path, keys, found));
        } else if (node instanceof Node.Scalar scalar && !keys) {
            found.accept(new Target(path, scalar.text(), scalar.mark(), freeText(path), false));
        }
    }

    /** Keys that are the user's own: names of jobs, candidates and columns. */
    private static boolean freeKey(String parent) {
        return List.of("/schedules", "/modeling/candidates", "/scoping/available")
                .contains(parent);
    }

    /** Texts of which any other is as good. */
    private static boolean freeText(String path) {
        return List.of("/scoping/objective/owner", "/scoping/objective/metric", "/scoping/source")
                .contains(path);
    }

    private static String spoilt(Target target, String with) {
        List<String> lines = new ArrayList<>(Sample.YAML.lines().toList());
        int at = target.mark().line() - 1;
        String line = lines.get(at);
        int from = target.mark().column() - 1;
        int quote = line.charAt(from) == '"' ? 1 : 0;
        int to = from + target.text().length() + 2 * quote;
        lines.set(at, line.substring(0, from) + with + line.substring(to));
        return String.join("\n", lines) + "\n";
    }

    @Test
    void theUnspoiltSpecIsValid() throws Exception {
        assertThat(problems(Sample.YAML)).isEmpty();
    }

    @Test
    void everyMistypedKeyIsToldAtItsLine() throws Exception {
        for (Target target : targets(true)) {
            if (!target.freeKey()) {
                List<Problem> problems = problems(spoilt(target, target.text() + "x"));
                assertThat(problems).as(target.path()).anySatisfy(problem -> {
                    assertThat(problem.line()).isEqualTo(target.mark().line());
                    assertThat(problem.column()).isEqualTo(target.mark().column());
                    assertThat(problem.message()).contains("unknown");
                });
            }
        }
    }

    @Test
    void everyKeyGivenTwiceIsToldAtItsLine() throws Exception {
        for (Target target : targets(true)) {
            List<Problem> problems = problems(spoilt(target, "\"" + target.text() + "\": 1, " + target.text())
                    .replaceFirst(
                            "(?m)^( *)(\"" + java.util.regex.Pattern.quote(target.text()) + "\": 1), ", "$1$2\n$1"));
            assertThat(problems)
                    .as(target.path())
                    .anySatisfy(problem -> assertThat(problem.code()).isEqualTo("core.duplicate-key"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: b}", "[a, [b]]", "\"\\u202Ereversed\"", "~", "&a x", "${env:HOME}", "\"not this\""})
    void everySpoiltValueIsToldAtItsLine(String with) throws Exception {
        for (Target target : targets(false)) {
            boolean text = target.freeText() && with.startsWith("\"");
            boolean secret = target.path().equals("/scoping/password") && with.startsWith("$");
            if (!text && !secret) {
                assertThat(problems(spoilt(target, with)))
                        .as(target.path() + " = " + with)
                        .anySatisfy(problem -> assertThat(problem.line())
                                .isEqualTo(target.mark().line()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomBytesGiveProblemsOrASpecButNeverAnotherException(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] original = Sample.bytes(Sample.YAML);
        for (int round = 0; round < 300; round++) {
            byte[] mutant = original.clone();
            int edits = 1 + random.nextInt(3);
            for (int edit = 0; edit < edits; edit++) {
                byte with = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) " \n\t:-[]{}&*!|>'\"%@`#,?~".charAt(random.nextInt(22));
                mutant[random.nextInt(mutant.length)] = with;
            }
            Path file = Files.write(folder.resolve("volute.yaml"), mutant);
            List<Problem> problems = Sample.loader().validate(file);
            assertThat(problems).as("seed %d round %d", seed, round).allSatisfy(problem -> {
                assertThat(problem.message()).isNotBlank().doesNotContain("\n");
                assertThat(problem.line()).isPositive();
            });
            if (problems.isEmpty()) {
                JsonNode tree = Sample.loader().load(file, List.of()).tree();
                assertThat(Sample.loader().fromTree(tree, folder).tree()).isEqualTo(tree);
            }
        }
    }
}

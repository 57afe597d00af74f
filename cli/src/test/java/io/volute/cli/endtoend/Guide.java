package io.volute.cli.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of {@code docs/guide}.
 *
 * @param name of its file
 * @param blocks its fenced blocks, in their order
 */
record Guide(String name, List<Block> blocks) {
    private static final Path FOLDER =
            Path.of("..", "docs", "guide").toAbsolutePath().normalize();

    /** A fenced block: what stands behind the fence, such as {@code sh tour}, and its lines. */
    record Block(String language, String text) {}

    static Guide read(String name) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String language = "";
        try {
            for (String line : Files.readAllLines(FOLDER.resolve(name))) {
                if (line.startsWith("```") && language.isEmpty()) {
                    language = line.substring("```".length());
                } else if (line.equals("```")) {
                    blocks.add(new Block(language, text.toString()));
                    text.setLength(0);
                    language = "";
                } else if (!language.isEmpty()) {
                    text.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Guide(name, List.copyOf(blocks));
    }

    /** Names of all pages. */
    static List<String> all() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Texts of the blocks in a language. */
    List<String> in(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** Types the blocks that are marked, one after the other; each must end well. Returns what all of them printed. */
    String type(Checkout checkout) {
        StringBuilder out = new StringBuilder();
        in("sh tour").forEach(block -> out.append(checkout.shell(block).exits(0).out()));
        return out.toString();
    }
}

package io.volute.cli.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/guide}.
 *
 * @param name of its file
 * @param blocks its fenced blocks, in their order
 */
record Guide(String name, List<Block> blocks) {
    private static final Path FOLDER =
            Path.of("..", "docs", "guide").toAbsolutePath().normalize();

    /** Words with or without quotes, in which a shell finds nothing to do. */
    private static final Pattern PLAIN = Pattern.compile("volute( ([\\w@%/:.,=+-]|'[^']*'|\"[\\w ]*\")+)+");

    private static final Pattern WORD = Pattern.compile("([^ '\"]|'[^']*'|\"[^\"]*\")+");

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
        in("sh tour").forEach(block -> type(block, checkout, out));
        return out.toString();
    }

    /** A plain command needs no shell, nor a process where the checkout needs none; all else is the shell's. */
    private static void type(String block, Checkout checkout, StringBuilder out) {
        if (block.lines().anyMatch(line -> line.startsWith("cd ") || line.startsWith("export "))) {
            out.append(checkout.shell(block).exits(0).out());
            return;
        }
        StringBuilder script = new StringBuilder();
        for (String line : block.lines().toList()) {
            if (!PLAIN.matcher(line).matches()) {
                script.append(line).append('\n');
                continue;
            }
            type(script, checkout, out);
            String[] words = WORD.matcher(line.substring("volute ".length()))
                    .results()
                    .map(word -> word.group().replaceAll("['\"]", ""))
                    .toArray(String[]::new);
            out.append(checkout.volute(words).exits(0).out());
        }
        type(script, checkout, out);
    }

    private static void type(StringBuilder script, Checkout checkout, StringBuilder out) {
        if (!script.isEmpty()) {
            out.append(checkout.shell(script.toString()).exits(0).out());
            script.setLength(0);
        }
    }
}

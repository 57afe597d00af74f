package io.volute.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.error.Problem;
import io.volute.core.stage.ExtensionPoint;
import io.volute.core.stage.StageDefinition;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads {@code volute.yaml} strictly and binds it to the records of the installed stages. All problems of a spec are
 * told at once; nothing of an invalid one is used. Thread-safe.
 */
public final class SpecLoader {
    private static final String PINNED = "pinned spec";
    private static final String ADVICE = "write one with: volute init --example birdstrikes DIR";

    private final SortedMap<String, StageDefinition> stages = new TreeMap<>();
    private final Map<Class<?>, ExtensionPoint<?>> points = new HashMap<>();
    private final Set<SpecRule> rules;

    /** For these stages and extension points, with what stages ask of a spec. */
    @Inject
    public SpecLoader(Set<StageDefinition> stages, Set<ExtensionPoint<?>> points, Set<SpecRule> rules) {
        stages.forEach(stage -> this.stages.put(stage.name(), stage));
        points.forEach(point -> this.points.put(point.type(), point));
        this.rules = Set.copyOf(rules);
    }

    /** For these stages and extension points, which ask nothing more. */
    public SpecLoader(Set<StageDefinition> stages, Set<ExtensionPoint<?>> points) {
        this(stages, points, Set.of());
    }

    /**
     * Reads a spec.
     *
     * @param file the spec; its folder is what paths in it are relative to
     * @param sets changes laid over it in order, such as {@code modeling.candidates.boosting.trees=300}
     * @throws io.volute.core.error.VoluteException SPEC_INVALID with all problems
     */
    public Spec load(Path file, List<String> sets) {
        Problems problems = new Problems();
        return read(file, sets, problems).orElseThrow(problems::exception);
    }

    /**
     * Reads a file that holds one record, as strictly as a spec.
     *
     * @throws io.volute.core.error.VoluteException SPEC_INVALID with all problems
     */
    public <T extends Record> T read(Path file, Class<T> type) {
        Problems problems = new Problems();
        Optional<T> bound = bytes(file, problems, "a file that is there", Optional.empty())
                .flatMap(bytes -> new YamlReader(file.toString(), problems).read(bytes))
                .flatMap(root ->
                        new TypeBinder(points, problems).bind(type, false, root, new Place(root.mark(), "", "core")))
                .map(type::cast);
        if (!problems.isEmpty()) {
            throw problems.exception();
        }
        return bound.orElseThrow(problems::exception);
    }

    /** All problems of a spec, in the order of its text; empty when it is valid. */
    public List<Problem> validate(Path file) {
        return validate(file, List.of());
    }

    /** The same with changes laid over it. */
    public List<Problem> validate(Path file, List<String> sets) {
        Problems problems = new Problems();
        if (read(file, sets, problems).isPresent()) {
            return List.of();
        }
        return problems.list();
    }

    /**
     * Binds a spec that a run pinned: the {@link Spec#tree} of an earlier one.
     *
     * @param folder what its paths are relative to
     * @throws io.volute.core.error.VoluteException SPEC_INVALID when these stages no longer accept it
     */
    public Spec fromTree(JsonNode tree, Path folder) {
        Problems problems = new Problems();
        Mark mark = Mark.whole(PINNED);
        Optional<Spec> spec = Tree.node(tree, mark) instanceof Node.Mapping root
                ? bind(root, Optional.empty(), folder, problems)
                : Optional.empty();
        return spec.orElseThrow(problems::exception);
    }

    /**
     * A spec with changes laid over it, all or none of them. A change that the file already has made changes nothing.
     *
     * @return empty when a key holds neither what the change replaces nor what it writes: then the file was edited, and wins
     * @throws io.volute.core.error.VoluteException SPEC_INVALID when the changed spec is not a valid one
     */
    public Optional<Spec> overlay(Spec spec, List<SpecChange> changes) {
        Problems problems = new Problems();
        YamlReader yaml = new YamlReader("proposal", problems);
        Mark mark = Mark.whole("proposal");
        if (!(Tree.node(spec.tree(), mark) instanceof Node.Mapping root)) {
            return Optional.empty();
        }
        List<String> sets = new ArrayList<>();
        for (SpecChange change : changes) {
            Optional<JsonNode> now = Overrides.at(root, change.path()).map(Tree::of);
            Optional<JsonNode> from = change.from().map(yaml::value).map(Tree::of);
            if (now.equals(from)) {
                sets.add(change.path() + "=" + change.to());
            } else if (!now.equals(Optional.of(Tree.of(yaml.value(change.to()))))) {
                return Optional.empty();
            }
        }
        if (sets.isEmpty()) {
            return Optional.of(spec);
        }
        Node.Mapping changed = new Overrides(problems).apply(root, sets);
        return Optional.of(bind(changed, spec.file(), spec.folder(), problems).orElseThrow(problems::exception));
    }

    /** The JSON Schema (2020-12) of what this loader accepts. */
    public JsonNode schema() {
        return SpecSchema.generate(stages.values(), points.values());
    }

    /** What a spec can select by name, sorted by the key that selects it. */
    public List<ExtensionPoint<?>> extensionPoints() {
        List<ExtensionPoint<?>> sorted = new ArrayList<>(points.values());
        sorted.sort(Comparator.comparing((ExtensionPoint<?> point) -> point.discriminator())
                .thenComparing(point -> point.type().getName()));
        return sorted;
    }

    private Optional<Spec> read(Path file, List<String> sets, Problems problems) {
        Optional<Node.Mapping> root = bytes(file, problems, "a spec", Optional.of(ADVICE))
                .flatMap(bytes -> new YamlReader(file.toString(), problems).read(bytes));
        Path folder = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(file.toAbsolutePath());
        return root.map(mapping -> new Overrides(problems).apply(mapping, sets))
                .flatMap(mapping -> bind(mapping, Optional.of(file), folder, problems));
    }

    private Optional<Spec> bind(Node.Mapping root, Optional<Path> file, Path folder, Problems problems) {
        Optional<RootBinder.Root> bound = new RootBinder(stages, points, problems).bind(root);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Optional<Spec> spec = bound.map(parts -> new Spec(
                parts.head().project(),
                parts.head().seed(),
                parts.head().schedules(),
                parts.head().accept(),
                parts.sections(),
                Tree.of(root),
                file,
                folder));
        spec.ifPresent(whole -> rules.forEach(rule -> rule.broken(whole)
                .forEach(broken -> problems.add(
                        place(root, broken.path()), Fault.UNKNOWN_NAME, broken.message(), broken.suggestion()))));
        return spec.filter(whole -> problems.isEmpty());
    }

    private static Place place(Node.Mapping root, String path) {
        Mark mark = Overrides.at(root, path).map(Node::mark).orElse(root.mark());
        int dot = path.indexOf('.');
        return new Place(mark, path, dot < 0 ? "core" : path.substring(0, dot));
    }

    private static Optional<byte[]> bytes(Path file, Problems problems, String expected, Optional<String> advice) {
        Place place = new Place(Mark.whole(file.toString()), "", "core");
        if (!Files.isRegularFile(file)) {
            String found = Files.isDirectory(file) ? "a folder" : "no such file";
            problems.add(place, Fault.NO_SPEC, found + " (expected: " + expected + ")", advice);
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(YamlReader.BYTES + 1));
        } catch (IOException e) {
            problems.add(place, Fault.NO_SPEC, "cannot be read (expected: a readable file)");
            return Optional.empty();
        }
    }
}

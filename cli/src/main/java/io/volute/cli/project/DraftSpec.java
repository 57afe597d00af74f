package io.volute.cli.project;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.run.Slot;
import io.volute.core.spec.Names;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.contract.ValueType;
import io.volute.dataengineering.proposal.Proposal;
import io.volute.dataengineering.proposal.Proposal.OfColumn;
import io.volute.dataengineering.proposal.Proposal.Use;
import io.volute.dataengineering.proposal.SuggestedCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A spec that runs as it is, written from a proposal: what the table holds is filled in, what only people know is named as
 * missing, and every guess has its reason beside it.
 */
public final class DraftSpec {
    private static final int WIDTH = 116;

    private final Proposal proposal;
    private final String shown;
    private final String source;
    private final StringBuilder text = new StringBuilder();

    /**
     * A spec to write.
     *
     * @param shown the table as the user named it
     * @param source the options of the source as flow YAML, for example {@code {type: csv, path: a.csv}}
     */
    public DraftSpec(Proposal proposal, String shown, String source) {
        this.proposal = proposal;
        this.shown = shown;
        this.source = source;
    }

    /** A name that the grammar of names allows, made of a free text. */
    public static String name(String text, String otherwise) {
        String slug = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        slug = slug.substring(0, Math.min(60, slug.length())).replaceAll("^-|-$", "");
        return Names.problem("", slug).isEmpty() ? slug : otherwise;
    }

    /** A text as a value in YAML. */
    public static String quoted(String text) {
        return YamlText.of(text);
    }

    /** The whole text. */
    public String write(String project) {
        head(project);
        scoping();
        data();
        modeling();
        rest();
        return text.toString();
    }

    private void head(String project) {
        comment(
                "",
                "Made of " + shown + ": " + Numbers.count(proposal.rows()) + " rows, "
                        + proposal.columns().size()
                        + " columns. It runs as it is (volute run), and is meant to be changed: all that"
                        + " stands here was found in the table, and what the table cannot know is named where it belongs."
                        + " volute schema prints every key for your editor.");
        line("project: " + project);
        line("seed: 1");
        line("");
        proposal.time()
                .ifPresentOrElse(
                        time -> {
                            comment("", "Nothing runs by itself. To read, check and score what is new:");
                            line("#   schedules:");
                            line("#     regular: {every: " + (time.slots() == Slot.Cadence.DAY ? "P1D" : "P1M")
                                    + ", stages: [data-engineering, deployment, monitoring, business-analysis]}");
                        },
                        () -> comment(
                                "",
                                "No column says when a decision is taken, so there are no periods: all rows are"
                                        + " one, and which of them judge is drawn by lot. If one does say it, name it with"
                                        + " init --time, for that is the honest test."));
        line("schedules: {}");
    }

    private void scoping() {
        line("");
        comment(
                "",
                "A draft: nobody has said yet what this is good for. Models are then judged by how well they predict,"
                        + " nothing acts on them, and no money is reckoned. What is missing, each a key of its own under objective"
                        + " and beside it: name, owner, metric, unit, event, action, direction, target, horizon, baseline (today's"
                        + " rule), costs (act, miss, currency), ml-objective, experiment, requirements. The example of volute init"
                        + " --example birdstrikes has them all.");
        line("scoping:");
        line("  objective: draft");
    }

    private void data() {
        line("");
        line("data-engineering:");
        line("  sources:");
        line("    " + name(project(), "table") + ": " + source);
        proposal.time().ifPresent(time -> line("  slots: " + (time.slots() == Slot.Cadence.DAY ? "P1D" : "P1M")));
        line("");
        comment(
                "  ",
                "The types fit every value. When a value is known, no table says: what is not known yet when the"
                        + " decision is taken must not be now, or the model learns from the future.");
        line("  contract:");
        line("    version: 1");
        proposal.time().ifPresent(time -> line("    decision-time: " + YamlText.of(time.column())));
        line("    columns:");
        proposal.columns().forEach(this::column);
        label();
        leakage();
        checks();
        split();
    }

    private void column(OfColumn column) {
        boolean off = column.suspect().isPresent() && column.use() != Use.TIME;
        if (off) {
            comment(
                    "      ",
                    "Switched off: " + column.suspect().get() + ". If it is known when the decision is taken, say"
                            + " available: now, add it to the features, and give the reason under leakage: {accept: …}.");
        }
        String available = off ? ", available: never" : column.use() == Use.LABEL ? ", available: later" : "";
        String type = column.type() == ValueType.NUMBER
                ? "number"
                : column.type().name().toLowerCase(Locale.ROOT);
        String note = column.note().isEmpty()
                ? ""
                : "  # " + (column.use() == Proposal.Use.NONE ? "no feature: " : "") + YamlText.comment(column.note());
        line("      " + YamlText.of(column.name()) + ": {type: " + type + available + "}" + note);
    }

    private void label() {
        Proposal.Label label = proposal.label();
        line("");
        comment(
                "  ",
                "Predicted as " + label.framing().words() + ": " + label.reason() + " (" + label.distribution()
                        + "). How long it takes until it is known is not said yet: available: P30D instead of later, for"
                        + " example.");
        String name = name(label.column(), "label");
        if (label.event().isPresent()) {
            comment("  ", "The rarer value is the event. Turn it round if the other one is what somebody acts on.");
            line("  label: {name: " + YamlText.of(name) + ", value: "
                    + YamlText.of(label.event().get()) + "}");
        } else {
            line("  label: {name: " + YamlText.of(name) + ", column: " + YamlText.of(label.column()) + "}");
        }
    }

    private void leakage() {
        for (OfColumn column : proposal.columns()) {
            if (column.use() == Use.TIME && column.suspect().isPresent()) {
                line("");
                comment("  ", column.suspect().get());
                line("  leakage: {accept: {" + YamlText.of(column.name()) + ": it says when the decision is taken}}");
            }
        }
    }

    private void checks() {
        line("");
        comment(
                "  ",
                "Suggested by two thirds of the rows and held by the last third"
                        + (proposal.dropped() == 0 ? "" : "; " + proposal.dropped() + " that did not hold are left out")
                        + ". They warn; a severity of block-row sets a row aside instead.");
        line("  checks:");
        List<String> ids = new ArrayList<>();
        for (SuggestedCheck check : proposal.checks()) {
            check(check, ids);
        }
        Proposal.Label label = proposal.label();
        if (!label.aside().isEmpty()) {
            comment(
                    "    ",
                    "Too few rows to learn from: "
                            + label.aside().stream().limit(10).collect(Collectors.joining(", "))
                            + (label.aside().size() > 10
                                    ? " and " + (label.aside().size() - 10) + " more"
                                    : "")
                            + ". Their labels are set aside. Merge or name them otherwise if they matter.");
            line("    classes: {check: allowed, column: " + YamlText.of(label.column()) + ", values: "
                    + YamlText.list(label.kept()) + "}");
        }
    }

    private void check(SuggestedCheck check, List<String> ids) {
        String base = check.column().isEmpty() ? "" : name(check.column(), "column") + "-";
        String column = check.column().isEmpty() ? "" : ", column: " + YamlText.of(check.column());
        String kind;
        String options;
        if (check instanceof SuggestedCheck.RowCount count) {
            kind = "enough-rows";
            options = "check: row-count, min: " + count.min();
        } else if (check instanceof SuggestedCheck.Completeness completeness) {
            kind = "known";
            options = "check: completeness" + column + ", min: "
                    + completeness.min().toPlainString();
        } else if (check instanceof SuggestedCheck.Allowed allowed) {
            kind = "values";
            options = "check: allowed" + column + ", values: " + YamlText.list(allowed.values()) + ", severity: warn";
        } else {
            kind = "not-negative";
            options = "check: range" + column + ", min: 0, severity: warn";
        }
        String id = base + kind;
        for (int twin = 2; ids.contains(id); twin++) {
            id = base + kind + "-" + twin;
        }
        ids.add(id);
        line("    # " + YamlText.comment(check.support()));
        String flow = "    " + id + ": {" + options + "}";
        if (flow.length() > WIDTH && check instanceof SuggestedCheck.Allowed allowed) {
            line("    " + id + ":");
            line("      check: allowed");
            line("      column: " + YamlText.of(check.column()));
            line("      severity: warn");
            line("      values:");
            allowed.values().forEach(value -> line("        - " + YamlText.of(value)));
        } else {
            line(flow);
        }
    }

    private void split() {
        line("");
        proposal.time()
                .ifPresentOrElse(
                        time -> {
                            comment(
                                    "  ",
                                    "The newest periods judge, each by models that knew only what was known before"
                                            + " it. The table reaches from " + time.first() + " to " + time.last()
                                            + ".");
                            line("  split: {folds: " + time.folds() + ", every: " + time.every() + "}");
                        },
                        () -> comment(
                                "  ", "Split by lot, each class for itself: 60 % train, 20 % choose, 20 % test."));
    }

    private void modeling() {
        List<String> categories = names(Use.CATEGORY);
        List<String> numbers = names(Use.NUMBER);
        line("");
        line("modeling:");
        comment(
                "  ",
                "Learnt from training rows only: a feature for each value of at least min-count rows; numbers on a"
                        + " common scale, the median where they are missing, with a feature that says so.");
        line("  features:");
        if (!categories.isEmpty()) {
            line("    - transform: one-hot");
            columns(categories);
            line("      min-count: " + Math.max(10, proposal.rows() / 1_000));
        }
        if (!numbers.isEmpty()) {
            line("    - transform: number");
            columns(numbers);
        }
        proposal.time()
                .ifPresent(time -> line("    - {transform: calendar, columns: [at], parts: " + parts(time) + "}"));
        line("");
        comment("  ", "A constant that knows no feature, a linear model and boosted trees, judged on the same rows.");
        line("  candidates:");
        line("    constant: {trainer: prior}");
        line("    linear: {trainer: linear, l2: 1}");
        line("    boosting: {trainer: boosting, trees: 100, depth: 4, eta: 0.1}");
    }

    private String parts(Proposal.Time time) {
        List<String> parts = new ArrayList<>();
        if (time.last().toEpochDay() - time.first().toEpochDay() >= 730) {
            parts.add("month");
        }
        parts.add("weekday");
        boolean hours = proposal.columns().stream()
                .anyMatch(column -> column.use() == Use.TIME && column.type() == ValueType.INSTANT);
        if (hours) {
            parts.add("hour");
        }
        return parts.toString();
    }

    private void columns(List<String> names) {
        line("      columns:");
        names.forEach(name -> line("        - " + YamlText.of(name)));
    }

    private void rest() {
        line("");
        comment("", "A draft is released as a shadow at most: it is asked, and nobody acts on the answer.");
        line("deployment:");
        line("  gates:");
        line("    - {gate: package}");
        line("    - {gate: baseline}");
        line("  release: {policy: shadow}");
        line("");
        line("monitoring:");
        line("  drift:");
        line("    test: {method: chi-square, bins: 10}");
        line("    alarm-budget: 0.05");
        line("  estimate: {estimator: cbpe}");
        line("");
        comment("", "What building and running it costs belongs here once the objective is written.");
        line("business-analysis:");
        line("  costs: []");
    }

    private String project() {
        return shown.replaceAll("^.*[/\\\\]", "").replaceAll("\\.[A-Za-z0-9]+$", "");
    }

    private List<String> names(Use use) {
        return proposal.columns().stream()
                .filter(column -> column.use() == use)
                .map(OfColumn::name)
                .toList();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** A comment, broken between words. */
    private void comment(String indent, String sentence) {
        StringBuilder current = new StringBuilder(indent + "#");
        for (String word : YamlText.comment(sentence).split(" +", -1)) {
            if (current.length() + word.length() + 1 > WIDTH && current.length() > indent.length() + 1) {
                line(current.toString());
                current = new StringBuilder(indent + "#");
            }
            current.append(' ').append(word);
        }
        line(current.toString());
    }

    /** Whether nothing is left to learn from. */
    public static boolean hasFeatures(Proposal proposal) {
        return proposal.time().isPresent()
                || proposal.columns().stream()
                        .anyMatch(column -> column.use() == Use.CATEGORY || column.use() == Use.NUMBER);
    }

    /** For people: {@code two classes, because text with 2 distinct values}. */
    public static String labelWords(Proposal proposal) {
        Framing framing = proposal.label().framing();
        return proposal.label().column() + ": " + framing.words() + " ("
                + proposal.label().reason() + "), " + proposal.label().distribution();
    }
}

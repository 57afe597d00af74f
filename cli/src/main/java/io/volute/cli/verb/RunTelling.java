package io.volute.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.businessanalysis.report.DraftClosing;
import io.volute.businessanalysis.report.MeasuredClosing;
import io.volute.cli.ExitCode;
import io.volute.cli.Failures;
import io.volute.cli.Surroundings;
import io.volute.cli.output.DraftScreen;
import io.volute.cli.output.Json;
import io.volute.cli.output.MeasuredScreen;
import io.volute.cli.output.RunScreen;
import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.cli.project.Interruption;
import io.volute.cli.project.Workplace;
import io.volute.core.error.ErrorType;
import io.volute.core.error.VoluteException;
import io.volute.core.run.Engine;
import io.volute.core.run.Project;
import io.volute.core.run.RunReport;
import io.volute.core.stage.Verdict;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the verbs that run have in common: a screen while they do, and what came out at the end. */
final class RunTelling {
    /** The scope, an experiment by its name, or the comparison of a release. */
    private static final String DECISIVE = "scope|experiment( .+)?";

    private final Surroundings surroundings;
    private final Talk talk;
    private final String verb;

    RunTelling(Surroundings surroundings, Talk talk, String verb) {
        this.surroundings = surroundings;
        this.talk = talk;
        this.verb = verb;
    }

    /** Shows a run, and stops it between two steps when the user interrupts. */
    Engine.Watch watch(Interruption interruption) {
        Terminal terminal = surroundings.terminal();
        return new Engine.Watch(
                new RunScreen(talk.progress(terminal), talk.verbose(), terminal.width(), System::nanoTime),
                interruption);
    }

    /** One run: its document or its last lines, and the exit code that its verdicts give. */
    int end(Workplace workplace, RunReport report) {
        Optional<Path> page = writeReport(workplace, List.of(report));
        if (talk.json()) {
            Json.print(
                    document(workplace, new RunDocument(workplace.catalog().versions()), report),
                    surroundings.terminal().results());
        } else {
            tell(workplace, List.of(report), page);
        }
        return code(List.of(report), true);
    }

    private static ObjectNode document(Workplace workplace, RunDocument documents, RunReport report) {
        ObjectNode document = documents.of(report);
        draft(workplace, List.of(report)).ifPresent(closing -> document.set("draft", closing.json()));
        measured(workplace, List.of(report)).ifPresent(closing -> document.set("measured", closing.json()));
        return document;
    }

    /** Several runs of jobs: verdicts are results, so the exit code is 0 unless something failed. */
    int end(Workplace workplace, List<RunReport> reports) {
        Optional<Path> page = writeReport(workplace, reports);
        if (talk.json()) {
            RunDocument documents = new RunDocument(workplace.catalog().versions());
            ObjectNode document = Json.object();
            ArrayNode runs = document.putArray("runs");
            reports.forEach(report -> runs.add(document(workplace, documents, report)));
            Json.print(document, surroundings.terminal().results());
        } else {
            tell(workplace, reports, page);
        }
        return code(reports, false);
    }

    /** Tells the first failure and gives its code; without one the code that verdicts ask for. */
    int code(List<RunReport> reports, boolean judged) {
        Optional<VoluteException> error = Project.error(reports);
        if (error.isPresent()) {
            return new Failures(surroundings).tell(verb, error.get(), false);
        }
        return judged && negative(reports) ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private static boolean negative(List<RunReport> reports) {
        List<Verdict> verdicts =
                reports.isEmpty() ? List.of() : reports.get(reports.size() - 1).verdicts();
        return negative(verdicts, lastBySubject(reports).values());
    }

    /**
     * The owner's decision is the last verdict. A scope that says stop and an experiment that says no say so whatever else
     * is decided.
     */
    static boolean negative(List<Verdict> last, Collection<Verdict> bySubject) {
        return (!last.isEmpty() && last.get(last.size() - 1).negative())
                || bySubject.stream().anyMatch(verdict -> verdict.subject().matches(DECISIVE) && verdict.negative());
    }

    private static Optional<Path> writeReport(Workplace workplace, List<RunReport> reports) {
        boolean written = reports.stream()
                .flatMap(report -> report.steps().stream())
                .anyMatch(step ->
                        step.step().equals(ReportFile.STEP) && !step.output().isEmpty());
        return written ? new ReportFile(workplace).writeIfThere() : Optional.empty();
    }

    private void tell(Workplace workplace, List<RunReport> reports, Optional<Path> page) {
        Terminal.Channel channel = talk.progress(surroundings.terminal());
        long computed =
                reports.stream().mapToLong(report -> report.count("COMPUTED")).sum();
        long reused =
                reports.stream().mapToLong(report -> report.count("REUSED")).sum();
        long failed =
                reports.stream().mapToLong(report -> report.count("FAILED")).sum();
        long skipped =
                reports.stream().mapToLong(report -> report.count("SKIPPED")).sum();
        channel.line("");
        channel.line("  " + computed + " computed, " + reused + " reused"
                + (skipped == 0 ? "" : ", " + skipped + " skipped")
                + (failed == 0 ? "" : ", " + channel.styled(Style.ERROR, failed + " failed")));
        Map<String, Verdict> verdicts = lastBySubject(reports);
        int width = Math.max(
                10, verdicts.keySet().stream().mapToInt(String::length).max().orElse(0));
        verdicts.values().forEach(verdict -> {
            Style style = verdict.negative() ? Style.NOTE : Style.GOOD;
            channel.line("  " + String.format(Locale.ROOT, "%-" + width + "s  ", verdict.subject())
                    + channel.styled(style, verdict.value().replace('_', '-')) + "  " + verdict.why());
        });
        Optional<DraftClosing> draft = draft(workplace, reports);
        draft.ifPresent(closing -> {
            channel.line("");
            new DraftScreen(closing, channel).print();
            channel.line("");
        });
        measured(workplace, reports).ifPresent(closing -> {
            channel.line("");
            new MeasuredScreen(closing, channel).print();
            channel.line("");
        });
        page.ifPresent(path -> channel.line("  report      " + path));
        channel.line("  next        " + next(workplace, Project.error(reports), draft.isPresent()));
    }

    /** What the last report said, while the objective is a draft. */
    private static Optional<DraftClosing> draft(Workplace workplace, List<RunReport> reports) {
        return lastReport(reports).flatMap(output -> DraftFile.find(workplace, output));
    }

    /** What the last report said of an objective over events. */
    private static Optional<MeasuredClosing> measured(Workplace workplace, List<RunReport> reports) {
        return lastReport(reports).flatMap(output -> MeasuredFile.find(workplace, output));
    }

    private static Optional<JsonNode> lastReport(List<RunReport> reports) {
        return reports.stream()
                .flatMap(report -> report.steps().stream())
                .filter(step ->
                        step.step().equals(ReportFile.STEP) && !step.output().isEmpty())
                .reduce((first, second) -> second)
                .map(step -> Json.parse(step.output()));
    }

    private static Map<String, Verdict> lastBySubject(List<RunReport> reports) {
        Map<String, Verdict> last = new LinkedHashMap<>();
        for (RunReport report : reports) {
            for (Verdict verdict : report.verdicts()) {
                last.remove(verdict.subject());
                last.put(verdict.subject(), verdict);
            }
        }
        return last;
    }

    private String next(Workplace workplace, Optional<VoluteException> error, boolean draft) {
        if (error.isPresent()) {
            return error.get().code().type() == ErrorType.USER
                    ? "change " + workplace.file() + ", then: volute run"
                    : "mend what is named below, then: volute resume";
        }
        if (draft) {
            return "write what is missing in " + workplace.file() + ", then: volute run";
        }
        return verb.equals("volute run") && !workplace.spec().schedules().isEmpty()
                ? "volute status, or let time pass: volute backfill --from SLOT --to SLOT"
                : "volute history";
    }
}

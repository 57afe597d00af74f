package io.volute.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.volute.cli.ExitCode;
import io.volute.cli.Surroundings;
import io.volute.cli.output.Json;
import io.volute.cli.output.Style;
import io.volute.cli.output.Terminal;
import io.volute.cli.output.TextTable;
import io.volute.cli.project.Composition;
import io.volute.core.Volute;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.core.text.Numbers;
import io.volute.dataengineering.check.ContractFile;
import io.volute.dataengineering.check.FileCheck;
import io.volute.dataengineering.check.FileReport;
import io.volute.dataengineering.source.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code volute check}. */
@Command(
        name = "check",
        header = "Judge a file by a contract: types, rules, what would be set aside.",
        description = {
            "Needs no project. The contract is a file of its own (version, key, event-time, columns, checks), or that of"
                    + " a source of a spec: volute.yaml#NAME. Every value of the file counts as known.",
            "Exit code 1 when the file is blocked, 2 for a bad contract, 3 when the file is not as declared."
        },
        footer = {
            "",
            "Examples:",
            "  volute check strikes.csv --contract strikes.yaml",
            "  volute check new.csv --contract volute.yaml#strikes --quarantine aside.csv"
        })
public final class CheckVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private Talk talk;

    @Mixin
    private OutsideFile file;

    @Option(
            names = "--contract",
            paramLabel = "C",
            required = true,
            description = "The contract's file, or SPEC#NAME for the contract of a source of a spec.")
    private String contract;

    @Option(
            names = "--quarantine",
            paramLabel = "OUT",
            description = "Write the rows that are set aside to this CSV file, each with its line and rule.")
    private Optional<Path> quarantine;

    /** In these surroundings. */
    public CheckVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Volute volute = new Composition().withoutDatabase();
        ContractFile declared = new ContractOption(contract, surroundings).read(volute);
        FileCheck check = volute.instance(FileCheck.class);
        Delivery delivery = file.open(surroundings);
        FileReport report = quarantine.isPresent() ? check.check(declared, delivery) : check.judge(declared, delivery);
        quarantine.ifPresent(out -> write(out, report.aside()));
        Terminal.Channel channel = surroundings.terminal().results();
        if (talk.json()) {
            Json.print(document(report), channel);
        } else {
            print(report, channel);
        }
        return report.verdict().negative() ? ExitCode.NEGATIVE : ExitCode.DONE;
    }

    private void write(Path out, List<FileReport.Aside> rows) {
        StringBuilder text = new StringBuilder("line,row_id,rule,column,value,raw\n");
        for (FileReport.Aside row : rows) {
            StringJoiner cells = new StringJoiner(",", "", "\n");
            List.of(String.valueOf(row.line()), row.rowId(), row.rule(), row.column(), row.value(), row.raw())
                    .forEach(cell -> cells.add(quoted(cell)));
            text.append(cells);
        }
        try {
            Files.writeString(surroundings.folder().resolve(out), text);
        } catch (IOException e) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--quarantine " + out + ": cannot be written (expected: a file in a folder that is there)",
                    e);
        }
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private void print(FileReport report, Terminal.Channel channel) {
        channel.line(file.shown() + "  " + Numbers.count(report.rows()) + " rows, "
                + Numbers.count(report.quarantined()) + " set aside · " + contract + " version " + report.version());
        channel.line("");
        TextTable table = new TextTable("check", "column", "result", "found", "expected", "first");
        report.checks()
                .forEach(check -> table.row(
                        check.id(), check.column(), check.status(), check.value(), check.expected(), first(check)));
        table.print(channel);
        channel.line("");
        String verdict = report.verdict().value();
        channel.line(channel.styled(verdict.equals("PASS") ? Style.GOOD : Style.NOTE, verdict) + "  "
                + report.verdict().why());
        quarantine.ifPresent(out -> channel.line("rows set aside  " + out));
    }

    private String first(FileReport.OfCheck check) {
        return check.examples().stream()
                .findFirst()
                .map(example -> (example.value().isEmpty() ? "" : example.value() + " at ") + file.shown() + ":"
                        + example.line())
                .orElse("");
    }

    private ObjectNode document(FileReport report) {
        ObjectNode document = Json.object()
                .put("file", file.shown())
                .put("contract", contract)
                .put("version", report.version())
                .put("rows", report.rows())
                .put("passed", report.rows() - report.quarantined())
                .put("quarantined", report.quarantined())
                .put("verdict", report.verdict().value());
        ArrayNode checks = document.putArray("checks");
        for (FileReport.OfCheck check : report.checks()) {
            ObjectNode item = checks.addObject()
                    .put("id", check.id())
                    .put("column", check.column())
                    .put("severity", check.severity())
                    .put("status", check.status())
                    .put("value", check.value())
                    .put("expected", check.expected())
                    .put("failed", check.failed());
            ArrayNode examples = item.putArray("examples");
            check.examples()
                    .forEach(example -> examples.addObject()
                            .put("line", example.line())
                            .put("rowId", example.rowId())
                            .put("value", example.value()));
        }
        return document;
    }
}

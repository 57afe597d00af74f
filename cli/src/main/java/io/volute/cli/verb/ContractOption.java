package io.volute.cli.verb;

import io.volute.cli.Surroundings;
import io.volute.core.Volute;
import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import io.volute.dataengineering.DataEngineeringSpec;
import io.volute.dataengineering.check.ContractFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a contract stands that the command line names: a file of its own, or {@code SPEC#NAME}. */
final class ContractOption {
    private final String written;
    private final Surroundings surroundings;

    ContractOption(String written, Surroundings surroundings) {
        this.written = written;
        this.surroundings = surroundings;
    }

    /**
     * Reads it.
     *
     * @throws VoluteException USER when it is not there or no contract
     */
    ContractFile read(Volute volute) {
        int mark = written.lastIndexOf('#');
        Path path = surroundings.folder().resolve(mark < 0 ? written : written.substring(0, mark));
        if (!Files.isRegularFile(path)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--contract " + written + ": " + (Files.exists(path) ? "is no regular file" : "is not there")
                            + " (expected: a file with version, key, event-time, columns and checks, or SPEC#NAME)");
        }
        return mark < 0
                ? volute.specs().read(path, ContractFile.class)
                : ofSource(
                        volute.specs().load(path, List.of()).section("data-engineering", DataEngineeringSpec.class),
                        written.substring(mark + 1));
    }

    private ContractFile ofSource(DataEngineeringSpec spec, String source) {
        if (!spec.sources().containsKey(source)) {
            throw new VoluteException(
                    CoreError.USAGE,
                    "--contract " + written + ": no source " + source + " (expected one of: "
                            + String.join(", ", spec.sources().keySet()) + ")");
        }
        return new ContractFile(
                spec.contract().version(),
                spec.contract().key(),
                Optional.empty(),
                spec.contract().decisionTime(),
                spec.contract().columns(),
                spec.checks(),
                spec.maxQuarantined(),
                spec.accept());
    }
}

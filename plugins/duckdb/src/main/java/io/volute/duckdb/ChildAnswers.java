package io.volute.duckdb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.BlockingQueue;

/** Answers one {@link Command} after the other about a file in a private folder. Ends with its process. */
final class ChildAnswers {
    private final Path file;
    private final LocalEngine engine;
    private final OutputStream out;

    private ChildAnswers(Path file, LocalEngine engine, OutputStream out) {
        this.file = file;
        this.engine = engine;
        this.out = out;
    }

    static void give(Path file, String memoryLimit, BlockingQueue<Command> commands, OutputStream out)
            throws IOException, InterruptedException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + ": no folder");
        }
        try (LocalEngine engine = LocalEngine.open(folder, memoryLimit)) {
            ChildAnswers answers = new ChildAnswers(file, engine, out);
            while (true) {
                answers.answer(commands.take());
            }
        } catch (SQLException e) {
            new FrameWriter(out).failure(String.valueOf(e.getMessage()));
        }
    }

    private void answer(Command command) throws IOException {
        FrameWriter frames = new FrameWriter(out);
        try {
            if (command instanceof Command.Open open) {
                open(open.columns(), frames);
            } else if (command instanceof Command.Load load) {
                engine.load(load.table(), load.rows());
            } else if (command instanceof Command.Run run) {
                engine.run(run.statement());
            } else if (command instanceof Command.Read read) {
                List<ParquetColumn> columns = read.columns().stream()
                        .map(column -> new ParquetColumn(column.name(), column.type(), false, column.sql()))
                        .toList();
                new FrameRows(columns, frames).write(engine.sink(), read.from());
            }
            frames.end();
        } catch (SQLException | ParquetScan.Refusal e) {
            frames.failure(String.valueOf(e.getMessage()));
        }
    }

    private void open(List<String> names, FrameWriter frames) throws SQLException, IOException, ParquetScan.Refusal {
        List<ParquetColumn> columns = ParquetColumn.describe(engine.connection(), file).stream()
                .filter(column -> names.contains(column.name()))
                .toList();
        StringJoiner selected = new StringJoiner(", ");
        selected.add("0 AS \" \"");
        for (ParquetColumn column : columns) {
            if (column.single()) {
                throw new ParquetScan.Refusal("column " + column.name() + " is of 32 bits");
            }
            selected.add(column.selected() + " AS \"" + column.name().replace("\"", "\"\"") + '"');
        }
        engine.run("CREATE VIEW logged AS SELECT " + selected + ParquetColumn.from(file));
        frames.header(
                columns.stream().map(ParquetColumn::name).toList(),
                columns.stream().map(ParquetColumn::type).toList());
    }
}

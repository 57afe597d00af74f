package io.volute.dataengineering.source;

import io.volute.core.artifact.Digest;
import io.volute.core.stage.SourceProbe;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one SELECT in a PostgreSQL database, read in one transaction that sees one state of it and may change
 * nothing.
 */
public final class JdbcSource implements Source {
    private final Function<String, @Nullable String> environment;

    /** The source; passwords come from this process's environment or from files. */
    @Inject
    public JdbcSource() {
        this(System::getenv);
    }

    JdbcSource(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<? extends Record> options() {
        return JdbcOptions.class;
    }

    @Override
    public SourceProbe.Probe probe(String name, Record options, Path specFolder, Optional<SourceProbe.Probe> known) {
        JdbcQuery query = query(name, options, specFolder);
        Optional<String> mark = query.watermark();
        if (mark.isPresent() && known.isPresent() && known.get().look().equals(mark.get())) {
            return known.get();
        }
        Digest digest = query.read(OutputStream.nullOutputStream());
        return new SourceProbe.Probe(mark.orElse(digest.toString()), digest);
    }

    @Override
    public Delivery open(String name, Record options, Path specFolder) {
        JdbcOptions jdbc = (JdbcOptions) options;
        JdbcQuery query = query(name, options, specFolder);
        Spool spool = new Spool(query.place());
        Digest digest = query.read(spool);
        return new JdbcDelivery(jdbc, query.place(), digest, spool.bytes());
    }

    private JdbcQuery query(String name, Record options, Path specFolder) {
        return new JdbcQuery(name, (JdbcOptions) options, environment, specFolder);
    }
}

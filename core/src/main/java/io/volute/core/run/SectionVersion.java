package io.volute.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.Digest;
import io.volute.core.spec.SpecChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A section of the spec as runs of the main line pinned it; versions number its distinct contents.
 *
 * @param number from 1
 * @param digest of its content
 * @param parent number of the version before it; 0 for the first
 * @param passes numbers of the passes that ran with it last
 * @param since date of the first of them
 * @param cause of that pass
 * @param tree the section as it was written
 */
public record SectionVersion(
        int number, Digest digest, int parent, List<Long> passes, Instant since, String cause, JsonNode tree) {
    /** Copies. */
    public SectionVersion {
        passes = List.copyOf(passes);
    }

    /** Keys that differ from another version, this one's value under {@code to}; a key that is gone is written as {@code ~}. */
    public List<SpecChange> changesFrom(SectionVersion other, String section) {
        return SpecDiff.between(other.tree(), tree, section).stream()
                .map(change -> new SpecChange(
                        change.path(),
                        change.from().isEmpty() ? Optional.empty() : Optional.of(change.from()),
                        change.to().isEmpty() ? "~" : change.to()))
                .toList();
    }

    /** All versions of a section, oldest first. */
    static List<SectionVersion> all(Engine engine, UUID project, String section) {
        List<Pinned> pinned = engine.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select p.opened, p.as_of, p.cause, r.spec
                                from core.run r join core.pass p on p.id = r.pass
                                where r.project = :project and p.main order by r.number
                                """)
                        .bind("project", project)
                        .map((row, context) -> new Pinned(
                                row.getLong("opened"),
                                row.getTimestamp("as_of").toInstant(),
                                row.getString("cause"),
                                engine.json().tree(row.getString("spec")).path(section)))
                        .list());
        List<SectionVersion> versions = new ArrayList<>();
        int before = 0;
        for (Pinned run : pinned) {
            Digest digest = Digest.of(engine.json().write(run.tree()));
            int number = number(versions, digest);
            for (int i = 0; i < versions.size(); i++) {
                versions.set(i, versions.get(i).with(run.pass(), i + 1 == number));
            }
            if (number == 0) {
                number = versions.size() + 1;
                versions.add(new SectionVersion(
                        number, digest, before, List.of(run.pass()), run.asOf(), run.cause(), run.tree()));
            }
            before = number;
        }
        return versions;
    }

    private record Pinned(long pass, Instant asOf, String cause, JsonNode tree) {}

    private static int number(List<SectionVersion> versions, Digest digest) {
        return versions.stream()
                .filter(version -> version.digest().equals(digest))
                .map(SectionVersion::number)
                .findFirst()
                .orElse(0);
    }

    /** A pass belongs to the version that its newest run had. */
    private SectionVersion with(long pass, boolean here) {
        TreeSet<Long> kept = new TreeSet<>(passes);
        if (here) {
            kept.add(pass);
        } else {
            kept.remove(pass);
        }
        return new SectionVersion(number, digest, parent, List.copyOf(kept), since, cause, tree);
    }
}

package org.subtext.sources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.subtext.progress.Progress;
import org.subtext.tables.ConflictPolicy;

/**
 * A table that is there already.
 *
 * @param table CSV, CSV.gz, TSV, Parquet or XLSX
 */
public record GivenTable(Path table) implements ImageSource {
    public GivenTable {
        Objects.requireNonNull(table, "a cohort plan names a table");
    }

    @Override
    public GivenTable from(Path folder) {
        return new GivenTable(folder.resolve(table).normalize());
    }

    /** Makes nothing, and finds the record that lies beside the table where a source of ours made it. */
    @Override
    public MadeTable make(ConflictPolicy conflicts, Progress progress) throws IOException {
        return new MadeTable(table, SourceRecord.beside(table));
    }
}

package org.subtext.sources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.subtext.progress.Progress;
import org.subtext.sources.dataset.DatasetRecord;
import org.subtext.sources.dataset.DatasetTable;
import org.subtext.sources.dataset.Datasets;
import org.subtext.sources.dataset.DicomHeaders;
import org.subtext.tables.ConflictPolicy;

/**
 * A known data set as people have it on disk.
 *
 * @param dataset its name, one of {@link Datasets#names}
 * @param root the folder that it was unpacked into; image paths start there
 * @param rules which of its rows stay
 * @param tables the folder that its table is written into
 */
public record KnownDataSet(String dataset, Path root, DatasetTable.Rules rules, Path tables) implements ImageSource {
    public KnownDataSet {
        Objects.requireNonNull(dataset, "a data set has a name");
        Objects.requireNonNull(root, "a data set was unpacked into a folder");
    }

    /** "chexpert-study.csv". */
    @Override
    public Path table() {
        return tables.resolve(dataset + (rules == DatasetTable.Rules.STUDY ? "-study" : "") + ".csv");
    }

    @Override
    public Optional<Path> images() {
        return Optional.of(root);
    }

    @Override
    public KnownDataSet from(Path folder) {
        return new KnownDataSet(
                dataset,
                folder.resolve(root).normalize(),
                rules,
                folder.resolve(tables).normalize());
    }

    @Override
    public MadeTable make(ConflictPolicy conflicts, Progress progress) {
        return MadeTable.by(this, () -> new SourceRecord.OfDataSet(write(conflicts, progress)));
    }

    /** Writes the table, and all that is known of it beside it. */
    public DatasetRecord write(ConflictPolicy conflicts, Progress progress) throws IOException {
        return DatasetTable.write(
                Datasets.named(dataset), root, rules, conflicts, new DicomHeaders(root), table(), progress);
    }
}

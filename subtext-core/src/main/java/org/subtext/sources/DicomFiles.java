package org.subtext.sources;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.progress.Progress;
import org.subtext.sources.dicom.DicomPlace;
import org.subtext.sources.dicom.SideTable;
import org.subtext.tables.ConflictPolicy;

/**
 * DICOM files: a folder, a zip file or a DICOMDIR, also what was pulled from an archive.
 *
 * @param dicom the place
 * @param sideTable a table with what headers do not hold, null for none
 * @param join what a row of the side table is about
 * @param joinColumn its column of ids, null for the one with a usual name
 * @param tables the folder that the table is written into
 */
public record DicomFiles(
        Path dicom,
        @Nullable Path sideTable,
        SideTable.Key join,
        @Nullable String joinColumn,
        Path tables) implements ImageSource {
    public DicomFiles {
        Objects.requireNonNull(dicom, "DICOM files are somewhere");
    }

    /** Named like the place, with a few digits by which places of one name differ. */
    @Override
    public Path table() {
        return SourceTables.named(
                tables, dicom, dicom.toAbsolutePath().normalize().toString());
    }

    /**
     * Paths are absolute where the files lie elsewhere than the table; the place is named then for what lies outside of
     * it.
     */
    @Override
    public Optional<Path> images() {
        return SourceTables.elsewhere(dicom, table());
    }

    @Override
    public boolean mayHoldDamagedFiles() {
        return true;
    }

    @Override
    public DicomFiles from(Path folder) {
        return new DicomFiles(
                folder.resolve(dicom).normalize(),
                sideTable == null ? null : folder.resolve(sideTable).normalize(),
                join,
                joinColumn,
                folder.resolve(tables).normalize());
    }

    @Override
    public MadeTable make(ConflictPolicy conflicts, Progress progress) {
        return MadeTable.by(
                this,
                () -> SourceRecord.OfDicom.of(DicomPlace.makeTable(
                        dicom,
                        SideTable.read(sideTable, join, joinColumn),
                        table(),
                        PlanKey.COHORT_SOURCE_TABLES,
                        progress)));
    }
}

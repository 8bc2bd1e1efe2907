package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.sources.DicomFiles;
import org.subtext.sources.dicom.SideTable;
import picocli.CommandLine.Option;

/** The options that name a table with what the headers of DICOM files do not hold. */
final class SideTableOptions {
    @Option(
            names = "--side-table",
            paramLabel = "FILE",
            description = "Table to join to DICOM images: CSV, CSV.gz, TSV, Parquet or XLSX.")
    @Turns(key = PlanKey.COHORT_SOURCE_SIDE_TABLE)
    @Nullable Path file;

    @Option(
            names = "--join",
            paramLabel = "KEY",
            description = "What a row of it is about: ${COMPLETION-CANDIDATES}; default patient.")
    @Turns(key = PlanKey.COHORT_SOURCE_JOIN)
    SideTable.@Nullable Key join;

    @Option(
            names = "--join-column",
            paramLabel = "COLUMN",
            description = "Its column of ids; default: the one with a usual name.")
    @Turns(key = PlanKey.COHORT_SOURCE_JOIN_COLUMN)
    @Nullable String column;

    /** DICOM files with the table beside them, their own table in this folder. */
    DicomFiles of(Path dicom, Path tables) {
        refuseHalves();
        return new DicomFiles(dicom, file, key(), column, tables);
    }

    /** The table, null where none is named. */
    @Nullable SideTable read() throws IOException {
        refuseHalves();
        return SideTable.read(file, key(), column);
    }

    private SideTable.Key key() {
        return join == null ? SideTable.Key.PATIENT : join;
    }

    private void refuseHalves() {
        if (file == null && isNamed()) {
            throw new InvalidInputException("--join and --join-column belong to a table: add --side-table FILE.");
        }
    }

    boolean isNamed() {
        return file != null || join != null || column != null;
    }
}

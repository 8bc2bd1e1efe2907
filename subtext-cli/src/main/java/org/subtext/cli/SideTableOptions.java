package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.sources.dicom.SideTable;
import org.subtext.tables.TableReader;
import picocli.CommandLine.Option;

/** The options that name a table with what the headers of DICOM files do not hold. */
final class SideTableOptions {
    @Option(
            names = "--side-table",
            paramLabel = "FILE",
            description = "Table to join to DICOM images: CSV, CSV.gz, TSV, Parquet or XLSX.")
    @Turns(argument = Argument.SIDE_TABLE)
    @Nullable
    Path file;

    @Option(
            names = "--join",
            paramLabel = "KEY",
            description = "What a row of it is about: ${COMPLETION-CANDIDATES}; default patient.")
    @Turns(argument = Argument.SIDE_TABLE_KEY)
    SideTable.@Nullable Key join;

    @Option(
            names = "--join-column",
            paramLabel = "COLUMN",
            description = "Its column of ids; default: the one with a usual name.")
    @Turns(argument = Argument.SIDE_TABLE_COLUMN)
    @Nullable
    String column;

    /** The table, null where none is named. */
    @Nullable
    SideTable read() throws IOException {
        if (file == null) {
            if (join != null || column != null) {
                throw new InvalidInputException("--join and --join-column belong to a table: add --side-table FILE.");
            }
            return null;
        }
        return new SideTable(TableReader.read(file), join == null ? SideTable.Key.PATIENT : join, column);
    }

    boolean isNamed() {
        return file != null || join != null || column != null;
    }
}

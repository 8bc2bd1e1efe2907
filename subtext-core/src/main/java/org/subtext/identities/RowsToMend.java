package org.subtext.identities;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.subtext.identities.IdFinding.Place;
import org.subtext.provenance.AtomicFiles;
import org.subtext.tables.CsvLine;

/** The rows whose ids must be looked at, as a table: row numbers, what is wrong, and the row each is like. No ids. */
public final class RowsToMend {
    private RowsToMend() {}

    /** Writes {@code row,column,finding,like_row}; a file of that name is replaced, whole or not at all. */
    public static void write(Identities identities, Path file) throws IOException {
        IdColumn column = identities.column();
        StringBuilder csv = new StringBuilder(CsvLine.of(List.of("row", "column", "finding", "like_row")));
        for (IdFinding finding : identities.findings()) {
            for (Place place : finding.places()) {
                csv.append(CsvLine.of(List.of(
                        Integer.toString(column.rowNumber().applyAsInt(place.row())),
                        column.name(),
                        finding.words(),
                        place.like() < 0
                                ? ""
                                : Integer.toString(column.rowNumber().applyAsInt(place.like())))));
            }
        }
        AtomicFiles.writeString(file, csv.toString());
    }
}

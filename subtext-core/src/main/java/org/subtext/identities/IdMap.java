package org.subtext.identities;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/** A user's table of ids as written and the patient that each stands for. */
final class IdMap {
    private IdMap() {}

    /** By id as written; empty where no file is named. */
    static Map<String, String> read(@Nullable Path file) throws IOException {
        if (file == null) {
            return Map.of();
        }
        Table table = TableReader.read(file);
        if (table.names().size() != 2) {
            throw new InvalidInputException(Sentence.of("The table of ids " + file + " has "
                            + table.names().size() + (table.names().size() == 1 ? " column" : " columns")
                            + ". Expected two, the id as written and the patient, for ")
                    .and(PlanKey.COHORT_IDS_MAP)
                    .and("."));
        }
        Column written = table.column(table.names().get(0));
        Column patients = table.column(table.names().get(1));
        Problems problems = new Problems();
        Map<String, String> map = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            String id = written.get(row);
            String patient = patients.get(row);
            if (id == null || patient == null) {
                problems.add(
                        "half a line",
                        "Row " + table.rowNumber(row) + " of the table of ids has no " + (id == null ? "id" : "patient")
                                + ".",
                        "Fill it in, or delete the row: ids that are not listed stay as they are.");
                continue;
            }
            String before = map.putIfAbsent(id, patient);
            if (before != null && !before.equals(patient)) {
                problems.add(
                        "one id for two patients",
                        "Row " + table.rowNumber(row) + " of the table of ids gives an id a second patient.",
                        "An id as written stands for one patient. Keep one of the rows.");
            }
        }
        problems.throwIfAny();
        return map;
    }
}

package org.subtext.deidentification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.deidentification.identifiers.IdentifierEcho;
import org.subtext.deidentification.identifiers.IdentifierIndex;
import org.subtext.deidentification.identifiers.IdentifyingShape;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/**
 * The identifiers of a table's patients, all rows of one patient together: a note on one image may name what stands in
 * the row of another. Of other patients' what tells among many people is looked for too, since rows get mixed up.
 */
final class RowIdentifiers {
    /** In the rows of so many patients a word or an id tells of none. */
    private static final int COMMON = 5;

    private final Column patients;
    private final Pseudonyms pseudonyms;
    private final Map<String, IdentifierEcho> byPatient = new HashMap<>();
    private final Map<Integer, IdentifierEcho> ofNobody = new HashMap<>();
    private final IdentifierIndex everybody = new IdentifierIndex();
    private final Map<String, Integer> patientsOfWord = new HashMap<>();
    private final Map<String, Integer> patientsOfCell = new HashMap<>();
    private final Map<String, Boolean> asked = new HashMap<>();

    /**
     * @param patients the column of patient ids
     * @param files what the files say of the patients, which a table repeats as well as its own
     */
    RowIdentifiers(Table table, Column patients, Pseudonyms pseudonyms, KnownFromFiles files) {
        this.patients = patients;
        this.pseudonyms = pseudonyms;
        files.forEach((patient, known) -> {
            known.addTo(byPatient.computeIfAbsent(patient, key -> new IdentifierEcho()));
            known.addTo(everybody);
        });
        for (String name : table.names()) {
            Identifying kind = Identifying.of(name);
            if (kind != Identifying.NOT && !(kind == Identifying.INSTITUTION && files.institutionsStay())) {
                add(kind, table.column(name));
            }
        }
    }

    private void add(Identifying kind, Column column) {
        Map<String, Integer> patientsOfValue = new HashMap<>();
        Map<String, String> lastPatient = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            String value = column.get(row);
            if (value != null && !pseudonyms.isNobody(value)) {
                kind.add(value, of(row));
                count(String.valueOf(patients.get(row)), value, lastPatient, patientsOfValue);
            }
        }
        patientsOfValue.forEach((value, count) -> {
            // The id of a site or of a device is in the rows of all its patients.
            if (kind != Identifying.ID || count < COMMON) {
                kind.add(value, everybody);
            }
        });
    }

    /** Learns from the columns that stay which words of names, and which cells, are everybody's. */
    void learnCommonWords(List<Column> kept) {
        Map<String, List<String>> names = new HashMap<>();
        Map<String, String> lastPatient = new HashMap<>();
        Map<String, String> lastPatientOfCell = new HashMap<>();
        for (Column column : kept) {
            for (int row = 0; row < column.size(); row++) {
                String cell = column.get(row);
                if (cell == null) {
                    continue;
                }
                String patient = String.valueOf(patients.get(row));
                count(patient, cell, lastPatientOfCell, patientsOfCell);
                for (String word : names.computeIfAbsent(cell, everybody::namesIn)) {
                    count(patient, word, lastPatient, patientsOfWord);
                }
            }
        }
    }

    /** Counts a patient who has a value, once for rows in a row. */
    private static void count(String patient, String value, Map<String, String> last, Map<String, Integer> patients) {
        if (!patient.equals(last.put(value, patient))) {
            patients.merge(value, 1, Integer::sum);
        }
    }

    private boolean isCommon(String word) {
        return patientsOfWord.getOrDefault(word, 0) >= COMMON;
    }

    /** A value that many patients have says of which class they are. */
    private boolean isClass(String cell) {
        return patientsOfCell.getOrDefault(cell, 0) >= COMMON;
    }

    /** What identifies the patient of a row. */
    IdentifierEcho of(int row) {
        String patient = patients.get(row);
        return patient == null || pseudonyms.isNobody(patient)
                ? ofNobody.computeIfAbsent(row, key -> new IdentifierEcho())
                : byPatient.computeIfAbsent(pseudonyms.patient(patient), key -> new IdentifierEcho());
    }

    /** Whether a cell that would stay repeats what identifies the patient of its row, or any other. */
    boolean areIn(@Nullable String cell, int row) {
        return cell != null && (isClass(cell) ? areInClass(cell, row) : of(row).isInText(cell) || areInAny(cell, row));
    }

    /** The same of a cell that says of which class the patient is. */
    boolean areInClass(String cell, int row) {
        return of(row).isInClass(cell) || areInAny(cell, row);
    }

    private boolean areInAny(String cell, int row) {
        return of(row).isInMeasure(cell) || asked.computeIfAbsent(cell, one -> everybody.areIn(one, this::isCommon));
    }

    /** Whether the name of a column repeats what identifies any patient, or looks as if it did. */
    boolean areInName(String column) {
        return !ColumnTreatment.isUsual(column)
                && (everybody.areIn(column, word -> false) || IdentifyingShape.isIn(column));
    }
}

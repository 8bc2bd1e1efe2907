package org.subtext.deidentification;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.deidentification.identifiers.IdentifierEcho;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/**
 * The identifiers of a table's patients, all rows of one patient together: a note on one image may name what stands in
 * the row of another.
 */
final class RowIdentifiers {
    private final Column patients;
    private final Pseudonyms pseudonyms;
    private final Map<String, IdentifierEcho> byPatient = new HashMap<>();
    private final Map<Integer, IdentifierEcho> ofNobody = new HashMap<>();
    private final IdentifierEcho numbers = new IdentifierEcho();

    /** @param patients the column of patient ids */
    RowIdentifiers(Table table, Column patients, Pseudonyms pseudonyms) {
        this.patients = patients;
        this.pseudonyms = pseudonyms;
        for (String name : table.names()) {
            Identifying kind = Identifying.of(name);
            Column column = table.column(name);
            for (int row = 0; row < table.rows() && kind != Identifying.NOT; row++) {
                String value = column.get(row);
                if (value != null && !pseudonyms.isNobody(value)) {
                    kind.add(value, of(row));
                    if (kind == Identifying.PATIENT || kind == Identifying.ID) {
                        numbers.addId(value);
                    }
                }
            }
        }
    }

    /** What identifies the patient of a row. */
    IdentifierEcho of(int row) {
        String patient = patients.get(row);
        return patient == null || pseudonyms.isNobody(patient)
                ? ofNobody.computeIfAbsent(row, key -> new IdentifierEcho())
                : byPatient.computeIfAbsent(pseudonyms.patient(patient), key -> new IdentifierEcho());
    }

    /** Whether a cell that would stay repeats what identifies the patient of its row. */
    boolean areIn(@Nullable String cell, int row) {
        return cell != null && (of(row).isInText(cell) || of(row).isInMeasure(cell));
    }

    /** Whether the name of a column repeats the id of any patient. */
    boolean areInName(String column) {
        return numbers.isInCode(column);
    }

    /** How a column identifies, told by its name. */
    private enum Identifying {
        PATIENT,
        NAME,
        ID,
        TELEPHONE,
        ADDRESS,
        BIRTH,
        DAY,
        NOT;

        static Identifying of(String column) {
            if (ColumnTreatment.isPatient(column)) {
                return PATIENT;
            }
            String folded = ColumnTreatment.folded(column);
            if (folded.matches(".*(birth|dob|born).*") && !folded.contains("name")) {
                return BIRTH;
            }
            if (folded.matches(".*(phone|mobile|fax|tel)(_?(no|number))?.*")) {
                return TELEPHONE;
            }
            if (folded.matches(".*(address|street|city|zip|postal|residence).*")) {
                return ADDRESS;
            }
            if (folded.matches(".*(date|day|admitted|discharged|death|dod).*")) {
                return DAY;
            }
            return ColumnTreatment.isName(column) ? NAME : ColumnTreatment.isId(column) ? ID : NOT;
        }

        void add(String value, IdentifierEcho echo) {
            switch (this) {
                case PATIENT -> {
                    echo.addPatientId(value);
                    if (value.chars().noneMatch(Character::isDigit)) {
                        echo.addPatientName(value);
                    }
                }
                case NAME -> echo.addPatientName(value);
                case ID -> echo.addId(value);
                case TELEPHONE -> echo.addTelephone(value);
                case ADDRESS -> echo.addPlace(value);
                case BIRTH -> echo.addDays(value, true);
                case DAY -> echo.addDays(value, false);
                case NOT -> throw new IllegalStateException("a column that identifies nobody");
            }
        }
    }
}

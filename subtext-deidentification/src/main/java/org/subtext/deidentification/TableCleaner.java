package org.subtext.deidentification;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.deidentification.identifiers.IdentifyingShape;
import org.subtext.deidentification.pseudonyms.Ages;
import org.subtext.deidentification.pseudonyms.DateShift;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdKind;
import org.subtext.identities.IdProblems;
import org.subtext.identities.IdReading;
import org.subtext.identities.IdRule;
import org.subtext.identities.Identities;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.tables.Column;
import org.subtext.tables.CsvLine;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * The cohort table without identifiers: ids salted as in the files, dates moved or dropped, ages topped, paths pointing
 * at the new files; of the rest only columns that Subtext knows to be harmless, labels, and those the user names.
 */
final class TableCleaner {
    private static final List<String> PATIENT = List.of("patient_id", "patientid", "patient", "subject_id", "subject");

    /** By name, or centre and width. */
    private static final Pattern WINDOW =
            Pattern.compile("[a-z]{1,12}|-?\\d{1,5}(\\.\\d{1,2})?_\\d{1,5}(\\.\\d{1,2})?");

    /** Of an age in years: to about four days. */
    private static final int AGE_DECIMALS = 2;

    private final DeidentificationPlan plan;
    private final Pseudonyms pseudonyms;
    private final Map<String, String> outputs;
    private final Table table;
    private final Column patients;
    private final RowIdentifiers identifiers;
    private final EmptiedCells emptied = new EmptiedCells();
    private int named;

    private TableCleaner(
            DeidentificationPlan plan,
            Pseudonyms pseudonyms,
            Map<String, String> outputs,
            Table table,
            Column patients,
            KnownFromFiles known) {
        this.plan = plan;
        this.pseudonyms = pseudonyms;
        this.outputs = outputs;
        this.table = table;
        this.patients = patients;
        this.identifiers = new RowIdentifiers(table, patients, pseudonyms, known);
    }

    /**
     * Writes {@code table.csv} and says what became of the columns.
     *
     * @param known what the files call their patients
     */
    static List<String> clean(
            DeidentificationPlan plan,
            Pseudonyms pseudonyms,
            Map<String, String> outputs,
            FilesAndTable files,
            KnownFromFiles known)
            throws IOException {
        Path file = plan.table().orElseThrow();
        Table table = TableReader.read(file);
        String patient = patientColumn(table);
        for (String kept : plan.keptColumns()) {
            if (!table.has(kept)) {
                throw new InvalidInputException("Table " + file + " has no column \"" + kept + "\" to keep."
                        + NearestName.hint(kept, table.names()));
            }
        }
        List<String> said = new ArrayList<>(files.check(file, table.column(patient), pseudonyms));
        said.addAll(new TableCleaner(plan, pseudonyms, outputs, table, table.column(patient), known).write());
        return said;
    }

    private static String patientColumn(Table table) {
        return table.names().stream()
                .filter(name -> PATIENT.contains(ColumnTreatment.folded(name)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "Table " + table.source() + " has no column for the patient (" + String.join(", ", PATIENT)
                                + "). Rename the column that holds the patient id to patient_id."));
    }

    /**
     * Refuses a table whose ids do not tell who is who, before anything is written: pseudonyms would hide it for good.
     * Rows without an id get none.
     *
     * @param reading by which pseudonyms are made
     */
    static void requireTellingIds(Path file, IdRule rule, IdReading reading) throws IOException {
        Table table = TableReader.read(file);
        Identities who = Identities.of(IdColumn.of(table, patientColumn(table)), rule, Evidence.of(table, null));
        Problems problems = new Problems();
        IdProblems.addBut(Set.of(IdKind.MISSING, IdKind.ONE_FOR_ALL), who, PlanKey.COHORT_COLUMNS_PATIENT, problems);
        requireOneReadingEach(who, reading, problems);
        problems.throwIfAny();
    }

    /** That patient7 and 7 are one shows in the column alone, and pseudonyms are made id by id. */
    private static void requireOneReadingEach(Identities who, IdReading reading, Problems problems) {
        IdColumn column = who.column();
        Map<String, Integer> rowOfPerson = new HashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            String person = who.person(row);
            int before = person == null ? row : Objects.requireNonNullElse(rowOfPerson.putIfAbsent(person, row), row);
            if (!reading(column, before, reading).equals(reading(column, row, reading))) {
                problems.add(
                        "several words before one number",
                        "Rows " + column.rowNumber().applyAsInt(before) + " and "
                                + column.rowNumber().applyAsInt(row) + " have the same number in column "
                                + column.name() + ", with and without a word for a patient before it.",
                        Sentence.of("Files tell nobody that these are one patient, who would get two pseudonyms. Say"
                                        + " which is which, in a table of ids as written and patients: ")
                                .set(PlanKey.COHORT_IDS_MAP, "FILE")
                                .and("."));
            }
        }
    }

    private static String reading(IdColumn column, int row, IdReading reading) {
        String id = column.cells().get(row);
        return id == null ? "" : reading.of(id);
    }

    private List<String> write() throws IOException {
        Map<String, ColumnTreatment> treatments = new LinkedHashMap<>();
        List<String> dropped = new ArrayList<>();
        for (String name : table.names()) {
            ColumnTreatment treatment = ColumnTreatment.of(name, table.column(name), plan.retained());
            if (identifiers.areInName(name)) {
                // The sentence below must not say it either.
                named++;
            } else if (treatment == ColumnTreatment.DROP && plan.keptColumns().contains(name)) {
                treatments.put(name, ColumnTreatment.KEEP);
            } else if (treatment == ColumnTreatment.DROP) {
                dropped.add(name);
            } else {
                treatments.put(name, treatment);
            }
        }
        identifiers.learnCommonWords(treatments.entrySet().stream()
                .filter(one -> one.getValue() == ColumnTreatment.KEEP)
                .map(one -> table.column(one.getKey()))
                .toList());
        StringBuilder csv = new StringBuilder(CsvLine.of(List.copyOf(treatments.keySet())));
        for (int row = 0; row < table.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (Map.Entry<String, ColumnTreatment> one : treatments.entrySet()) {
                String value = table.column(one.getKey()).get(row);
                cells.add(value == null ? "" : changed(one.getKey(), value, one.getValue(), row));
            }
            csv.append(CsvLine.of(cells));
        }
        AtomicFiles.writeString(plan.out().resolve("table.csv"), csv.toString());
        List<String> said = sentences(treatments, dropped);
        said.addAll(emptied.sentences());
        if (named > 0) {
            said.add(named
                    + " columns were dropped whose names hold what identifies a patient, and are not named here.");
        }
        return said;
    }

    /** What a column may look like is up to whoever keeps it by name. */
    private boolean identifies(String column, String cell, int row) {
        boolean chosen = plan.keptColumns().contains(column);
        return !chosen && ColumnTreatment.isHarmless(column) && IdentifyingShape.isIn(cell)
                || (ColumnTreatment.isClass(column) ? identifiers.areInClass(cell, row) : identifiers.areIn(cell, row));
    }

    private static List<String> sentences(Map<String, ColumnTreatment> treatments, List<String> dropped) {
        List<String> said = new ArrayList<>();
        treatments.forEach((name, treatment) ->
                said.add("Column " + name + ": " + treatment.name().toLowerCase(Locale.ROOT)));
        if (!dropped.isEmpty()) {
            said.add("Columns dropped: " + String.join(", ", dropped)
                    + ". Those without identifiers can be kept by name.");
        }
        return said;
    }

    /** A cell as it goes on; an emptied one is counted. */
    private String changed(String column, String value, ColumnTreatment treatment, int row) {
        String changed = changed(value, treatment, row);
        boolean repeats = treatment == ColumnTreatment.KEEP && identifies(column, changed, row);
        emptied.add(column, treatment, repeats || changed.isEmpty());
        return repeats ? "" : changed;
    }

    private String changed(String value, ColumnTreatment treatment, int row) {
        return switch (treatment) {
            case KEEP -> value;
            case PATIENT -> pseudonyms.isNobody(value) ? "" : pseudonyms.patient(value);
            case ID -> ColumnTreatment.isUid(value) ? pseudonyms.uid(value) : pseudonyms.other(value);
            case DATE -> movedDate(value, patients.get(row));
            case AGE -> toppedAge(value);
            case PATH -> moved(value, row);
            case DROP -> "";
        };
    }

    private String movedDate(String value, @Nullable String patient) {
        if (patient == null || pseudonyms.isNobody(patient)) {
            return "";
        }
        return new DateShift(pseudonyms.daysBack(pseudonyms.patient(patient)))
                .iso(value)
                .orElse("");
    }

    private static String toppedAge(String value) {
        try {
            // Not as a double: 95D, an age of days, would be read as 95.
            BigDecimal years = new BigDecimal(value.strip());
            if (years.signum() < 0) {
                return "";
            }
            boolean top = years.compareTo(BigDecimal.valueOf(Ages.TOP_YEARS)) >= 0;
            // More decimals would tell the day of birth.
            return top
                    ? Integer.toString(Ages.TOP_YEARS)
                    : years.scale() > AGE_DECIMALS
                            ? years.setScale(AGE_DECIMALS, RoundingMode.HALF_UP).toPlainString()
                            : value;
        } catch (NumberFormatException e) {
            return Ages.topped(value).orElse("");
        }
    }

    /** Where a row's image is now: the new file, and which image of it the path named. */
    private String moved(String value, int row) {
        String whole = outputs.get(relative(value));
        if (whole != null) {
            return whole;
        }
        ImageAddress address = ImageAddress.parse(Path.of(value));
        String file = outputs.get(relative(address.file().toString()));
        String window = address.window();
        if (file == null || window != null && (!WINDOW.matcher(window).matches() || identifiers.areIn(window, row))) {
            return "";
        }
        return address.in(Path.of(file)).text();
    }

    /** A path of the table as the input folder sees it. */
    private String relative(String value) {
        Path path = Path.of(value);
        Path input = plan.input().toAbsolutePath().normalize();
        Path beside = plan.table()
                .orElseThrow()
                .toAbsolutePath()
                .resolveSibling(value)
                .normalize();
        Path absolute = path.isAbsolute()
                ? path.normalize()
                : beside.startsWith(input) ? beside : input.resolve(path).normalize();
        return Optional.of(absolute)
                .filter(found -> found.startsWith(input))
                .map(found -> input.relativize(found).toString().replace('\\', '/'))
                .orElse("");
    }
}

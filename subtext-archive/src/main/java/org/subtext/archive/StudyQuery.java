package org.subtext.archive;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/**
 * What to look for. What is empty or null does not restrict.
 *
 * @param studyDate a date or a range as DICOM writes it: {@code 20200131}, {@code 20200101-20201231}, {@code 20200101-}
 * @param modalities codes of PS3.3 section C.7.3.1.1.1, one of which a series has: DX, CR, MG, CT …
 * @param bodyParts defined terms of PS3.16 annex L, one of which a series has: CHEST, HAND …
 * @param patients patient ids, one of which a study has
 */
public record StudyQuery(
        @Nullable String studyDate, List<String> modalities, List<String> bodyParts, List<String> patients) {
    private static final Pattern RANGE = Pattern.compile("(\\d{8})?(-?)(\\d{8})?");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_ ]{1,16}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Everything. */
    public static final StudyQuery ALL = new StudyQuery(null, List.of(), List.of(), List.of());

    /**
     * A query.
     *
     * @throws InvalidInputException with all that is wrong with it
     */
    public StudyQuery {
        modalities = modalities.stream().map(StudyQuery::code).toList();
        bodyParts = bodyParts.stream().map(StudyQuery::code).toList();
        patients = List.copyOf(patients);
        Problems problems = new Problems();
        if (studyDate != null && !isRange(studyDate)) {
            problems.add(
                    "The study date \"" + studyDate + "\" is no date or range. Expected yyyymmdd or yyyymmdd-yyyymmdd,"
                            + " such as 20200101-20201231; one end may be left out.");
        }
        check(modalities, "modality", "DX or CR", problems);
        check(bodyParts, "body part", "CHEST", problems);
        problems.throwIfAny();
    }

    /** Whether series are chosen, not whole studies. */
    boolean choosesSeries() {
        return !modalities.isEmpty() || !bodyParts.isEmpty();
    }

    /**
     * Patient ids of a table's column, each once, in order.
     *
     * @throws InvalidInputException when the column is missing or empty, or an id would match other patients as well
     */
    public static List<String> patients(Table table, String column) {
        Column ids = table.find(column)
                .orElseThrow(() -> new InvalidInputException(
                        Sentence.of("There is no column \"" + column + "\" in " + table.source() + ". Columns there: "
                                        + String.join(", ", table.names()) + ". Name one with ")
                                .and(Argument.PATIENT_COLUMN)
                                .and(".")));
        Problems problems = new Problems();
        java.util.Set<String> found = new java.util.LinkedHashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            String id = ids.get(row);
            if (id == null) {
                continue;
            }
            if (id.chars().anyMatch(c -> c == '*' || c == '?' || c == '\\' || c < ' ')) {
                problems.add(
                        "wildcard",
                        "The patient id in row " + table.rowNumber(row) + " of " + table.source()
                                + " holds one of the characters * ? \\.",
                        "An archive reads these as a pattern and would send other patients. Leave such rows out.");
            }
            found.add(id);
        }
        problems.throwIfAny();
        if (found.isEmpty()) {
            throw new InvalidInputException("Column \"" + column + "\" of " + table.source() + " is empty. Expected one"
                    + " patient id a row.");
        }
        return List.copyOf(found);
    }

    private static void check(List<String> codes, String what, String example, Problems problems) {
        codes.stream()
                .filter(code -> !CODE.matcher(code).matches())
                .forEach(code -> problems.add("The " + what + " \"" + code
                        + "\" is no DICOM code. Expected up to 16 letters" + " and digits, such as " + example + "."));
    }

    private static String code(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    private static boolean isRange(String text) {
        Matcher parts = RANGE.matcher(text);
        if (!parts.matches() || parts.group(1) == null && parts.group(3) == null) {
            return false;
        }
        if (parts.group(2).isEmpty() && parts.group(3) != null) {
            return false;
        }
        try {
            LocalDate from = parts.group(1) == null ? LocalDate.MIN : LocalDate.parse(parts.group(1), DATE);
            LocalDate to = parts.group(3) == null ? LocalDate.MAX : LocalDate.parse(parts.group(3), DATE);
            return !from.isAfter(to);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}

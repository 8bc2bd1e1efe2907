package org.subtext.identities;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.identities.IdFinding.Place;
import org.subtext.problems.Action;
import org.subtext.problems.Argument;
import org.subtext.problems.Knob;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problem;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words.Turn;

/** Says what is wrong with ids, where, and how to go on: by row numbers, never by an id. */
public final class IdProblems {
    private static final int SHOWN = 5;

    private final IdColumn column;
    private final Knob columnKnob;

    private IdProblems(IdColumn column, Knob columnKnob) {
        this.column = column;
        this.columnKnob = columnKnob;
    }

    /**
     * Adds what is refused.
     *
     * @param columnKnob the knob that names the column of patients
     */
    public static void add(Identities identities, Knob columnKnob, Problems problems) {
        addBut(Set.of(), identities, columnKnob, problems);
    }

    /** Adds what is refused, but for kinds that are lawful where the ids are read. */
    public static void addBut(Set<IdKind> lawful, Identities identities, Knob columnKnob, Problems problems) {
        IdProblems words = new IdProblems(identities.column(), columnKnob);
        identities.findings().stream()
                .filter(finding -> finding.refused() && !lawful.contains(finding.kind()))
                .forEach(finding -> problems.add(words.problem(finding)));
    }

    private Problem problem(IdFinding finding) {
        List<Place> places = finding.places();
        if (finding.kind() == IdKind.MISSING) {
            List<Sentence> rows = places.stream()
                    .limit(SHOWN)
                    .map(place -> Sentence.of("Row " + number(place.row()) + " has no patient id."))
                    .toList();
            return new Problem(rows, places.size() - rows.size(), mend(finding));
        }
        return new Problem(List.of(Sentence.of(found(finding))), 0, mend(finding));
    }

    /** What was found, a sentence with counts and rows. */
    private String found(IdFinding finding) {
        String in = " in column " + column.name();
        int ids = finding.ids();
        String rows = rows(finding.places());
        return switch (finding.kind()) {
            case MISSING -> many(finding.places().size(), "row") + " without a patient id" + in + ".";
            case SPELLING ->
                many(ids, "patient id") + in + (ids == 1 ? " is" : " are") + " the same as another one but for "
                        + finding.detail() + ": " + pairs(finding.places()) + ".";
            case PREFIX ->
                many(ids, "patient id") + in + (ids == 1 ? " has" : " have") + " the number of another one, with and"
                        + " without a word for a patient before it: " + pairs(finding.places()) + ".";
            case NEAR ->
                many(ids, "patient id") + in + (ids == 1 ? " is" : " are") + " another one but for " + finding.detail()
                        + ": " + pairs(finding.places()) + ".";
            case SCIENTIFIC ->
                many(finding.places().size(), "row") + in + " have ids in scientific notation, such as 1.23457E+11: "
                        + ids + " different ids, " + rows + ".";
            case ROUNDED ->
                "All " + ids + " ids of more than 15 digits" + in + " end in zeros from the 16th digit on: " + rows
                        + ".";
            case STAND_IN ->
                many(ids, "id") + in + (ids == 1 ? " is" : " are") + " what people type for want of one (0, -1, 999,"
                        + " xxx), with more rows or other recorded values than one patient has: " + rows + ".";
            case ONE_FOR_ALL -> "All " + finding.places().size() + " rows with an id" + in + " have the same one.";
            case CROWDED ->
                many(ids, "id") + in + (ids == 1 ? " holds " : " hold ")
                        + finding.places().size() + " of " + column.rows() + " rows, with several recorded values: "
                        + rows + ".";
            case SITES ->
                many(ids, "id") + in + (ids == 1 ? " occurs" : " occur")
                        + " at several sites, with recorded values that differ as those of strangers do: "
                        + pairs(finding.places()) + ".";
        };
    }

    private Sentence mend(IdFinding finding) {
        Sentence mend = switch (finding.kind()) {
            case MISSING ->
                Sentence.of(
                        "Every image needs its patient, else one patient could be learned from and tested on. Fill in"
                                + " the column, or delete these rows.");
            case SPELLING, PREFIX, NEAR ->
                Sentence.of("One person under two ids could be learned from and tested on. Say that they are one: ")
                        .set(PlanKey.COHORT_IDS_SPELLINGS, "same")
                        .and("; or different people: ")
                        .set(PlanKey.COHORT_IDS_SPELLINGS, "different")
                        .and("; or which is which, in a table of ids as written and patients: ")
                        .set(PlanKey.COHORT_IDS_MAP, "FILE")
                        .and(".");
            case SCIENTIFIC, ROUNDED ->
                ifReally("A program rounded them, so different patients may have one id and cannot be told apart here."
                        + " Export the table again with this column as text");
            case STAND_IN, CROWDED ->
                ifReally("Several people under one id are one patient in every number. Fill in their ids, or delete"
                        + " these rows");
            case SITES ->
                ifReally("The sites seem to number their patients on their own. Put the site before the id in that"
                        + " column");
            case ONE_FOR_ALL ->
                Sentence.of("Such a column tells no patients apart: a program may have written one id into all rows, or"
                                + " the column is another one. Name it: ")
                        .set(columnKnob, "COLUMN")
                        .and(".");
        };
        return finding.places().size() <= SHOWN
                ? mend
                : mend.and(" For a list of all these rows: ")
                        .and(Action.CHECK, "TABLE", new Turn(Argument.OUT, "rows.csv"));
    }

    private static Sentence ifReally(String mend) {
        return Sentence.of(mend + "; or, if they are patients' ids as they should be, say so: ")
                .set(PlanKey.COHORT_IDS_SPELLINGS, "different")
                .and(".");
    }

    private int number(int row) {
        return column.rowNumber().applyAsInt(row);
    }

    private String rows(List<Place> places) {
        String shown = places.stream()
                .limit(SHOWN)
                .map(place -> Integer.toString(number(place.row())))
                .collect(Collectors.joining(", "));
        return (places.size() == 1 ? "row " : "rows ") + shown + more(places.size());
    }

    /** One pair of rows for each of the first ids. */
    private String pairs(List<Place> places) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Place place : places) {
            String id = String.valueOf(column.cells().get(place.row()));
            shown.putIfAbsent(
                    id,
                    number(Math.min(place.row(), place.like())) + " and "
                            + number(Math.max(place.row(), place.like())));
        }
        List<String> pairs = new ArrayList<>(shown.values());
        return "rows " + pairs.stream().limit(SHOWN).collect(Collectors.joining("; "))
                + (pairs.size() > SHOWN ? "; and " + (pairs.size() - SHOWN) + " more pairs" : "");
    }

    private static String more(int count) {
        return count > SHOWN ? " and " + (count - SHOWN) + " more" : "";
    }

    private static String many(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}

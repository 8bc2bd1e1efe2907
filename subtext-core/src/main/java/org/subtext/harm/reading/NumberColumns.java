package org.subtext.harm.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.HarmPlan;
import org.subtext.predictions.ScoreCells;
import org.subtext.predictions.TruthCodes;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.AgeText;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.RecordedAges;
import org.subtext.wording.Digits;

/** Columns of numbers along which rates are told: ages as a form or a DICOM header writes them, or any other number. */
record NumberColumns(
        List<HarmPlan.Along> along, Map<String, List<String>> recorded, ScoreCells cells, Problems problems) {
    private static final int DIGITS = 3;

    /** Refuses columns that are not there. */
    void check() {
        along.forEach(one -> cells.require(one.column(), Argument.HARM_ALONG, problems));
    }

    /**
     * Reads them, NaN where nothing is recorded; what is no number is a problem, and so is a column without any.
     *
     * @param firstRows of the images
     * @param people whose they are
     */
    Map<String, double[]> read(int[] firstRows, List<String> people) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (HarmPlan.Along one : along) {
            double[] column = new double[firstRows.length];
            long wrong = 0;
            String first = "";
            for (int image = 0; image < column.length; image++) {
                String cell = cells.get(one.column(), firstRows[image]);
                OptionalDouble number = number(cell);
                column[image] = number.orElse(Double.NaN);
                if (number.isEmpty() && cell != null && !NotRecorded.is(cell)) {
                    first = wrong++ == 0
                            ? "\"" + cell + "\" in row " + cells.table().rowNumber(firstRows[image])
                            : first;
                }
            }
            numbers.put(one.column(), column);
            if (wrong > 0) {
                problems.add(Sentence.of("Column " + one.column() + " holds ")
                        .counted(wrong, "cell that is no number", "cells that are no numbers")
                        .and(", such as " + first + ", and rates are told along numbers. Correct or empty them, or name"
                                + " another column: ")
                        .set(Argument.HARM_ALONG, "COLUMN")
                        .and("."));
            } else if (hasOneNumber(column)) {
                problems.add(
                        Sentence.of("Column " + one.column() + " holds one number for everybody, and rates are told"
                                        + " along several. Name another: ")
                                .set(Argument.HARM_ALONG, "COLUMN")
                                .and("."));
            } else if (Arrays.stream(column).noneMatch(Double::isFinite)) {
                problems.add(Sentence.of("Column " + one.column() + " holds no number. Name another: ")
                        .set(Argument.HARM_ALONG, "COLUMN")
                        .and("."));
            }
        }
        along.forEach(one -> refuseOddAges(one.column(), firstRows));
        numbers.forEach((column, own) -> refuseCodes(column, own, people));
        return numbers;
    }

    private static boolean hasOneNumber(double[] column) {
        return Arrays.stream(column).filter(Double::isFinite).distinct().count() == 1;
    }

    /** What stands for no number would draw the curve after it, as if somebody weighed 999 kg. */
    private void refuseCodes(String column, double[] numbers, List<String> people) {
        List<Double> saidToBeValues = recorded.getOrDefault(column, List.of()).stream()
                .flatMap(word -> number(word).stream().boxed())
                .toList();
        TreeMap<Double, Set<String>> whose = new TreeMap<>();
        for (int image = 0; image < numbers.length; image++) {
            if (Double.isFinite(numbers[image]) && !saidToBeValues.contains(numbers[image])) {
                whose.computeIfAbsent(numbers[image], number -> new HashSet<>()).add(people.get(image));
            }
        }
        TreeMap<Double, Integer> patients = new TreeMap<>();
        whose.forEach((number, own) -> patients.put(number, own.size()));
        List<Double> codes = NumberCodes.among(patients);
        whose.keySet().removeAll(codes);
        if (codes.isEmpty() || RecordedAges.isNamedSo(column) && codes.stream().allMatch(RecordedAges::isOdd)) {
            return;
        }
        long images = Arrays.stream(numbers).filter(codes::contains).count();
        String names = String.join(",", codes.stream().map(TruthCodes::plain).toList());
        problems.add(Sentence.of("Column " + column + " holds " + names.replace(",", ", ") + " in ")
                .counted(images, "image", "images")
                .and(" beside numbers from " + Digits.significant(whose.firstKey(), DIGITS) + " to "
                        + Digits.significant(whose.lastKey(), DIGITS)
                        + ": mostly a code for not known, after which the curve would be drawn. Empty such cells, or,"
                        + " where they are values, say so: ")
                .set(Argument.SCORES_RECORDED, Map.of(column, names))
                .and("."));
    }

    /** Among groups an age of 999 is a band; along numbers it would draw the line after it. */
    private void refuseOddAges(String column, int[] firstRows) {
        List<@Nullable String> own = new ArrayList<>();
        for (int row : firstRows) {
            own.add(cells.get(column, row));
        }
        RecordedAges.oddOnes(column, own)
                .ifPresent(odd -> problems.add(odd.sentence()
                        .and(" Along numbers they would draw the curve after them, so empty them first, or name another"
                                + " column: ")
                        .set(Argument.HARM_ALONG, "COLUMN")
                        .and(".")));
    }

    private static OptionalDouble number(@Nullable String cell) {
        if (cell == null || NotRecorded.is(cell)) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = AgeText.number(cell);
        return number.isPresent() && Double.isFinite(number.getAsDouble()) ? number : OptionalDouble.empty();
    }
}

package org.subtext.silo.harmony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.problems.Problem;
import org.subtext.problems.Problems;
import org.subtext.report.disclosure.SmallCells;

/**
 * A site's table beside a plan, before the site approves.
 *
 * @param lines classes by name with the source's wording, for the site's administrator
 * @param problems that block; empty where the table means what the plan means
 * @param notes of what does not block and may surprise
 * @param classes patients by class as they may leave the site: empty where the count is small, or would give a small
 * one away
 */
public record Harmony(
        List<ValueMap.Line> lines, List<Problem> problems, List<String> notes, Map<String, Optional<Long>> classes) {
    private static final double OLDEST = 120;

    /** Half of the patients of a hospital for grown-ups are older than this; fewer years are another unit. */
    private static final double YOUNGEST_MEDIAN = 1;

    public Harmony {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
        classes = new LinkedHashMap<>(classes);
    }

    /**
     * Compares.
     *
     * @param limit the smallest number of patients that is told of
     */
    public static Harmony of(AgreedMeaning agreed, SiteMeaning site, int limit) {
        Problems problems = new Problems();
        List<ValueMap.Line> lines = agreed.classes().mapped(site.classes(), problems);
        if (!agreed.views().values().isEmpty()) {
            agreed.views().mapped(site.views(), problems);
            if (site.views().isEmpty()) {
                problems.add("The table has no views of images, and the plan counts "
                        + agreed.views().values()
                        + " alone. Expected a view for every image. Add the column, or leave the images out.");
            }
        }
        checkPixels(agreed, site, problems);
        checkAges(site, problems);
        checkPatients(site, problems);
        return new Harmony(
                lines,
                problems.list(),
                notes(agreed, site, lines),
                told(agreed.classes().counts(lines), limit));
    }

    /** Whether the site may be asked. */
    public boolean isAgreed() {
        return problems.isEmpty();
    }

    private static void checkPixels(AgreedMeaning agreed, SiteMeaning site, Problems problems) {
        site.photometric().forEach((name, count) -> {
            if (!agreed.photometric().isEmpty() && !agreed.photometric().contains(name)) {
                problems.add(
                        "photometric",
                        count + " images are of photometric interpretation " + name + ".",
                        "Expected " + agreed.photometric()
                                + ", which the plan reads alike. Leave the others out by a rule"
                                + " of the plan, or agree on how they are read.");
            }
        });
        site.bits().forEach((bits, count) -> {
            if (bits < agreed.fewestBits() || bits > agreed.mostBits()) {
                problems.add(
                        "bits",
                        count + " images have " + bits + " bits a sample.",
                        "Expected " + agreed.fewestBits() + " to " + agreed.mostBits()
                                + ". Images of 8 bits among others were often exported from a screen: find the originals,"
                                + " or leave them out.");
            }
        });
    }

    private static void checkAges(SiteMeaning site, Problems problems) {
        double[] years = site.years();
        long impossible =
                Arrays.stream(years).filter(age -> !(age >= 0 && age <= OLDEST)).count();
        if (impossible > 0) {
            problems.add(
                    "Ages of " + site.ageUnit() + " give " + impossible + " of " + years.length
                            + " patients fewer than 0 or more than " + (int) OLDEST
                            + " years. Expected ages that people reach. Name the unit that the column is in, or mend the cells.");
        }
        Arrays.sort(years);
        if (years.length > 1 && years[years.length / 2] < YOUNGEST_MEDIAN && site.ageUnit() != AgeUnit.YEARS) {
            problems.add(
                    "In " + site.ageUnit() + " half of the patients are younger than a year. Expected another unit,"
                            + " most likely years. Name the unit that the column is in.");
        }
    }

    private static void checkPatients(SiteMeaning site, Problems problems) {
        if (site.patientUnit() != PatientUnit.PERSON) {
            problems.add("Ids of patients stand for a " + (site.patientUnit() == PatientUnit.STUDY ? "study" : "image")
                    + " each. Expected one id a person: images of one person are alike, and every interval would be too"
                    + " narrow. Give the column of persons.");
        }
    }

    private static List<String> notes(AgreedMeaning agreed, SiteMeaning site, List<ValueMap.Line> lines) {
        List<String> notes = new ArrayList<>();
        if (site.images() > 1 && site.images() == site.patients()) {
            notes.add(
                    "Every patient has one image. If ids are of examinations, images of one person count as if they were"
                            + " of several.");
        }
        agreed.classes().counts(lines).forEach((name, count) -> {
            if (count == 0) {
                notes.add("No patient here is of class \"" + name + "\".");
            }
        });
        if (site.photometric().size() > 1) {
            notes.add("Images are of several photometric interpretations, read as the plan says: "
                    + site.photometric().keySet().stream().sorted().toList() + ".");
        }
        if (site.bits().size() > 1) {
            notes.add("Images have different numbers of bits: "
                    + site.bits().keySet().stream().sorted().toList()
                    + ". How they were made may differ, and with it scores.");
        }
        return notes;
    }

    /** Counts as they may leave the site. */
    private static Map<String, Optional<Long>> told(Map<String, Long> counts, int limit) {
        List<Integer> numbers = counts.values().stream().map(Math::toIntExact).toList();
        SmallCells cells = SmallCells.ofGroups(numbers, limit);
        Map<String, Optional<Long>> told = new LinkedHashMap<>();
        int place = 0;
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            told.put(count.getKey(), cells.isHidden(place++, 0) ? Optional.empty() : Optional.of(count.getValue()));
        }
        return told;
    }
}

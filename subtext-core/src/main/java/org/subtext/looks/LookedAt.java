package org.subtext.looks;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.subtext.identities.Spelling;

/**
 * Who is looked at, with ids in clear; only {@linkplain PatientSketch salted hashes} of it are stored. Takes the sets
 * over: of a million images a copy takes longer than all that is done with them.
 *
 * @param patients what tells the patients whose assessment gives the answer, each once
 * @param rows one text that tells the rows and what is recorded of them, whoever scored them and however
 * @param spelt the patients by what stays of their ids when programs wrote them otherwise; none without ids
 * @param images their images by name and what is recorded of them, whoever they are said to be of; none without names
 * @param recorded what is recorded of the rows one after the other, as of rows without any id
 */
public record LookedAt(Set<String> patients, String rows, Set<String> spelt, Set<String> images, String recorded) {
    private static final String NEXT = "\u001f";

    /** What stands for the name of an image where a table names none: it tells nothing of it. */
    private static final Pattern NO_NAME = Pattern.compile("row \\d+");

    public LookedAt {
        patients = Collections.unmodifiableSet(patients);
        spelt = Collections.unmodifiableSet(spelt);
        images = Collections.unmodifiableSet(images);
        if (patients.isEmpty()) {
            throw new IllegalArgumentException("a look is at one patient at least");
        }
    }

    /** One assessed image. */
    public record Row(String patient, String image, String recorded) {
        private String text() {
            return patient + NEXT + image + NEXT + recorded + "\n";
        }
    }

    /** The patients of these images, in whatever order they come. */
    public static LookedAt of(List<Row> rows) {
        Set<String> patients = new HashSet<>();
        Set<String> spelt = new HashSet<>();
        Set<String> images = new HashSet<>();
        Map<String, String> folded = new HashMap<>(); // few, each on many rows
        rows.forEach(row -> {
            if (patients.add(row.patient())) {
                spelt.add(Spelling.bare(row.patient()));
            }
            if (!NO_NAME.matcher(row.image()).matches()) {
                String recorded = folded.computeIfAbsent(row.recorded(), Spelling::folded);
                images.add(Spelling.folded(row.image()) + NEXT + recorded);
            }
        });
        List<String> recorded = rows.stream().map(Row::recorded).toList();
        String lines = rows.stream().map(Row::text).sorted().distinct().collect(Collectors.joining());
        return new LookedAt(patients, lines, spelt, images, String.join(NEXT, recorded));
    }

    /**
     * Rows without any id, each of which is a patient: they are told by the file they stand in and, where somebody else
     * scored them in another file, by what is recorded of them one after the other.
     *
     * @param file what tells the file from all others: its hash
     * @param recorded classes in the order of the rows
     */
    public static LookedAt withoutIds(String file, List<String> recorded) {
        Set<String> patients = new HashSet<>();
        for (int row = 0; row < recorded.size(); row++) {
            patients.add(file + NEXT + row);
        }
        String inOrder = String.join(NEXT, recorded);
        return new LookedAt(patients, inOrder, Set.of(), Set.of(), inOrder);
    }
}

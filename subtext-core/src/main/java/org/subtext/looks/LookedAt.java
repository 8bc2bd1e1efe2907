package org.subtext.looks;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is looked at, with ids in clear; only {@linkplain PatientSketch salted hashes} of it are stored.
 *
 * @param patients what tells the patients whose assessment gives the answer, each once
 * @param rows one text that tells the rows and what is recorded of them, whoever scored them and however
 */
public record LookedAt(Set<String> patients, String rows) {
    private static final String NEXT = "\u001f";

    public LookedAt {
        patients = Set.copyOf(patients);
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
        Set<String> patients = new TreeSet<>();
        Set<String> lines = new TreeSet<>();
        rows.forEach(row -> {
            patients.add(row.patient());
            lines.add(row.text());
        });
        return new LookedAt(patients, String.join("", lines));
    }

    /**
     * Rows without any id, each of which is a patient: they are told by the file they stand in and, where somebody else
     * scored them in another file, by what is recorded of them one after the other.
     *
     * @param file what tells the file from all others: its hash
     * @param recorded classes in the order of the rows
     */
    public static LookedAt withoutIds(String file, List<String> recorded) {
        Set<String> patients = new TreeSet<>();
        for (int row = 0; row < recorded.size(); row++) {
            patients.add(file + NEXT + row);
        }
        return new LookedAt(patients, String.join(NEXT, recorded));
    }
}

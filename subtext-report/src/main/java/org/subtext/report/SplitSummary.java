package org.subtext.report;

import java.util.List;

/**
 * How patients were divided.
 *
 * @param sentences how the split was made: by patient, shares, seed, or whose column was taken
 * @param disjointness the proof, in a sentence: "No patient is in two parts: 158 + 27 + 79 = 264 patients."
 * @param classes names in score order
 * @param parts training, validation, test; or the folds
 */
public record SplitSummary(List<String> sentences, String disjointness, List<String> classes, List<Part> parts) {
    public SplitSummary {
        sentences = List.copyOf(sentences);
        classes = List.copyOf(classes);
        parts = List.copyOf(parts);
    }

    /** One part, with one count a class. */
    public record Part(String name, List<Integer> patients, List<Integer> images) {
        public Part {
            patients = List.copyOf(patients);
            images = List.copyOf(images);
        }
    }
}

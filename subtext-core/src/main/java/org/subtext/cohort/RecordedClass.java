package org.subtext.cohort;

import java.util.List;

/**
 * One class of the attribute, as recorded.
 *
 * @param name what reports call it
 * @param images audited images of this class
 * @param patients audited patients of this class
 * @param wordings how the source writes it, most frequent first
 */
public record RecordedClass(String name, int images, int patients, List<Wording> wordings) {
    /** A wording of the source and the number of audited images that carry it. */
    public record Wording(String text, int images) {}

    public RecordedClass {
        wordings = List.copyOf(wordings);
    }
}

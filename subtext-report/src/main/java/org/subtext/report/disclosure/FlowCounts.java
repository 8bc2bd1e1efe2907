package org.subtext.report.disclosure;

import java.util.List;
import org.subtext.cohort.FlowStep;
import org.subtext.wording.Digits;

/**
 * What may be said of the counts of exclusions: images and patients of one box are hidden together, since few images
 * are images of few patients.
 */
public final class FlowCounts {
    private final List<FlowStep> exclusions;
    private final SmallCells images;
    private final SmallCells patients;

    private FlowCounts(List<FlowStep> exclusions, int smallest) {
        this.exclusions = exclusions;
        List<Integer> patientCounts =
                exclusions.stream().map(FlowStep::patients).toList();
        images = beside(
                exclusions.stream().map(FlowStep::images).toList(),
                smallest,
                SmallCells.ofGroups(patientCounts, smallest));
        patients = beside(patientCounts, smallest, images);
    }

    private static SmallCells beside(List<Integer> counts, int smallest, SmallCells companion) {
        List<List<Integer>> column = counts.stream().map(List::of).toList();
        return new SmallCells.Draft(column, smallest).beside(companion).decide();
    }

    /** What may be said of these exclusions. */
    public static FlowCounts of(List<FlowStep> exclusions, int smallest) {
        return new FlowCounts(exclusions, smallest);
    }

    /** Text of one exclusion. */
    public String of(int i) {
        if (images.isHidden(i, 0) || patients.isHidden(i, 0)) {
            return "count hidden";
        }
        return text(exclusions.get(i).images(), exclusions.get(i).patients());
    }

    public boolean isTotalHidden() {
        return images.isTotalHidden() || patients.isTotalHidden();
    }

    public boolean hidesAnything() {
        return images.hidesAnything() || patients.hidesAnything();
    }

    /** Text of all exclusions together. */
    public String total() {
        if (isTotalHidden()) {
            return "count hidden";
        }
        return text(
                exclusions.stream().mapToInt(FlowStep::images).sum(),
                exclusions.stream().mapToInt(FlowStep::patients).sum());
    }

    private static String text(int images, int patients) {
        return Digits.counted(images, "image", "images") + ", " + Digits.counted(patients, "patient", "patients");
    }
}

package org.subtext.routes.masks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.subtext.cohort.SmallestGroups;
import org.subtext.perturbation.regions.MaskOutcome;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.wording.Percent;

/**
 * How many images have no usable mask, and why. Counts below the smallest that is told are not told, neither of a class
 * nor altogether, and larger ones as whole per cent.
 *
 * @param images asked for
 * @param reasons of those without
 * @param ofClass images of each class
 * @param failedOfClass those of them without
 * @param smallestTold counts from 1 to below this are not told
 */
@SuppressWarnings("ArrayRecordComponent") // read only; nobody compares them
record MaskFailures(
        RegionMasks masks,
        List<String> classes,
        int images,
        Map<String, Integer> reasons,
        int[] ofClass,
        int[] failedOfClass,
        int smallestTold) {
    static MaskFailures among(int[] positions, FinishedAudit audit, RegionMasks masks) {
        List<String> classes = audit.cohort().classNames();
        int[] labels = audit.labelsOf(positions);
        int[] ofClass = new int[classes.size()];
        int[] failedOfClass = new int[classes.size()];
        Map<String, Integer> reasons = new TreeMap<>();
        for (int i = 0; i < positions.length; i++) {
            ofClass[labels[i]]++;
            if (masks.outcome(positions[i]) instanceof MaskOutcome.Failed failed) {
                failedOfClass[labels[i]]++;
                reasons.merge(failed.reason(), 1, Integer::sum);
            }
        }
        int told = SmallestGroups.told(audit.assessment().smallestCell());
        return new MaskFailures(masks, classes, positions.length, reasons, ofClass, failedOfClass, told);
    }

    int failed() {
        return reasons.values().stream().mapToInt(Integer::intValue).sum();
    }

    void requireEnough() throws NotRunException {
        if (failed() > masks.mostFailures() * images) {
            throw new NotRunException(
                    "Of " + images + " test images " + share(failed(), images) + " have no usable " + masks.name()
                            + " mask (" + mostFrequent() + ").",
                    masks.mend());
        }
    }

    /** One sentence for the reading. */
    String sentence() {
        String rest = failed() == 0
                ? "every test image has one."
                : share(failed(), images)
                        + " of the test images have none and were left out, inside and outside alike.";
        return "Masks of " + masks.name() + " from " + masks.source() + ": " + rest;
    }

    /** By class and by reason: a mask that fails more often in one class is a finding of its own. */
    EvidenceTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < ofClass.length; k++) {
            rows.add(List.of("recorded as " + classes.get(k), share(failedOfClass[k], ofClass[k])));
        }
        reasons.forEach((reason, count) -> rows.add(List.of("because: " + reason, share(count, images))));
        return new EvidenceTable(
                "Test images without a " + masks.name() + " mask",
                List.of("Images", "Without a mask"),
                rows,
                "From " + masks.source()
                        + ". Shares of a class, or of all test images; whole per cent, and counts of 1 to "
                        + (smallestTold - 1) + " images are not told.");
    }

    private String mostFrequent() {
        return reasons.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> "most often: " + entry.getKey())
                .orElse("none");
    }

    private String share(int count, int of) {
        if (count == 0) {
            return "0 %";
        }
        return count < smallestTold ? "fewer than " + smallestTold : Percent.fixed((double) count / of, 0) + " %";
    }
}

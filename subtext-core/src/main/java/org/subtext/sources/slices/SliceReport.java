package org.subtext.sources.slices;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.joins.JoinCounts;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of the files; all counts.
 *
 * @param files looked at
 * @param notVolumes neither DICOM images nor NIfTI volumes
 * @param unreadable DICOM or NIfTI by content or name, but damaged
 * @param series DICOM series and NIfTI volumes
 * @param stacks they hold
 * @param seriesOfSeveralStacks series of several orientations, acquisitions or reconstructions
 * @param localisers images that only show where slices were planned
 * @param withoutGeometry single images without position and orientation
 * @param notHounsfield images whose values are no Hounsfield units, left out where a window is asked for
 * @param duplicates further images at the place of another
 * @param missing slices that gaps would hold
 * @param stacksWithGaps stacks that have any
 * @param slices found in stacks
 * @param rows written, after selection
 * @param join of a table with the attribute; null where none was joined
 */
public record SliceReport(
        int files,
        int notVolumes,
        int unreadable,
        int series,
        int stacks,
        int seriesOfSeveralStacks,
        int localisers,
        int withoutGeometry,
        int notHounsfield,
        int duplicates,
        int missing,
        int stacksWithGaps,
        int slices,
        int rows,
        @Nullable JoinCounts join) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** For a reader who may share it: what was left out, and nothing of how many slices or patients there were. */
    public String sentence() {
        String leftOut = Stream.of(
                        count(unreadable, "damaged"),
                        count(localisers, "localisers"),
                        count(withoutGeometry, "without position"),
                        count(notHounsfield, "not in Hounsfield units"),
                        count(duplicates, "at the place of another"),
                        count(notVolumes, "no image"))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        return leftOut.isEmpty() ? "none left out" : "left out: " + leftOut;
    }

    private static String count(int count, String what) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d %s", count, what);
    }

    /** The same text for the same volumes. */
    public String json() {
        return JSON.writeValueAsString(this) + "\n";
    }
}

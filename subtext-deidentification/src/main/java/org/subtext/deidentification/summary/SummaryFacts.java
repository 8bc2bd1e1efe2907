package org.subtext.deidentification.summary;

import java.util.List;
import java.util.Map;

/**
 * What the page tells, in counts.
 *
 * @param software the version that wrote the copies
 * @param wentIn what became of the files, in the page's words and order
 * @param patients patients with a copy
 * @param frames frames of the copies
 * @param framesLookedAt in how many of them text was looked for
 * @param options profile and options, each with its code of PS3.16 CID 7050 and what it keeps
 * @param elements elements by what was done to them
 * @param pixelBytes bytes cut from pixels by kind
 * @param reasonsToLook images by reason for a person to look at their pixels
 * @param flagged images with any such reason
 * @param burnedIn what was done with those: the policy's word
 * @param table whether a table went along
 * @param logSha256 digest of the log that this page was made from
 */
public record SummaryFacts(
        String software,
        List<Line> wentIn,
        long patients,
        long frames,
        long framesLookedAt,
        List<Option> options,
        List<Line> elements,
        List<Line> pixelBytes,
        List<Line> reasonsToLook,
        long flagged,
        String burnedIn,
        boolean table,
        String logSha256) {
    /** A count and what is counted. */
    public record Line(String what, long count) {
        /** The lines of these counts of which there are any, in their order. */
        public static List<Line> of(Map<String, Long> counts) {
            return counts.entrySet().stream()
                    .filter(count -> count.getValue() > 0)
                    .map(count -> new Line(count.getKey(), count.getValue()))
                    .toList();
        }
    }

    /** An option of the profile. */
    public record Option(String code, String name, String keeps) {}

    public SummaryFacts {
        wentIn = List.copyOf(wentIn);
        options = List.copyOf(options);
        elements = List.copyOf(elements);
        pixelBytes = List.copyOf(pixelBytes);
        reasonsToLook = List.copyOf(reasonsToLook);
    }
}

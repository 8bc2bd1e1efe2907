package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.subtext.address.ImageAddress;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.images.Outcome;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.CohortPixels;

/**
 * A cohort whose every image has been decoded, with its pixels.
 *
 * @param cohort what is left after unusable images
 * @param pixels the cache
 * @param rows cache row of each position of the cohort; handed over
 * @param unusable why an image was left out, by its row of the table as a person counts
 */
record PreparedImages(Cohort cohort, PixelCache pixels, int[] rows, SortedMap<Integer, String> unusable)
        implements AutoCloseable {
    private static final Sentence MEND = Sentence.of(
                    "Mend the table or the files, or leave such images out and have them counted with ")
            .set(PlanKey.UNUSABLE_IMAGES, "exclude")
            .and(".");

    /** Decodes and caches all images on all cores, then refuses or leaves out what cannot serve. */
    static PreparedImages of(
            Cohort cohort, PixelLayout layout, AuditPlan.UnusableImages policy, Path cache, Progress progress)
            throws IOException {
        List<ImageAddress> files =
                cohort.images().stream().map(CohortImage::address).toList();
        PixelCache pixels =
                PixelCache.build(cache, files, layout, Runtime.getRuntime().availableProcessors(), progress);
        try {
            return withoutUnusable(cohort, pixels, policy);
        } catch (InvalidInputException e) {
            pixels.close();
            throw e;
        }
    }

    /** What is left, beside its pixels. */
    CohortPixels usable() {
        return new CohortPixels(cohort, pixels, rows);
    }

    private static PreparedImages withoutUnusable(Cohort cohort, PixelCache pixels, AuditPlan.UnusableImages policy) {
        Set<Integer> unreadable = IntStream.range(0, cohort.size())
                .filter(i -> pixels.outcome(i) instanceof Outcome.Unreadable)
                .boxed()
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Integer> repeated = repeatedAcrossPatients(cohort, pixels);
        if (policy == AuditPlan.UnusableImages.REFUSE) {
            refuse(cohort, pixels, unreadable, repeated);
        }
        int[] rows = IntStream.range(0, cohort.size())
                .filter(i -> !unreadable.contains(i) && !repeated.contains(i))
                .toArray();
        Cohort readable = cohort.excluding(unreadable, "Unreadable image", "the file could not be decoded");
        Set<Integer> repeatedNow = positionsIn(readable, cohort, repeated);
        Cohort usable =
                readable.excluding(repeatedNow, "Equal pixels", "the same pixels belong to more than one patient");
        SortedMap<Integer, String> why = new TreeMap<>();
        repeated.forEach(i -> why.put(row(cohort, i), "the same pixels belong to another patient too"));
        unreadable.forEach(i -> why.put(row(cohort, i), reason(pixels, i)));
        return new PreparedImages(usable, pixels, rows, why);
    }

    private static String reason(PixelCache pixels, int row) {
        return pixels.outcome(row) instanceof Outcome.Unreadable failed ? failed.reason() : "";
    }

    private static Set<Integer> positionsIn(Cohort shorter, Cohort whole, Set<Integer> positions) {
        Set<String> ids =
                positions.stream().map(i -> whole.images().get(i).id()).collect(Collectors.toSet());
        return IntStream.range(0, shorter.size())
                .filter(i -> ids.contains(shorter.images().get(i).id()))
                .boxed()
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Integer> repeatedAcrossPatients(Cohort cohort, PixelCache pixels) {
        Set<Integer> repeated = new LinkedHashSet<>();
        for (List<Integer> group : pixels.duplicatePixels()) {
            long patients = group.stream()
                    .map(i -> cohort.images().get(i).patient())
                    .distinct()
                    .count();
            if (patients > 1) {
                repeated.addAll(group);
            }
        }
        return repeated;
    }

    private static void refuse(Cohort cohort, PixelCache pixels, Set<Integer> unreadable, Set<Integer> repeated) {
        Problems problems = new Problems();
        for (int i : unreadable) {
            problems.add("unreadable", "Row " + row(cohort, i) + ": " + reason(pixels, i) + ".", MEND);
        }
        if (!repeated.isEmpty()) {
            String rows = repeated.stream()
                    .limit(Problems.SHOWN_PER_KIND * 2L)
                    .map(i -> Integer.toString(row(cohort, i)))
                    .collect(Collectors.joining(", "));
            problems.add(
                    "shared pixels",
                    repeated.size() + " images have pixels that also belong to another patient (rows " + rows
                            + (repeated.size() > Problems.SHOWN_PER_KIND * 2 ? ", ..." : "")
                            + "), so a patient could be in two parts under two ids.",
                    MEND);
        }
        problems.throwIfAny();
    }

    /** As a person counts: the header is row 1. */
    private static int row(Cohort cohort, int position) {
        return cohort.images().get(position).row() + 2;
    }

    /** The hash of the files' hashes, in the cohort's order. */
    ContentHash contentHash() {
        StringBuilder hashes = new StringBuilder();
        for (int row : rows) {
            if (pixels.outcome(row) instanceof Outcome.Decoded decoded) {
                hashes.append(decoded.content().hex());
            }
        }
        return ContentHash.ofText(hashes.toString());
    }

    @Override
    public void close() throws IOException {
        pixels.close();
    }
}

package org.subtext.audit.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Census;
import org.subtext.cohort.CohortImage;
import org.subtext.images.Outcome;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;

/**
 * The decoded images of the patients that are surveyed.
 *
 * @param images what can serve, in the table's order
 * @param rows of the cache
 * @param patients of these images, in order of appearance
 * @param unusable images that cannot be decoded, or whose pixels belong to several patients
 * @param withoutFeatures others for which no vector was given, where vectors were
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record SurveyedImages(
        PixelCache pixels,
        List<CohortImage> images,
        int[] rows,
        List<String> patients,
        boolean sampled,
        int unusable,
        int withoutFeatures)
        implements AutoCloseable {
    /** Decodes the images of at most so many patients, at random. */
    static SurveyedImages of(
            Census census,
            @Nullable SurveyedFeatures features,
            SurveyPlan plan,
            Seed seed,
            Path cache,
            Progress progress)
            throws IOException {
        List<String> all = new ArrayList<>(new LinkedHashSet<>(
                census.images().stream().map(CohortImage::patient).toList()));
        Set<String> chosen = chosen(all, plan.mostPatients(), seed);
        List<CohortImage> images = census.images().stream()
                .filter(image -> chosen.contains(image.patient()))
                .toList();
        PixelCache pixels = PixelCache.build(
                cache,
                images.stream().map(CohortImage::address).toList(),
                new PixelLayout(plan.side(), 1, Resize.AREA_AVERAGE),
                Runtime.getRuntime().availableProcessors(),
                progress);
        Set<Integer> repeated = new HashSet<>();
        for (List<Integer> group : pixels.duplicatePixels()) {
            if (group.stream().map(i -> images.get(i).patient()).distinct().count() > 1) {
                repeated.addAll(group);
            }
        }
        int[] shown = IntStream.range(0, images.size())
                .filter(i -> pixels.outcome(i) instanceof Outcome.Decoded && !repeated.contains(i))
                .toArray();
        int[] rows = IntStream.of(shown)
                .filter(i -> features == null || features.has(images.get(i)))
                .toArray();
        List<CohortImage> usable = IntStream.of(rows).mapToObj(images::get).toList();
        if (usable.isEmpty()) {
            pixels.close();
            throw new InvalidInputException("None of the " + images.size()
                    + " images that the table names can be used: they cannot be decoded, their pixels belong to"
                    + " several patients" + (features == null ? "." : ", or no vector was given of them."));
        }
        List<String> patients = new ArrayList<>(
                new LinkedHashSet<>(usable.stream().map(CohortImage::patient).toList()));
        return new SurveyedImages(
                pixels,
                usable,
                rows,
                patients,
                chosen.size() < all.size(),
                images.size() - shown.length,
                shown.length - rows.length);
    }

    private static Set<String> chosen(List<String> all, int most, Seed seed) {
        if (all.size() <= most) {
            return new HashSet<>(all);
        }
        return new HashSet<>(seed.child("patients").shuffled(all).subList(0, most));
    }

    @Override
    public void close() throws IOException {
        pixels.close();
    }
}

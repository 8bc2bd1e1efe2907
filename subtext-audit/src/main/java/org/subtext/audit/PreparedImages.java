package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.audit.inputs.InputFiles;
import org.subtext.audit.inputs.SharedPatients;
import org.subtext.audit.inputs.TrainedOn;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.images.ImageSketches;
import org.subtext.images.Outcome;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelHash;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.CohortPixels;

/**
 * A cohort whose every image has been decoded, with its pixels.
 *
 * @param cohort what is left after unusable images
 * @param pixels the cache
 * @param rows cache row of each position of the cohort; handed over
 * @param sketches by which like images are found, one a position
 * @param unusable why an image was left out, by its row of the table as a person counts
 * @param remarks on what was found in the pixels
 */
record PreparedImages(
        Cohort cohort,
        PixelCache pixels,
        int[] rows,
        ImageSketches sketches,
        SortedMap<Integer, String> unusable,
        List<Remark> remarks)
        implements AutoCloseable {
    private static final int SHOWN = 5;

    PreparedImages {
        remarks = List.copyOf(remarks);
    }

    /** Decodes and caches all images on all cores, then refuses or leaves out what cannot serve. */
    static PreparedImages of(Cohort cohort, AuditPlan plan, Path cache, Progress progress) throws IOException {
        return of(cohort, plan, null, cache, progress);
    }

    /** The same of another cohort, of which no image may be one of these again. */
    PreparedImages other(Cohort other, AuditPlan plan, Path cache, Progress progress) throws IOException {
        return of(other, plan, this, cache, progress);
    }

    private static PreparedImages of(
            Cohort cohort, AuditPlan plan, @Nullable PreparedImages audited, Path cache, Progress progress)
            throws IOException {
        List<ImageAddress> files =
                cohort.images().stream().map(CohortImage::address).toList();
        int threads = Runtime.getRuntime().availableProcessors();
        PixelCache pixels = PixelCache.build(cache, files, plan.images().pixels(), threads, progress);
        try {
            requireUnchanged(cohort, pixels);
            return new Sifting(cohort, pixels, plan, audited).images(progress);
        } catch (InvalidInputException e) {
            pixels.close();
            throw e;
        }
    }

    /** Pixels of a run that was interrupted are gone on with where their files have the same content still. */
    private static void requireUnchanged(Cohort cohort, PixelCache pixels) {
        List<Integer> changed = pixels.changed();
        if (changed.isEmpty()) {
            return;
        }
        String rows = changed.stream()
                .limit(SHOWN)
                .map(position -> String.valueOf(cohort.rowNumber(cohort.images().get(position))))
                .collect(Collectors.joining(", ", "row ", changed.size() > SHOWN ? ", ..." : ""));
        throw new InvalidInputException(InputFiles.changed(
                (changed.size() == 1 ? "1 image file" : changed.size() + " image files") + " (" + rows
                        + " of the table)",
                changed.size() == 1 ? "has" : "have"));
    }

    /**
     * The same images, none of whose patients a given network learnt from.
     *
     * @throws InvalidInputException where it did
     */
    PreparedImages unseenBy(@Nullable String network) throws IOException {
        Optional<TrainedOn> known = network == null ? Optional.empty() : TrainedOn.of(Path.of(network));
        if (known.isEmpty()) {
            return this;
        }
        Set<ContentHash> pictures = known.get().pictures(pixels.layout());
        return saying(SharedPatients.ofNetwork(
                cohort,
                known.get(),
                () -> IntStream.of(rows)
                        .anyMatch(row -> pixels.outcome(row) instanceof Outcome.Decoded image
                                && pictures.contains(image.content()))));
    }

    /** The same images with what was found elsewhere said beside. */
    PreparedImages saying(List<Remark> more) {
        return new PreparedImages(
                cohort,
                pixels,
                rows,
                sketches,
                unusable,
                Stream.concat(remarks.stream(), more.stream()).toList());
    }

    /** What is left, beside its pixels. */
    CohortPixels usable() {
        return new CohortPixels(cohort, pixels, rows);
    }

    /** Fingerprints of all images that are left. */
    Set<PixelHash> pixelHashes() {
        Set<PixelHash> hashes = new HashSet<>();
        for (int row : rows) {
            if (pixels.outcome(row) instanceof Outcome.Decoded image) {
                hashes.add(image.pixels());
            }
        }
        return hashes;
    }

    /** The hash of the files' hashes, in the cohort's order. */
    ContentHash contentHash() {
        return contentHash(pixels, rows);
    }

    /** The same of images that were prepared before. */
    static ContentHash contentHash(PixelCache pixels, int[] rows) {
        StringBuilder hashes = new StringBuilder();
        for (int row : rows) {
            if (pixels.outcome(row) instanceof Outcome.Decoded decoded) {
                hashes.append(decoded.content().hex());
            }
        }
        return ContentHash.ofText(hashes.toString());
    }

    /** The hash of the kept pixels' hashes, in the cohort's order; empty where an earlier version kept some. */
    Optional<ContentHash> pixelsHash() {
        return pixelsHash(pixels, rows);
    }

    /** The same of images that were prepared before. */
    static Optional<ContentHash> pixelsHash(PixelCache pixels, int[] rows) {
        StringBuilder hashes = new StringBuilder();
        for (int row : rows) {
            Optional<ContentHash> written = pixels.written(row);
            if (written.isEmpty()) {
                return Optional.empty();
            }
            hashes.append(written.get().hex());
        }
        return Optional.of(ContentHash.ofText(hashes.toString()));
    }

    @Override
    public void close() throws IOException {
        pixels.close();
    }
}

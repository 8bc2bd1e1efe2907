package org.subtext.routes.masks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.cohort.CohortImage;
import org.subtext.images.Outcome;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.perturbation.regions.Mask;
import org.subtext.perturbation.regions.MaskOutcome;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;

/**
 * Masks from a folder, drawn by hand or made by {@code subtext segment}: white inside, brought to the images' size by
 * area.
 */
final class DrawnMasks implements RegionMasks {
    private static final double MOST_FAILURES = 0.2;

    private final String name;
    private final Path folder;
    private @Nullable String state;
    private @Nullable MaskOutcome[] outcomes = new MaskOutcome[0];

    DrawnMasks(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String source() {
        return "the given mask files";
    }

    @Override
    public synchronized String determinants() {
        if (state == null) {
            try {
                state = MaskFiles.in(name, folder).state().hex();
            } catch (NotRunException e) {
                state = e.reason(); // said aloud when it is run
            }
        }
        return state;
    }

    @Override
    public double mostFailures() {
        return MOST_FAILURES;
    }

    @Override
    public String mend() {
        return "Give every image a mask of its own file name in the folder of " + name
                + ", white inside and black outside.";
    }

    /** All of the cohort at once: most files are small. */
    @Override
    public synchronized void prepare(FinishedAudit audit, int[] positions) throws NotRunException {
        if (outcomes.length > 0) {
            return;
        }
        List<ImageAddress> images =
                audit.cohort().images().stream().map(CohortImage::address).toList();
        @Nullable Path[] files = MaskFiles.in(name, folder).of(name, images);
        List<Path> found = Arrays.stream(files)
                .filter(Objects::nonNull)
                .map(Path.class::cast)
                .toList();
        PixelLayout layout = new PixelLayout(audit.pixels().layout().side(), 1, Resize.AREA_AVERAGE);
        @Nullable MaskOutcome[] read = new MaskOutcome[files.length];
        try (PixelCache cache = PixelCache.build(
                audit.folder().resolve("mask-files"),
                ImageAddress.ofFiles(found),
                layout,
                Runtime.getRuntime().availableProcessors(),
                Progress.SILENT)) {
            int row = 0;
            for (int i = 0; i < files.length; i++) {
                read[i] = files[i] == null
                        ? new MaskOutcome.Failed("no mask file of the image's name")
                        : outcome(cache, row++);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        outcomes = read;
    }

    private static MaskOutcome outcome(PixelCache cache, int row) {
        if (cache.outcome(row) instanceof Outcome.Unreadable) {
            return new MaskOutcome.Failed("unreadable mask file");
        }
        FloatBuffer values = FloatBuffer.allocate(cache.layout().valuesPerImage());
        cache.read(row, values);
        Mask mask = Mask.ofGrey(cache.layout(), values.array());
        if (mask.area() == 0) {
            return new MaskOutcome.Failed("empty mask (nothing white)");
        }
        return mask.share() == 1 ? new MaskOutcome.Failed("mask of the whole image") : new MaskOutcome.Found(mask);
    }

    @Override
    public synchronized MaskOutcome outcome(int position) {
        return Objects.requireNonNull(outcomes[position], "prepare first");
    }
}

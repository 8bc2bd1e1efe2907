package org.subtext.routes.masks;

import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.perturbation.regions.ChestSegmentation;
import org.subtext.perturbation.regions.Mask;
import org.subtext.perturbation.regions.MaskOutcome;
import org.subtext.routes.contract.FinishedAudit;

/** Masks of frontal chest films without drawn examples: see {@link ChestSegmentation}. */
final class BuiltInMasks implements RegionMasks {
    private static final double MOST_FAILURES = 0.5;

    private final String name;
    private final Function<PixelValues, MaskOutcome> segmentation;
    private final AtomicReferenceArray<MaskOutcome> outcomes;

    private BuiltInMasks(String name, Function<PixelValues, MaskOutcome> segmentation, FinishedAudit audit) {
        this.name = name;
        this.segmentation = segmentation;
        this.outcomes = new AtomicReferenceArray<>(audit.rows().length);
    }

    static BuiltInMasks lungs(FinishedAudit audit) {
        return new BuiltInMasks("lung", ChestSegmentation::lungs, audit);
    }

    static BuiltInMasks body(FinishedAudit audit) {
        return new BuiltInMasks("body", ChestSegmentation::body, audit);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String source() {
        return "the built-in segmentation of frontal chest films";
    }

    @Override
    public String determinants() {
        return ChestSegmentation.VERSION;
    }

    @Override
    public double mostFailures() {
        return MOST_FAILURES;
    }

    @Override
    public String mend() {
        return "It is made for frontal chest films with white bones. For other images draw some masks, have a segmenter"
                + " learn and draw the rest, and name the folder: routes.masks: {" + name + ": FOLDER}.";
    }

    @Override
    public void prepare(FinishedAudit audit, int[] positions) {
        PixelLayout layout = audit.pixels().layout();
        IntStream.of(positions)
                .parallel()
                .filter(position -> outcomes.get(position) == null)
                .forEach(position -> {
                    FloatBuffer image = FloatBuffer.allocate(layout.valuesPerImage());
                    audit.pixels().read(audit.rows()[position], image);
                    outcomes.set(position, segmentation.apply(new PixelValues(layout, image.array())));
                });
    }

    @Override
    public MaskOutcome outcome(int position) {
        return outcomes.get(position);
    }

    @Override
    public Optional<Mask> ofPhantom(PixelValues phantom) {
        return segmentation.apply(phantom) instanceof MaskOutcome.Found found
                ? Optional.of(found.mask())
                : Optional.empty();
    }
}

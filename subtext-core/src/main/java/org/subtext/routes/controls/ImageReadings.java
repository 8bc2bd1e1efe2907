package org.subtext.routes.controls;

import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.readers.LinearFeatures;
import org.subtext.routes.contract.FinishedAudit;

/** What a linear reader reads of an audit's images, measured once for all controls. Thread-safe. */
final class ImageReadings {
    private float @Nullable [][] features;

    /** {@code [position][feature]}. */
    synchronized float[][] of(FinishedAudit audit, Progress progress) {
        float[][] known = features;
        if (known == null) {
            known = LinearFeatures.of(audit.pixels(), audit.rows(), progress);
            features = known;
        }
        return known;
    }

    /** How many features each block has, in order. */
    static int[] blocks(PixelSource pixels) {
        return new LinearFeatures(pixels.layout().side()).blocks();
    }
}

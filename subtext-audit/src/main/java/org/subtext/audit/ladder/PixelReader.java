package org.subtext.audit.ladder;

import org.subtext.assessment.RungKind;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.readers.LinearFeatures;

/** The linear reader of pixels and spectra. */
public record PixelReader(FoldedImages images, Progress progress) implements LadderReader {
    @Override
    public RungKind kind() {
        return RungKind.LINEAR;
    }

    @Override
    public String recipe() {
        return LinearFeatures.REVISION;
    }

    @Override
    public PredictionTable read() {
        int side = images.images().pixels().layout().side();
        float[][] features =
                LinearFeatures.of(images.images().pixels(), images.images().rows(), progress);
        return images.scored(kind(), features, new LinearFeatures(side).blocks());
    }
}

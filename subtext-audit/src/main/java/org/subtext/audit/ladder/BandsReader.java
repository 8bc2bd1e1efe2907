package org.subtext.audit.ladder;

import org.subtext.assessment.RungKind;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.readers.BandReader;

/** The linear reader of bands of frequency. */
public record BandsReader(FoldedImages images, Progress progress) implements LadderReader {
    @Override
    public RungKind kind() {
        return RungKind.BANDS;
    }

    @Override
    public String recipe() {
        return BandReader.REVISION;
    }

    @Override
    public PredictionTable read() {
        return images.scored(
                kind(), new BandReader(images.images().pixels(), images.images().rows(), progress));
    }
}

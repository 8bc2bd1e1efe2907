package org.subtext.routes.injection;

import java.util.List;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.readers.BandReader;
import org.subtext.readers.LinearFeatures;
import org.subtext.readers.LinearReader;
import org.subtext.readers.TaughtImages;
import org.subtext.routes.contract.Recovery;

/** A reader that is taught in closed form, for which signals are put in; a {@link FaintSignal} says which reads it. */
public enum PlainReader {
    /** Of coarse grey values, spectra and cosines in one ridge. */
    PIXELS(Recovery.Reader.LINEAR) {
        @Override
        int[] blocks(int side) {
            return new LinearFeatures(side).blocks();
        }

        @Override
        float[][] features(PixelSource pixels, int[] rows, Progress progress) {
            return LinearFeatures.of(pixels, rows, progress);
        }

        @Override
        List<double[][]> acrossFolds(TaughtImages images, int[] folds, List<int[]> labels) {
            return LinearReader.acrossFolds(images, folds, labels);
        }
    },

    /** Of bands of frequency, each in a ridge of its own. */
    BANDS(Recovery.Reader.BANDS) {
        @Override
        String recipe() {
            return ", " + BandReader.REVISION;
        }

        @Override
        int[] blocks(int side) {
            return BandReader.blocks(side);
        }

        @Override
        float[][] features(PixelSource pixels, int[] rows, Progress progress) {
            return BandReader.features(pixels, rows, progress);
        }

        @Override
        List<double[][]> acrossFolds(TaughtImages images, int[] folds, List<int[]> labels) {
            return BandReader.acrossFolds(images, folds, labels);
        }
    };

    private final Recovery.Reader told;

    PlainReader(Recovery.Reader told) {
        this.told = told;
    }

    /** As evidence names it. */
    Recovery.Reader told() {
        return told;
    }

    /** What of it evidence depends on, behind other such things; nothing of the one that was there first. */
    String recipe() {
        return "";
    }

    /** How many features each block has, of images of a size. */
    abstract int[] blocks(int side);

    /** Of rows of a pixel source, in their order: {@code [image][feature]}. */
    abstract float[][] features(PixelSource pixels, int[] rows, Progress progress);

    /** Scores by each of several labels, as {@link LinearReader#acrossFolds(TaughtImages, int[], List)} has them. */
    abstract List<double[][]> acrossFolds(TaughtImages images, int[] folds, List<int[]> labels);
}

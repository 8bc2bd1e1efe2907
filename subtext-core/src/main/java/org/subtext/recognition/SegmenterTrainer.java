package org.subtext.recognition;

import java.nio.file.Path;
import org.subtext.progress.Progress;

/** The backend's port for regions: trains segmenters on drawn masks and opens stored ones. */
public interface SegmenterTrainer {
    /** Trains one; the same task gives the same segmenter. */
    TrainedSegmenter train(SegmentationTask task, Progress progress);

    /** Opens a stored segmenter. Refuses a file that holds none, with what was found. */
    Segmenter open(Path model);

    /**
     * A segmenter with its overlap on images it did not learn from.
     *
     * @param dice mean over validation images of 2 |A ∩ B| / (|A| + |B|) (Dice 1945, doi:10.2307/1932409)
     * @param worstDice the least of them
     */
    record TrainedSegmenter(Segmenter segmenter, double dice, double worstDice) {}
}

package org.subtext.audit.ladder;

import java.io.IOException;
import org.subtext.assessment.RungKind;
import org.subtext.predictions.PredictionTable;

/** One reader beside the network. */
public interface LadderReader {
    RungKind kind();

    /** All that its scores depend on beside the run's images, classes and parts, as text. */
    String recipe();

    /** Whether an earlier process did a part of the work, so that the time it takes now is not what it costs. */
    default boolean isBegun() {
        return false;
    }

    /** Scores every assessed image by a rule that never met its patient; rows in the order of the network's table. */
    PredictionTable read() throws IOException;
}

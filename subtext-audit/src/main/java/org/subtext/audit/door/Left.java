package org.subtext.audit.door;

import java.nio.file.Path;
import java.util.List;
import org.subtext.audit.Stage;
import org.subtext.audit.StoredRun;

/**
 * What a work that was ended has left.
 *
 * @param folder of the run; not there when nothing was written yet
 * @param resumable whether the same work, started again, goes on from here
 * @param stages those that are finished, in their order
 * @param recognisers how many trained ones are stored; one that was being trained has a checkpoint beside them
 */
public record Left(Path folder, boolean resumable, List<Stage> stages, int recognisers) {
    public Left {
        stages = List.copyOf(stages);
    }

    static Left in(Path folder) {
        StoredRun stored = new StoredRun(folder);
        return new Left(folder, stored.hasPlan(), stored.stages(), stored.recognisers());
    }
}

package org.subtext.routes.contract;

import org.subtext.progress.Progress;

/** An experiment of which it is known beforehand that it cannot be run: it costs nothing and says why. */
public record CannotRun(Setting setting, String reason, String mend) implements Experiment {
    @Override
    public Work work() {
        return Work.NONE;
    }

    @Override
    public int information() {
        return 3;
    }

    @Override
    public Evidence run(FinishedAudit audit, Progress progress) throws NotRunException {
        throw new NotRunException(reason, mend);
    }
}

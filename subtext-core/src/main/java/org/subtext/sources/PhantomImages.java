package org.subtext.sources;

import java.nio.file.Path;
import java.util.Objects;
import org.subtext.progress.Progress;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.tables.ConflictPolicy;

/**
 * A phantom cohort, whose truth was planted.
 *
 * @param phantom the folder that images and table are written into, new or with the finished cohort of an equal plan
 * @param plan what is made
 */
public record PhantomImages(Path phantom, PhantomPlan plan) implements ImageSource {
    public PhantomImages {
        Objects.requireNonNull(phantom, "a phantom cohort has a folder");
    }

    @Override
    public Path table() {
        return PhantomCohort.table(phantom);
    }

    @Override
    public PhantomImages from(Path folder) {
        return new PhantomImages(folder.resolve(phantom).normalize(), plan);
    }

    @Override
    public MadeTable make(ConflictPolicy conflicts, Progress progress) {
        return MadeTable.by(this, () -> {
            PhantomCohort.write(plan, phantom, progress);
            return new SourceRecord.OfPhantom(plan);
        });
    }
}

package org.subtext.sources;

import java.nio.file.Path;
import java.util.Objects;
import org.subtext.progress.Progress;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.sources.phantom.PhantomCohort;
import org.subtext.tables.ConflictPolicy;

/**
 * A phantom cohort of a finding, on which a diagnostic model serves a group worse for a cause that was planted.
 *
 * @param planted the folder that images and table are written into, new or with the finished cohort of an equal recipe
 * @param harm what is made
 */
public record PlantedHarmImages(Path planted, HarmRecipe harm) implements ImageSource {
    public PlantedHarmImages {
        Objects.requireNonNull(planted, "a phantom cohort has a folder");
        Objects.requireNonNull(harm, "a phantom cohort has a recipe");
    }

    @Override
    public Path table() {
        return PhantomCohort.table(planted);
    }

    @Override
    public PlantedHarmImages from(Path folder) {
        return new PlantedHarmImages(folder.resolve(planted).normalize(), harm);
    }

    @Override
    public MadeTable make(ConflictPolicy conflicts, Progress progress) {
        return MadeTable.by(this, () -> {
            PhantomCohort.write(harm, planted, progress);
            return new SourceRecord.OfPlantedHarm(harm);
        });
    }
}

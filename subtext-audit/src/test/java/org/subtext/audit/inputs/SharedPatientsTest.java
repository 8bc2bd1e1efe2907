package org.subtext.audit.inputs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.PlantedCohort;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortReader;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

class SharedPatientsTest {
    @TempDir
    Path folder;

    @Test
    void rowsOfFewPatientsAreNamedAndNoMoreArePromised() throws IOException {
        Cohort cohort = CohortReader.read(PlantedCohort.in(folder).plan("tiny").cohort(), Progress.SILENT);

        assertThatThrownBy(() ->
                        SharedPatients.ofNetwork(cohort, new TrainedOn(folder, Set.of("p3", "p7", "q1")), () -> true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "trained on 2 of " + PlantedCohort.PATIENTS + " patients of the cohort (rows 5, 9)");
    }
}

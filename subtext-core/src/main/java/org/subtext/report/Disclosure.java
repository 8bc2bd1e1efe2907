package org.subtext.report;

import java.util.List;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.SubgroupTable;
import org.subtext.statistics.Estimate;

/**
 * What of an assessment may be shared: estimates over fewer than the smallest cell of patients are taken out, curves and
 * reasons included, since both can give the count away. Counts stay; {@link SmallCells} hides them where they are printed.
 */
final class Disclosure {
    private final int smallest;
    private final Estimate hidden;

    private Disclosure(int smallest) {
        this.smallest = smallest;
        this.hidden = Estimate.undefined("fewer than " + smallest + " patients");
    }

    /** The assessment without estimates of small classes and groups. */
    static Assessment shareable(Assessment assessment) {
        Disclosure disclosure = new Disclosure(assessment.plan().smallestCell());
        return new Assessment(
                assessment.attribute(),
                assessment.classes(),
                assessment.plan(),
                assessment.verdict(),
                assessment.experiments().stream().map(disclosure::experiment).toList(),
                assessment.comparisons());
    }

    private ExperimentAssessment experiment(ExperimentAssessment all) {
        return new ExperimentAssessment(
                all.experiment(),
                all.levels().stream().map(this::level).toList(),
                all.folds(),
                all.subgroups().stream()
                        .map(table -> new SubgroupTable(
                                table.column(),
                                table.rows().stream().map(this::group).toList()))
                        .toList());
    }

    private LevelAssessment level(LevelAssessment all) {
        List<ClassAssessment> classes = all.classes().stream()
                .map(c -> isSmall(c.positivePatients()) || isSmall(all.patients() - c.positivePatients())
                        ? withoutEstimates(c)
                        : c)
                .toList();
        return new LevelAssessment(
                all.unit(),
                all.rows(),
                all.patients(),
                all.macroAuc(),
                all.equivalence(),
                all.otherAucs(),
                all.agreement(),
                all.calibration(),
                all.confusion(),
                classes);
    }

    private ClassAssessment withoutEstimates(ClassAssessment c) {
        return new ClassAssessment(
                c.name(),
                c.positives(),
                c.negatives(),
                c.positivePatients(),
                hidden,
                List.of(),
                hidden,
                hidden,
                hidden,
                hidden,
                hidden,
                hidden,
                hidden,
                hidden,
                hidden,
                hidden,
                List.of(),
                List.of(),
                List.of());
    }

    private SubgroupTable.Row group(SubgroupTable.Row row) {
        return isSmall(row.patients())
                ? new SubgroupTable.Row(row.value(), row.cases(), row.patients(), hidden, hidden, hidden)
                : row;
    }

    private boolean isSmall(int patients) {
        return patients > 0 && patients < smallest;
    }
}

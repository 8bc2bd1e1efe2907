package org.subtext.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.SubgroupTable;
import org.subtext.statistics.Estimate;

/**
 * What of an assessment may be shared: estimates over fewer than the smallest cell of patients are taken out, curves
 * and reasons included, since both can give the count away. Counts stay; {@link SmallCells} hides them where they are
 * printed.
 */
final class Disclosure {
    private final int smallest;
    private final Estimate hidden;
    private final Estimate beside;

    private Disclosure(int smallest) {
        this.smallest = smallest;
        this.hidden = Estimate.undefined("fewer than " + smallest + " patients");
        this.beside = Estimate.undefined("withheld: with the mean over classes it would give a smaller class's away");
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
                assessment.comparisons(),
                assessment.folds());
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
        Map<ClassAssessment, Estimate> withheld = withheld(all);
        List<ClassAssessment> classes = all.classes().stream()
                .map(c -> withheld.containsKey(c) ? withoutEstimates(c, withheld.get(c)) : c)
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

    /**
     * The small classes. Of three or more classes a single hidden AUC would follow from the mean and the others, so the
     * next smallest class goes with it.
     */
    private Map<ClassAssessment, Estimate> withheld(LevelAssessment all) {
        Map<ClassAssessment, Estimate> withheld = new LinkedHashMap<>();
        all.classes().stream()
                .filter(c -> isSmall(c.positivePatients()) || isSmall(all.patients() - c.positivePatients()))
                .forEach(c -> withheld.put(c, hidden));
        if (withheld.size() == 1 && all.classes().size() > 2) {
            all.classes().stream()
                    .filter(c -> !withheld.containsKey(c))
                    .min(Comparator.comparingInt(ClassAssessment::positivePatients))
                    .ifPresent(c -> withheld.put(c, beside));
        }
        return withheld;
    }

    private ClassAssessment withoutEstimates(ClassAssessment c, Estimate reason) {
        return new ClassAssessment(
                c.name(),
                c.positives(),
                c.negatives(),
                c.positivePatients(),
                reason,
                List.of(),
                reason,
                reason,
                reason,
                reason,
                reason,
                reason,
                reason,
                reason,
                reason,
                reason,
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

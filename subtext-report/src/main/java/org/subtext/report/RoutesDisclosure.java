package org.subtext.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.routes.contract.Subject;
import org.subtext.statistics.Estimate;

/**
 * What of the routes is told: settings of which the whole or a class rests on fewer than the smallest cell of
 * patients lose their estimates and counts, and the other parts of the cohort beside them lose their counts, from which
 * the small one could be computed. Pictures that show patients stay only where the plan asked for examples.
 */
final class RoutesDisclosure {
    private final int smallest;
    private final boolean showsPatients;
    private final int patients;
    private final Set<String> hiddenColumns;
    private final Estimate hidden;

    private RoutesDisclosure(int smallest, boolean showsPatients, int patients, Set<String> hiddenColumns) {
        this.patients = patients;
        this.hiddenColumns = Set.copyOf(hiddenColumns);
        this.smallest = smallest;
        this.showsPatients = showsPatients;
        this.hidden = Estimate.hidden("fewer than " + smallest + " patients");
    }

    static RoutesAssessment told(RoutesAssessment all, int smallest, boolean showsPatients, Set<String> hiddenColumns) {
        RoutesDisclosure disclosure =
                new RoutesDisclosure(smallest, showsPatients, all.baseline().patients(), hiddenColumns);
        if (all.baseline().isSmall(smallest)) {
            return disclosure.nothing(all);
        }
        return new RoutesAssessment(
                all.classes(),
                disclosure.setting(all.baseline(), false),
                all.routes().stream().map(disclosure::route).toList(),
                all.pointers(),
                all.reading(),
                all.multiplicity(),
                all.notes());
    }

    private RouteFindings route(RouteFindings all) {
        boolean partsAreSmall = arePartsSmall(all.settings());
        return new RouteFindings(
                all.route(),
                all.family(),
                all.question(),
                all.axis(),
                all.settings().stream().map(one -> setting(one, partsAreSmall)).toList(),
                all.tables(),
                pictures(all.pictures()),
                all.reading(),
                all.recoveries(),
                all.notRun());
    }

    /** Everything rests on a small class: what was pointed at, and every sentence. */
    private RoutesAssessment nothing(RoutesAssessment all) {
        return new RoutesAssessment(
                all.classes(),
                setting(all.baseline(), false),
                List.of(),
                List.of(),
                List.of("What was found is not told, since a class has fewer than " + smallest + " patients."),
                all.multiplicity(),
                List.of());
    }

    /**
     * Whether a part of the cohort is small, or what the parts of a column leave, or the sub-groups hide that column.
     */
    private boolean arePartsSmall(List<SettingResult> settings) {
        Map<String, Integer> rest = new HashMap<>();
        for (SettingResult one : settings) {
            if (one.setting().mode() == Mode.SUBSET) {
                if (one.isSmall(smallest)) {
                    return true;
                }
                if (one.setting().subject() instanceof Subject.Stratum stratum) {
                    rest.merge(stratum.column(), patients - one.patients(), (a, b) -> a + b - patients);
                }
            }
        }
        return rest.entrySet().stream()
                .anyMatch(column -> hiddenColumns.contains(column.getKey())
                        || column.getValue() > 0 && column.getValue() < smallest);
    }

    private List<Picture> pictures(List<Picture> all) {
        return all.stream()
                .filter(picture -> showsPatients || !picture.showsPatient())
                .toList();
    }

    private SettingResult setting(SettingResult one, boolean partsAreSmall) {
        boolean isSmall = one.isSmall(smallest);
        if (!isSmall && !(partsAreSmall && one.setting().mode() == Mode.SUBSET)) {
            return one;
        }
        return new SettingResult(
                one.setting(),
                one.classes(),
                one.unit(),
                0,
                0,
                List.of(),
                isSmall ? hidden : one.macroAuc().withoutInterval(),
                one.classAucs().stream()
                        .map(auc -> isSmall ? hidden : auc.withoutInterval())
                        .toList(),
                isSmall ? hidden : one.change(),
                isSmall ? hidden : one.p(),
                isSmall ? hidden : one.adjustedP(),
                isSmall ? hidden : one.changeP(),
                isSmall ? hidden : one.changeAdjustedP(),
                isSmall ? Standing.NOT_DEFINED : one.standing());
    }

    /** Whether a setting's counts were taken out. */
    static boolean isHidden(SettingResult shareable) {
        return shareable.patients() == 0 && shareable.classPatients().isEmpty();
    }
}

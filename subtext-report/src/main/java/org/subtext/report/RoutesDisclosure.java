package org.subtext.report;

import java.util.List;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.statistics.Estimate;

/**
 * What of the routes may be shared: settings of which the whole or a class rests on fewer than the smallest cell of
 * patients lose their estimates and counts, and the other parts of the cohort beside them lose their counts, from which
 * the small one could be computed. Pictures that show patients stay only where the plan asked for examples.
 */
final class RoutesDisclosure {
    private final int smallest;
    private final boolean showsPatients;
    private final Estimate hidden;

    private RoutesDisclosure(int smallest, boolean showsPatients) {
        this.smallest = smallest;
        this.showsPatients = showsPatients;
        this.hidden = Estimate.undefined("fewer than " + smallest + " patients");
    }

    static RoutesAssessment shareable(RoutesAssessment all, int smallest, boolean showsPatients) {
        RoutesDisclosure disclosure = new RoutesDisclosure(smallest, showsPatients);
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
        boolean partsAreSmall =
                all.settings().stream().anyMatch(one -> one.setting().mode() == Mode.SUBSET && one.isSmall(smallest));
        return new RouteFindings(
                all.route(),
                all.family(),
                all.question(),
                all.axis(),
                all.settings().stream().map(one -> setting(one, partsAreSmall)).toList(),
                all.tables(),
                pictures(all.pictures()),
                all.reading(),
                all.notRun());
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
                isSmall ? hidden : one.macroAuc(),
                isSmall ? one.classAucs().stream().map(auc -> hidden).toList() : one.classAucs(),
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

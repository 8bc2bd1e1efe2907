package org.subtext.routes.contract;

import java.util.List;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;

/**
 * What one setting's scores say, at the primary unit of the audit; intervals resample patients with the same draws for
 * every setting of the battery.
 *
 * @param classes of the scores, in their order: the audit's own, unless the setting asks for something else (a
 *     confounder)
 * @param unit the primary unit; the image where one patient's images differ in what is asked for
 * @param cases at that unit
 * @param patients clusters
 * @param classPatients patients with a case of each class
 * @param macroAuc mean of the one-versus-rest AUCs
 * @param classAucs one a class, in the order of the classes
 * @param change macro AUC less that of the finished network on unchanged images of the same patients
 * @param p one-sided, of an AUC above one half
 * @param adjustedP the same over all settings of the battery (step-down max-T over shared draws)
 * @param changeP two-sided, of the change
 * @param changeAdjustedP the same over all settings of the battery
 * @param standing what all that says against chance
 */
public record SettingResult(
        Setting setting,
        List<String> classes,
        Unit unit,
        int cases,
        int patients,
        List<Integer> classPatients,
        Estimate macroAuc,
        List<Estimate> classAucs,
        Estimate change,
        Estimate p,
        Estimate adjustedP,
        Estimate changeP,
        Estimate changeAdjustedP,
        Standing standing) {
    public SettingResult {
        classes = List.copyOf(classes);
        classPatients = List.copyOf(classPatients);
        classAucs = List.copyOf(classAucs);
    }

    /** Whether the whole or one class rests on 1 to {@code smallest} − 1 patients: nothing of it may be shared. */
    public boolean isSmall(int smallest) {
        return patients > 0 && patients < smallest
                || classPatients.stream().anyMatch(count -> count > 0 && count < smallest);
    }

    public boolean reveals() {
        return standing == Standing.REVEALS;
    }

    /** Whether the AUC fell: the interval of the change lies below zero and its corrected p below alpha. */
    public boolean fell(double alpha) {
        return change instanceof Estimate.Known known
                && known.interval().upper() < 0
                && changeAdjustedP.valueOr(1) < alpha;
    }
}

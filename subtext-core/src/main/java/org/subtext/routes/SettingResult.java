package org.subtext.routes;

import java.util.List;
import org.subtext.statistics.Estimate;

/**
 * What one setting's scores say, at the primary unit of the audit; intervals resample patients with the same draws for every
 * setting of the battery.
 *
 * @param cases at the primary unit
 * @param patients clusters
 * @param macroAuc mean of the one-versus-rest AUCs
 * @param classAucs one a class, in the order of the classes
 * @param change macro AUC less that of the finished network on unchanged images of the same patients
 * @param p one-sided, of an AUC above one half
 * @param adjustedP the same over all settings of the battery (max-T over shared draws)
 * @param changeAdjustedP two-sided, of the change, over all settings of the battery
 */
public record SettingResult(
        Setting setting,
        int cases,
        int patients,
        Estimate macroAuc,
        List<Estimate> classAucs,
        Estimate change,
        Estimate p,
        Estimate adjustedP,
        Estimate changeAdjustedP) {
    public SettingResult {
        classAucs = List.copyOf(classAucs);
    }
}

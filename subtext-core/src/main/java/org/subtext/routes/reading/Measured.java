package org.subtext.routes.reading;

import java.util.List;
import java.util.Optional;
import org.subtext.assessment.VerdictRule;
import org.subtext.predictions.Unit;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.StepdownMaxT.Hypothesis;

/**
 * A setting's numbers before correction over the grid.
 *
 * @param isLikeChance whether the interval of the two one-sided tests lies within the margin
 * @param aboveChance the hypothesis of an AUC of one half or below; none where it is not tested
 * @param changed the hypothesis of no change; none where it is not tested
 * @param macroDraws the macro AUC on each shared draw, NaN where it does not exist; none without draws
 */
record Measured(
        Setting setting,
        List<String> classes,
        Unit unit,
        int cases,
        int patients,
        List<Integer> classPatients,
        Estimate macroAuc,
        boolean isLikeChance,
        List<Estimate> classAucs,
        Estimate change,
        Optional<Hypothesis> aboveChance,
        Optional<Hypothesis> changed,
        Optional<double[]> macroDraws) {

    /** Whether every case has the same score, which makes the AUC one half whatever the patients. */
    boolean isConstant() {
        return macroAuc instanceof Estimate.Known known
                && known.value() == VerdictRule.CHANCE
                && known.interval().lower() == known.interval().upper();
    }

    SettingResult corrected(
            Estimate p, Estimate adjustedP, Estimate changeP, Estimate changeAdjustedP, Standing standing) {
        return new SettingResult(
                setting,
                classes,
                unit,
                cases,
                patients,
                classPatients,
                macroAuc,
                classAucs,
                change,
                p,
                adjustedP,
                changeP,
                changeAdjustedP,
                standing);
    }
}

package org.subtext.survey;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.statistics.Estimate;

/**
 * What a survey found, as it is stored and printed.
 *
 * @param sampled whether these are some of the table's patients
 * @param unusable images that cannot be decoded, or whose pixels belong to several patients
 * @param withoutFeatures other images for which no vector was given, where vectors were
 * @param level of the intervals and p-values, all columns together
 * @param ranked the most surely read first
 */
public record SurveyResult(
        @Nullable String attribute,
        int images,
        int patients,
        boolean sampled,
        int unusable,
        int withoutFeatures,
        double level,
        List<String> readers,
        List<Column> ranked,
        List<LeftOut> leftOut) {
    /** One column. */
    public record Column(
            String column,
            String kind,
            List<String> classes,
            int patients,
            int unrecorded,
            int conflicting,
            int ofSmallClasses,
            Found fromImages,
            @Nullable Found association) {
        public static Column of(Ranking.Ranked one) {
            Detection association = one.association();
            return new Column(
                    one.column().name(),
                    one.column().kind().words(),
                    one.column().classes(),
                    one.column().patients(),
                    one.column().unrecorded(),
                    one.column().conflicting(),
                    one.column().ofSmallClasses(),
                    Found.of(one.fromImages()),
                    association == null ? null : Found.of(association));
        }
    }

    /** How well classes are told, and whether that is more than chance. */
    public record Found(
            String reader, Estimate auc, double p, double adjustedP, int draws, double wideningFactor, boolean shown) {
        static Found of(Detection one) {
            return new Found(
                    one.reader(), one.auc(), one.p(), one.adjustedP(), one.draws(), one.factor(), one.detectable());
        }
    }

    public SurveyResult {
        readers = List.copyOf(readers);
        ranked = List.copyOf(ranked);
        leftOut = List.copyOf(leftOut);
    }
}

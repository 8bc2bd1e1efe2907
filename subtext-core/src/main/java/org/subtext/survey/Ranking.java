package org.subtext.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Multiplicity;

/**
 * Columns by what is sure of their being read from the images: by the lower limit of the corrected interval.
 *
 * @param columns the most surely read first
 */
public record Ranking(List<Ranked> columns) {
    /**
     * A column and what was found.
     *
     * @param fromImages how well images tell it
     * @param association how well it tells the attribute, without images; null for the attribute and without one
     */
    public record Ranked(
            SurveyedColumn column,
            Detection fromImages,
            @Nullable Detection association) {}

    public Ranking {
        columns = List.copyOf(columns);
    }

    /**
     * Reads all columns.
     *
     * @param foldOfPatient in which each patient is assessed
     * @return in the order of the columns, adjusted for one another
     */
    public static List<Detection> detections(
            List<SurveyedColumn> columns,
            List<Reader> readers,
            int[] foldOfPatient,
            Rule rule,
            Seed seed,
            Progress progress) {
        List<Detection> alone = new ArrayList<>();
        for (SurveyedColumn column : columns) {
            alone.add(alone(column, readers, foldOfPatient, rule, seed.child(column.name()), columns.size()));
            progress.advance(1, column.name());
        }
        return adjusted(alone, rule);
    }

    /** Reads one of several columns, whose p-value is not yet adjusted for the others. */
    public static Detection alone(
            SurveyedColumn column, List<Reader> readers, int[] foldOfPatient, Rule rule, Seed seed, int columns) {
        return new ColumnProbe(readers, foldOfPatient, column, rule, seed).detected(columns);
    }

    /** The same with p-values for all of them together, and what follows from these. */
    public static List<Detection> adjusted(List<Detection> alone, Rule rule) {
        double[] p = Multiplicity.HOLM.adjust(
                alone.stream().mapToDouble(Detection::p).toArray());
        List<Detection> adjusted = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            Detection one = alone.get(i);
            boolean detectable = one.lower() > 0.5 && p[i] <= rule.level();
            adjusted.add(new Detection(one.reader(), one.auc(), one.p(), p[i], one.draws(), one.factor(), detectable));
        }
        return adjusted;
    }

    /** In their order. */
    public static Ranking of(List<Ranked> columns) {
        return new Ranking(columns.stream()
                .sorted(Comparator.comparing((Ranked one) -> !one.fromImages().detectable())
                        .thenComparing(one -> -one.fromImages().lower()))
                .toList());
    }
}

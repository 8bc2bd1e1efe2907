package org.subtext.audit.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.folds.FoldedCases;
import org.subtext.folds.RidgeLearner;
import org.subtext.provenance.Seed;
import org.subtext.survey.Detection;
import org.subtext.survey.Ranking;
import org.subtext.survey.Reader;
import org.subtext.survey.Rule;
import org.subtext.survey.SurveyedColumn;

/**
 * How well a column's classes alone tell the attribute: the same reading of the attribute as from images, by a ridge on
 * class indicators.
 */
final class Association {
    private static final double PENALTY = 0.01;

    private Association() {}

    /** By name, adjusted for one another; columns with too few patients who have both are left out. */
    static Map<String, Detection> with(
            SurveyedColumn attribute, List<SurveyedColumn> columns, int[] folds, Rule rule, Seed seed) {
        List<String> names = new ArrayList<>();
        List<SurveyedColumn> targets = new ArrayList<>();
        List<Reader> readers = new ArrayList<>();
        for (SurveyedColumn column : columns) {
            SurveyedColumn both = among(attribute, column, rule);
            if (!column.name().equals(attribute.name()) && both.classes().size() > 1) {
                names.add(column.name());
                targets.add(both);
                readers.add(reader(column, folds));
            }
        }
        List<Detection> alone = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            alone.add(Ranking.alone(
                    targets.get(i), List.of(readers.get(i)), folds, rule, seed.child(names.get(i)), names.size()));
        }
        List<Detection> adjusted = Ranking.adjusted(alone, rule);
        Map<String, Detection> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i), adjusted.get(i));
        }
        return byName;
    }

    /** The attribute of those patients who have a class of the column too. */
    private static SurveyedColumn among(SurveyedColumn attribute, SurveyedColumn column, Rule rule) {
        int[] both = IntStream.range(0, attribute.labels().length)
                .map(i -> column.labels()[i] == SurveyedColumn.NONE
                        ? SurveyedColumn.NONE
                        : attribute.labels()[i])
                .toArray();
        int[] kept = IntStream.range(0, attribute.classes().size())
                .filter(label -> Arrays.stream(both).filter(one -> one == label).count() >= rule.fewestPatients())
                .toArray();
        return new SurveyedColumn(
                attribute.name(),
                attribute.kind(),
                IntStream.of(kept).mapToObj(attribute.classes()::get).toList(),
                Arrays.stream(both)
                        .map(one -> one == SurveyedColumn.NONE ? one : Math.max(-1, Arrays.binarySearch(kept, one)))
                        .toArray(),
                0,
                0,
                0);
    }

    private static Reader reader(SurveyedColumn column, int[] folds) {
        float[][] indicators = new float[folds.length][column.classes().size()];
        for (int i = 0; i < folds.length; i++) {
            if (column.labels()[i] != SurveyedColumn.NONE) {
                indicators[i][column.labels()[i]] = 1;
            }
        }
        FoldedCases cases =
                FoldedCases.byPatient(IntStream.range(0, folds.length).toArray(), new int[folds.length], folds);
        RidgeLearner ridge = RidgeLearner.onScaled("ridge, classes of the column", indicators, PENALTY, 0);
        return new Reader(ridge.name(), ridge.influences(cases));
    }
}

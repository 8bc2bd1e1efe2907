package org.subtext.report.harm.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.report.harm.AlongTold;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmTold;
import org.subtext.report.harm.ModelsTold;
import org.subtext.report.harm.ModelsTold.Extent;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;

/**
 * What else may be told of a run beside rates and gaps, as cells by name: by how much models differ, and rates along
 * numbers.
 */
final class FurtherLines {
    static final String MODEL_DIFFERENCE = "model_difference";
    static final String GAP_DIFFERENCE = "gap_difference";
    static final String ALONG = "along";
    static final String ALONG_DIFFERENCE = "along_difference";
    static final String ALONG_SLOPE = "along_slope";

    private final HarmContent content;
    private final ModelsTold models;
    private final AlongTold along;

    private FurtherLines(HarmContent content, HarmTold told) {
        this.content = content;
        this.models = new ModelsTold(content, told, "");
        this.along = new AlongTold(content, told);
    }

    /** All of a run, each line's cells by the name of their column; a cell that is not there is empty. */
    static List<Map<String, String>> of(HarmContent content, HarmTold told) {
        FurtherLines lines = new FurtherLines(content, told);
        List<Map<String, String>> all = new ArrayList<>();
        content.models().pairs().forEach(pair -> lines.ofPair(pair, all));
        content.along().rates().forEach(rate -> lines.ofRate(rate, all));
        return Collections.unmodifiableList(all);
    }

    private void ofPair(ModelDifferences.OfPair pair, List<Map<String, String>> all) {
        for (ModelDifferences.OfGroup group : pair.groups()) {
            for (Rate rate : content.plan().rates()) {
                ModelDifferences.OfRate one = group.rates().get(rate);
                if (one == null) {
                    all.add(ofModels(MODEL_DIFFERENCE, pair, group, rate, "none"));
                    continue;
                }
                Map<String, String> cells = ofModels(MODEL_DIFFERENCE, pair, group, rate, "");
                put(cells, one.difference(), models.extent(pair, group, rate));
                all.add(cells);
                one.gap().ifPresent(gap -> {
                    Map<String, String> ofGap = ofModels(GAP_DIFFERENCE, pair, group, rate, "");
                    put(ofGap, gap, models.extentOfGap(pair, group, rate));
                    all.add(ofGap);
                });
            }
        }
    }

    private static Map<String, String> ofModels(
            String kind, ModelDifferences.OfPair pair, ModelDifferences.OfGroup group, Rate rate, String told) {
        Map<String, String> cells = new TreeMap<>(Map.of(
                "kind", kind,
                "finding", pair.finding(),
                "model", pair.second(),
                "less_model", pair.first(),
                "rate", rate.name().toLowerCase(Locale.ROOT),
                "group", group.group()));
        cells.put("told", told);
        return cells;
    }

    /** Whether two models differ is told as any verdict is, wherever the difference is told. */
    private static void put(Map<String, String> cells, ModelDifferences.Difference one, Extent extent) {
        Estimate estimate = one.simultaneous().isDefined() ? one.simultaneous() : one.estimate();
        switch (extent) {
            case WHOLE -> {
                exact(cells, estimate);
                put(cells, "adjusted_p", Plain.p(one.adjustedP()));
            }
            case VALUE -> {
                cells.put("told", "value");
                put(cells, "estimate", Plain.value(estimate));
            }
            case NOTHING -> cells.put("told", "hidden");
        }
        if (extent != Extent.NOTHING && one.simultaneous() instanceof Estimate.Known) {
            cells.put("verdict", one.isShown() ? "differs" : "may_be_none");
        }
    }

    private void ofRate(RatesAlong.OfRate rate, List<Map<String, String>> all) {
        boolean isTold = along.isTold(rate);
        all.add(ofNumber(ALONG, rate, rate.reference(), rate.atReference(), isTold));
        for (RatesAlong.Difference one : rate.differences()) {
            all.add(ofNumber(ALONG, rate, one.at(), one.rate(), isTold));
            Map<String, String> cells = ofNumber(ALONG_DIFFERENCE, rate, one.at(), one.simultaneous(), isTold);
            cells.put("less_at", Double.toString(rate.reference()));
            cells.put("verdict", one.verdict().name().toLowerCase(Locale.ROOT));
            all.add(cells);
        }
        Map<String, String> slope = ofNumber(ALONG_SLOPE, rate, RatesAlong.STEP, rate.slope(), isTold);
        slope.remove("at");
        if (isTold) {
            put(slope, "adjusted_p", Plain.p(rate.adjustedP()));
        }
        all.add(slope);
    }

    private Map<String, String> ofNumber(
            String kind, RatesAlong.OfRate rate, double at, Estimate estimate, boolean isTold) {
        Map<String, String> cells = new TreeMap<>(Map.of(
                "kind", kind,
                "rate", rate.rate().name().toLowerCase(Locale.ROOT),
                "along", rate.column(),
                "at", Double.toString(at)));
        content.assessment().findings().stream()
                .filter(finding -> finding.title().equals(rate.title()))
                .forEach(finding -> {
                    cells.put("finding", finding.finding());
                    cells.put("model", finding.model());
                });
        if (isTold) {
            exact(cells, estimate);
        } else {
            cells.put("told", "hidden");
        }
        return cells;
    }

    private static void exact(Map<String, String> cells, Estimate estimate) {
        cells.put("told", estimate.isDefined() ? "exact" : "none");
        put(cells, "estimate", Plain.value(estimate));
        put(cells, "lower", Plain.lower(estimate));
        put(cells, "upper", Plain.upper(estimate));
    }

    private static void put(Map<String, String> cells, String column, @Nullable String value) {
        if (value != null) {
            cells.put(column, value);
        }
    }
}

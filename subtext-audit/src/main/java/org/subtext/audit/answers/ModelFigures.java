package org.subtext.audit.answers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.subtext.audit.answers.Collected.Names;
import org.subtext.audit.answers.Collected.Reading;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.harm.models.ModelDifferences.Difference;
import org.subtext.report.charts.NumberText;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmSentences;
import org.subtext.report.harm.HarmTold;
import org.subtext.report.harm.ModelsTold;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Lists;

/** By how much models of one finding differ, as the page of a run of harm tells it. */
final class ModelFigures {
    private static final int DECIMALS = 2;

    private final Collected into;
    private final HarmContent content;
    private final ModelsTold told;
    private final StoredFile file;

    private ModelFigures(Collected into, HarmContent content, HarmTold told, StoredFile file) {
        this.into = into;
        this.content = content;
        this.told = new ModelsTold(content, told, NumberText.HIDDEN);
        this.file = file;
    }

    static void collect(Collected into, HarmContent content, HarmTold told, StoredFile file) {
        new ModelFigures(into, content, told, file).collect();
    }

    private void collect() {
        List<String> models = content.assessment().findings().stream()
                .map(HarmAssessment.OfFinding::model)
                .filter(model -> !model.isEmpty())
                .distinct()
                .map(model -> into.labels().of(Slot.MODEL, model))
                .toList();
        if (!models.isEmpty()) {
            into.words(Topic.MODELS, new Names(), Lists.and(models), file, "/assessment/findings");
        }
        List<ModelDifferences.OfPair> pairs = content.models().pairs();
        for (int p = 0; p < pairs.size(); p++) {
            pair(pairs.get(p), "/models/pairs/" + p);
        }
    }

    private void pair(ModelDifferences.OfPair pair, String at) {
        if (!pair.reason().isEmpty()) {
            into.words(Topic.MODEL_DIFFERENCE, names(pair), "not assessed: " + pair.reason(), file, at + "/reason");
            return;
        }
        for (int g = 0; g < pair.groups().size(); g++) {
            ModelDifferences.OfGroup group = pair.groups().get(g);
            for (Map.Entry<Rate, ModelDifferences.OfRate> one : group.rates().entrySet()) {
                rate(pair, group, one, at + "/groups/" + g + "/rates/");
            }
        }
    }

    private static Names names(ModelDifferences.OfPair pair) {
        return Names.of(Slot.FINDING, pair.finding())
                .and(Slot.MODEL, pair.second())
                .and(Slot.ITEM, pair.first());
    }

    private void rate(
            ModelDifferences.OfPair pair,
            ModelDifferences.OfGroup group,
            Map.Entry<Rate, ModelDifferences.OfRate> one,
            String rates) {
        Rate rate = one.getKey();
        String at = rates + rate.name().toLowerCase(Locale.ROOT);
        Names names = names(pair).and(Slot.GROUP, group.group()).and(Slot.RATE, HarmSentences.words(rate));
        ModelsTold.Extent extent = told.extent(pair, group, rate);
        difference(
                Topic.MODEL_DIFFERENCE,
                names,
                one.getValue().difference(),
                told.difference(pair, group, rate),
                extent,
                at + "/difference");
        p(names, one.getValue().difference(), extent, at + "/difference");
        Optional<Difference> gap = one.getValue().gap();
        if (gap.isPresent()) {
            ModelsTold.Extent ofGap = told.extentOfGap(pair, group, rate);
            difference(Topic.MODEL_GAP, names, gap.get(), told.gap(pair, group, rate), ofGap, at + "/gap");
        }
    }

    private void difference(
            Topic topic, Names names, Difference one, String text, ModelsTold.Extent extent, String at) {
        boolean isJoint = one.simultaneous() instanceof Estimate.Known;
        String place = at + (isJoint ? "/simultaneous" : "/estimate");
        Estimate estimate = isJoint ? one.simultaneous() : one.estimate();
        Reading reading = new Reading("difference of rates", text, DECIMALS);
        switch (extent) {
            case WHOLE -> into.estimate(topic, names, estimate, null, reading, file, place);
            case VALUE -> into.estimate(topic, names, withoutInterval(estimate), null, reading, file, place);
            case NOTHING -> into.withheld(topic, names, reading.unit(), text, file, place);
        }
    }

    private static Estimate withoutInterval(Estimate estimate) {
        return estimate.isDefined() ? new Estimate.Point(estimate.valueOr(0)) : estimate;
    }

    private void p(Names names, Difference one, ModelsTold.Extent extent, String at) {
        String place = at + "/adjusted_p";
        if (extent == ModelsTold.Extent.WHOLE) {
            into.estimate(Topic.MODEL_P, names, one.adjustedP(), null, Reading.ofP(one.adjustedP()), file, place);
        } else {
            into.withheld(Topic.MODEL_P, names, "p", NumberText.HIDDEN, file, place);
        }
    }
}

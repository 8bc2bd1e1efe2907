package org.subtext.audit.answers;

import java.util.List;
import org.subtext.audit.answers.Collected.Names;
import org.subtext.audit.answers.Collected.Reading;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.along.RatesAlong;
import org.subtext.report.charts.NumberText;
import org.subtext.report.harm.AlongText;
import org.subtext.report.harm.AlongTold;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmSentences;
import org.subtext.report.harm.HarmTold;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/** Rates along recorded numbers, as the page of a run of harm tells them. */
final class AlongFigures {
    private static final int DECIMALS = 2;

    private final Collected into;
    private final HarmContent content;
    private final AlongTold told;
    private final StoredFile file;

    private AlongFigures(Collected into, HarmContent content, HarmTold told, StoredFile file) {
        this.into = into;
        this.content = content;
        this.told = new AlongTold(content, told);
        this.file = file;
    }

    static void collect(Collected into, HarmContent content, HarmTold told, StoredFile file) {
        if (!content.along().rates().isEmpty()) {
            new AlongFigures(into, content, told, file).collect();
        }
    }

    private void collect() {
        into.words(Topic.ALONG, new Names(), AlongText.answer(content), file, "/along/rates");
        List<RatesAlong.OfRate> rates = content.along().rates();
        for (int r = 0; r < rates.size(); r++) {
            rate(rates.get(r), "/along/rates/" + r);
        }
    }

    /** Of the finding with the title that a rate has. */
    private Names names(RatesAlong.OfRate rate) {
        HarmAssessment.OfFinding finding = content.assessment().findings().stream()
                .filter(one -> one.title().equals(rate.title()))
                .findFirst()
                .orElseThrow(() -> file.disagrees("/along/rates"));
        return HarmFigures.names(finding)
                .and(Slot.COLUMN, rate.column())
                .and(Slot.RATE, HarmSentences.words(rate.rate()));
    }

    private void rate(RatesAlong.OfRate rate, String at) {
        String reference = AlongText.number(rate.reference());
        value(rate, reference, rate.atReference(), at + "/at_reference");
        for (int d = 0; d < rate.differences().size(); d++) {
            difference(rate, rate.differences().get(d), at + "/differences/" + d);
        }
        Names names = names(rate);
        String unit = "log odds in " + Digits.exact(RatesAlong.STEP);
        estimate(Topic.ALONG_SLOPE, names, rate, rate.slope(), ofDifference(unit, rate.slope()), at + "/slope");
        estimate(Topic.ALONG_P, names, rate, rate.adjustedP(), Reading.ofP(rate.adjustedP()), at + "/adjusted_p");
    }

    private void difference(RatesAlong.OfRate rate, RatesAlong.Difference one, String at) {
        String number = AlongText.number(one.at());
        value(rate, number, one.rate(), at + "/rate");
        boolean isJoint = one.simultaneous() instanceof Estimate.Known;
        Estimate estimate = isJoint ? one.simultaneous() : one.estimate();
        Names names = names(rate).and(Slot.NUMBER, number).and(Slot.ITEM, AlongText.number(rate.reference()));
        estimate(
                Topic.ALONG_DIFFERENCE,
                names,
                rate,
                estimate,
                ofDifference("difference of rates", estimate),
                at + (isJoint ? "/simultaneous" : "/estimate"));
        into.words(Topic.ALONG_VERDICT, names, AlongText.worse(one), file, at + "/verdict");
    }

    private void value(RatesAlong.OfRate rate, String number, Estimate estimate, String at) {
        estimate(
                Topic.ALONG_RATE,
                names(rate).and(Slot.NUMBER, number),
                rate,
                estimate,
                new Reading(HarmSentences.words(rate.rate()), AlongText.rate(estimate), DECIMALS),
                at);
    }

    private static Reading ofDifference(String unit, Estimate estimate) {
        return new Reading(unit, AlongText.difference(estimate), DECIMALS);
    }

    /** What stands in the way of a rate stands in that of all that was computed of it. */
    private void estimate(
            Topic topic, Names names, RatesAlong.OfRate rate, Estimate estimate, Reading reading, String at) {
        if (told.isTold(rate)) {
            into.estimate(topic, names, estimate, null, reading, file, at);
        } else {
            into.withheld(topic, names, reading.unit(), NumberText.HIDDEN, file, at);
        }
    }
}

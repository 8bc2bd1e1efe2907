package org.subtext.audit.answers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.subtext.audit.answers.Collected.Names;
import org.subtext.audit.answers.Collected.Reading;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.report.Audience;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmNumbers;
import org.subtext.report.harm.HarmSentences;
import org.subtext.report.harm.HarmTold;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** Figures of a run of harm, as they are told. */
final class HarmFigures {
    private static final Names NONE = new Names();
    private static final int DECIMALS = 2;

    private static final String NO_GROUPS =
            "No groups were compared: rates were told along numbers, of all patients together.";

    private final Collected into;
    private final HarmContent content;
    private final HarmTold told;
    private final HarmNumbers numbers;
    private final StoredFile file;

    private HarmFigures(Collected into, HarmContent content, StoredFile file) {
        this.into = into;
        this.content = content;
        this.told = HarmTold.of(content, Audience.ANYBODY);
        this.numbers = new HarmNumbers(told, NumberText.HIDDEN, "none");
        this.file = file;
    }

    static void collect(Collected into, HarmContent content, StoredFile file) {
        new HarmFigures(into, content, file).collect();
    }

    private void collect() {
        Labels labels = into.labels();
        labels.of(Slot.ATTRIBUTE, content.plan().about());
        content.sizes().groups().forEach(group -> labels.of(Slot.GROUP, group.name()));
        content.assessment().findings().forEach(finding -> names(finding).each(labels::of));
        answer();
        who();
        List<HarmAssessment.OfFinding> findings = content.assessment().findings();
        for (int f = 0; f < findings.size(); f++) {
            finding(findings.get(f), "/assessment/findings/" + f);
        }
        ModelFigures.collect(into, content, told, file);
        AlongFigures.collect(into, content, told, file);
        List<String> remarks = told.remarks();
        for (int i = 0; i < remarks.size(); i++) {
            into.words(Topic.NOTES, NONE, remarks.get(i), file, "/remarks/" + i);
        }
    }

    private void answer() {
        HarmSentences sentences = new HarmSentences(content, told);
        into.words(
                Topic.HARM,
                NONE,
                Lists.capitalised(sentences.answer()) + ". " + String.join(" ", sentences.sentences()),
                file,
                "/answer/verdict");
        List<String> harmed = content.answer().harmed();
        into.words(Topic.HARMED, NONE, harmed.isEmpty() ? none() : Lists.and(labelled(harmed)), file, "/answer/harmed");
        List<String> left = content.answer().notAssessed();
        into.words(
                Topic.NOT_ASSESSED,
                NONE,
                left.isEmpty()
                        ? (hasGroups() ? "Every group was assessed in some rate." : NO_GROUPS)
                        : Lists.and(labelled(left)),
                file,
                "/answer/not_assessed");
    }

    /** That no group is shown to be harmed says nothing where no gap was assessed. */
    private String none() {
        if (!hasGroups()) {
            return NO_GROUPS;
        }
        return content.answer().verdict() == Verdict.NOT_ASSESSED
                ? "No gap could be assessed, so that nothing is said of any group."
                : "No group is shown to be served worse.";
    }

    private List<String> labelled(List<String> groups) {
        return groups.stream().map(name -> into.labels().of(Slot.GROUP, name)).toList();
    }

    private boolean hasGroups() {
        return content.plan().comparison().hasGroups();
    }

    private void who() {
        var comparison = content.plan().comparison();
        into.words(
                Topic.ATTRIBUTE,
                Names.of(Slot.ATTRIBUTE, content.plan().about()),
                "recorded " + content.plan().about(),
                file,
                "/plan/comparison/attribute");
        into.words(
                Topic.REFERENCE,
                NONE,
                into.labels().of(Slot.GROUP, comparison.reference()),
                file,
                "/plan/comparison/reference");
        double margin = content.plan().decision().margin();
        into.number(Topic.HARM_MARGIN, NONE, margin, "gap", Digits.exact(margin, 2), file, "/plan/decision/margin");
        into.number(
                Topic.SEED,
                NONE,
                content.plan().seed(),
                "seed",
                Long.toString(content.plan().seed()),
                file,
                "/plan/seed");
        into.number(
                Topic.DRAWS,
                NONE,
                content.plan().draws(),
                "draws",
                Digits.count(content.plan().draws()),
                file,
                "/plan/draws");
        HarmContent.Sizes sizes = content.sizes();
        boolean isTotalTold = told.total().isPresent();
        into.count(
                Topic.PATIENTS,
                NONE,
                isTotalTold ? OptionalInt.of(sizes.judgedPatients()) : OptionalInt.empty(),
                "patient",
                "patients",
                file,
                "/sizes/judged_patients");
        into.count(
                Topic.IMAGES,
                NONE,
                isTotalTold ? OptionalInt.of(sizes.judgedImages()) : OptionalInt.empty(),
                "image",
                "images",
                file,
                "/sizes/judged_images");
        List<String> groups =
                sizes.groups().stream().map(HarmContent.Group::name).toList();
        into.words(Topic.GROUPS, NONE, Lists.and(labelled(groups)), file, "/sizes/groups");
        for (int g = 0; g < groups.size(); g++) {
            Optional<HarmContent.Group> size = told.size(groups.get(g));
            into.count(
                    Topic.GROUP_SIZE,
                    Names.of(Slot.GROUP, groups.get(g)),
                    size.map(one -> OptionalInt.of(one.patients())).orElse(OptionalInt.empty()),
                    "patient",
                    "patients",
                    file,
                    "/sizes/groups/" + g + "/patients");
        }
        List<String> findings = content.assessment().findings().stream()
                .map(one -> into.labels().of(Slot.FINDING, one.finding()))
                .distinct()
                .toList();
        into.words(Topic.FINDINGS, NONE, Lists.and(findings), file, "/assessment/findings");
    }

    private void finding(HarmAssessment.OfFinding finding, String at) {
        Names named = names(finding);
        into.words(
                Topic.CUT,
                named,
                HarmNumbers.thresholds(finding).orElse("not assessed, no threshold"),
                file,
                at + "/thresholds");
        for (int g = 0; g < finding.groups().size(); g++) {
            group(finding, finding.groups().get(g), at + "/groups/" + g);
        }
        for (int g = 0; g < finding.gaps().size(); g++) {
            gap(finding, finding.gaps().get(g), at + "/gaps/" + g);
        }
    }

    private static Names names(HarmAssessment.OfFinding finding, String group) {
        return names(finding).and(Slot.GROUP, group);
    }

    /** A finding, and whose scores of it they are where several models have some. */
    static Names names(HarmAssessment.OfFinding finding) {
        Names named = Names.of(Slot.FINDING, finding.finding());
        return finding.model().isEmpty() ? named : named.and(Slot.MODEL, finding.model());
    }

    private void group(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group, String at) {
        for (Map.Entry<Rate, Estimate> one : group.rates().entrySet()) {
            Rate rate = one.getKey();
            Names names = names(finding, group.group()).and(Slot.RATE, HarmSentences.words(rate));
            String pointer = at + "/rates/" + rate.name().toLowerCase(Locale.ROOT);
            String text = numbers.rate(finding, group, rate);
            if (told.share(finding, group, rate).form() == Form.EXACT) {
                into.estimate(
                        Topic.RATE,
                        names,
                        one.getValue(),
                        null,
                        new Reading(HarmSentences.words(rate), text, DECIMALS),
                        file,
                        pointer);
            } else {
                into.withheld(Topic.RATE, names, HarmSentences.words(rate), text, file, pointer);
            }
        }
        Names names = names(finding, group.group());
        if (told.isAucTold(finding, group)) {
            into.estimate(
                    Topic.FINDING_AUC,
                    names,
                    group.auc(),
                    null,
                    Reading.ofShare("AUC", group.auc()),
                    file,
                    at + "/auc");
        } else {
            into.withheld(Topic.FINDING_AUC, names, "AUC", NumberText.HIDDEN, file, at + "/auc");
        }
    }

    private void gap(HarmAssessment.OfFinding finding, HarmAssessment.Gap gap, String at) {
        Names names = names(finding, gap.group())
                .and(Slot.RATE, HarmSentences.words(gap.rate()))
                .and(Slot.ITEM, gap.reference());
        boolean isExact = told.gap(finding, gap).form() == Form.EXACT;
        boolean isJoint = gap.simultaneous() instanceof Estimate.Known;
        String text = gap.verdict() == Verdict.NOT_ASSESSED
                ? "not assessed: " + gap.reason()
                : numbers.gap(finding, gap) + (isJoint && isExact ? ", for all gaps together" : "");
        if (isExact) {
            into.estimate(
                    Topic.GAP,
                    names,
                    isJoint ? gap.simultaneous() : gap.estimate(),
                    null,
                    new Reading("difference of rates", text, DECIMALS),
                    file,
                    at + (isJoint ? "/simultaneous" : "/estimate"));
            into.estimate(
                    Topic.GAP_P, names, gap.adjustedP(), null, Reading.ofP(gap.adjustedP()), file, at + "/adjusted_p");
        } else {
            into.withheld(Topic.GAP, names, "difference of rates", text, file, at + "/estimate");
            into.withheld(Topic.GAP_P, names, "p", NumberText.HIDDEN, file, at + "/adjusted_p");
        }
        into.words(Topic.GAP_VERDICT, names, HarmSentences.words(gap.verdict()), file, at + "/verdict");
        if (told.isSizeTold(finding, gap)) {
            String needed = HarmSentences.needed(gap) + " " + HarmSentences.cases(gap.rate(), finding.title());
            OptionalLong here = told.rows(finding, finding.group(gap.group()), gap.rate());
            into.words(
                    Topic.NEEDED,
                    names,
                    needed + (here.isPresent() ? " (" + Digits.count(here.getAsLong()) + " here)" : ""),
                    file,
                    at + "/rows_needed");
        }
    }
}

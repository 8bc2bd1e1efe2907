package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.report.Audience;
import org.subtext.report.charts.NumberText;
import org.subtext.report.charts.Svg;

/** What the sections of the page have in common. */
record HarmShown(HarmContent content, HarmTold told, BesideTold beside) {
    /** Of more findings only tables of gaps are shown. */
    private static final int MOST_DRAWN = 6;

    /** A finding with what stands beside it. */
    record Both(HarmAssessment.OfFinding assessed, BesideGaps.OfFinding beside) {
        String title() {
            return assessed.title();
        }
    }

    static HarmShown of(HarmContent content, Audience audience) {
        HarmTold told = HarmTold.of(content, audience);
        return new HarmShown(content, told, new BesideTold(told));
    }

    AlongTold along() {
        return new AlongTold(content, told);
    }

    HarmNumbers numbers() {
        return new HarmNumbers(told, NumberText.HIDDEN, "–");
    }

    String attribute() {
        return content.plan().about();
    }

    boolean hasGroups() {
        return content.plan().comparison().hasGroups();
    }

    /** Words of a run that compares groups, or of one about all patients together. */
    String either(String ofGroups, String ofAll) {
        return hasGroups() ? ofGroups : ofAll;
    }

    /** Over the names of groups; of all patients together nothing. */
    String groupColumn() {
        return either("Group", "");
    }

    String reference() {
        return content.plan().comparison().reference();
    }

    List<String> groups() {
        return content.sizes().groups().stream().map(HarmContent.Group::name).toList();
    }

    /** One colour a group in all figures. */
    String colour(String group) {
        return Svg.colour(groups().indexOf(group));
    }

    String dash(String group) {
        return Svg.dash(groups().indexOf(group));
    }

    /** Findings with harm before all others, else as in the table; no more than can be looked at. */
    List<Both> drawn() {
        List<Both> all = new ArrayList<>();
        for (HarmAssessment.OfFinding finding : content.assessment().findings()) {
            Optional<BesideGaps.OfFinding> beside = content.beside().of(finding.title());
            beside.ifPresent(one -> all.add(new Both(finding, one)));
        }
        all.sort(Comparator.comparing(one -> !isHarmful(one.assessed())));
        return List.copyOf(all.subList(0, Math.min(MOST_DRAWN, all.size())));
    }

    private static boolean isHarmful(HarmAssessment.OfFinding finding) {
        return finding.gaps().stream().anyMatch(gap -> gap.verdict() == Verdict.HARM_SHOWN);
    }

    /** Which findings a figure or table leaves out; empty where none. */
    String leftOut() {
        int more = content.assessment().findings().size() - drawn().size();
        return more == 0
                ? ""
                : " Of " + more + (more == 1 ? " further finding" : " further findings")
                        + " the figures are in the run's own files.";
    }
}

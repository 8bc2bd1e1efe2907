package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.ToldShare.Form;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** All gaps: a forest, and the numbers. */
final class GapSection {
    /** Lines of a figure that a printed page holds beneath the contents. */
    private static final int MOST_LINES = 33;

    private static final int PANELS = 2;

    private final Page page;
    private final HarmShown shown;

    private GapSection(Page page, HarmShown shown) {
        this.page = page;
        this.shown = shown;
    }

    static void write(Page page, HarmShown shown) {
        new GapSection(page, shown).write();
    }

    private void write() {
        page.section("gaps", "The gaps");
        List<Rate> rates = shown.content().plan().rates();
        for (int from = 0; from < rates.size(); from += PANELS) {
            List<Rate> panels = rates.subList(from, Math.min(from + PANELS, rates.size()));
            for (List<GapForest.Line> lines : pages()) {
                page.figure(new GapForest(shown, panels, lines).draw(), caption());
            }
        }
        numbers();
    }

    private String caption() {
        HarmContent content = shown.content();
        return "Each group less " + shown.reference()
                + " at one threshold a finding. Bars: intervals that hold for all "
                + Digits.counted(content.assessment().family().size(), "gap", "gaps") + " together at "
                + Percent.exact(1 - content.plan().decision().alpha()) + " %. Shaded: gaps up to "
                + Digits.exact(content.plan().decision().margin(), 2)
                + " count as none. Squares: harm shown; filled circles: excluded; hollow: cannot tell.";
    }

    /** Whole findings on as many figures as it takes. */
    private List<List<GapForest.Line>> pages() {
        List<List<GapForest.Line>> pages = new ArrayList<>();
        List<GapForest.Line> lot = new ArrayList<>();
        for (HarmAssessment.OfFinding finding : shown.content().assessment().findings()) {
            List<GapForest.Line> lines = new ArrayList<>(List.of(new GapForest.Line(finding, null)));
            finding.groups().stream()
                    .map(HarmAssessment.OfGroup::group)
                    .filter(group -> !group.equals(shown.reference()))
                    .forEach(group -> lines.add(new GapForest.Line(finding, group)));
            if (!lot.isEmpty() && lot.size() + lines.size() > MOST_LINES) {
                pages.add(List.copyOf(lot));
                lot.clear();
            }
            lot.addAll(lines);
        }
        pages.add(lot);
        return pages;
    }

    private void numbers() {
        Table table = new Table(
                "Rates of each group and gaps to " + shown.reference() + ". Of: images that the rate is a share of."
                        + " Intervals of rates hold one by one, those of gaps for all together; p for all together."
                        + (shown.told().hidesAnything()
                                ? " * Where it lies, since its interval would tell a small count: no interval of"
                                        + " confidence."
                                : ""),
                List.of("Group", "Rate", "Of", "Value", "Gap", "p", "Verdict"),
                Set.of(1, 6));
        for (HarmAssessment.OfFinding finding : shown.content().assessment().findings()) {
            table.group(finding.title()
                    + HarmNumbers.thresholds(finding).map(one -> ", " + one).orElse(": no threshold"));
            for (HarmAssessment.OfGroup group : finding.groups()) {
                shown.content().plan().rates().forEach(rate -> table.row(cells(finding, group, rate)));
            }
        }
        page.table(table);
    }

    private List<String> cells(HarmAssessment.OfFinding finding, HarmAssessment.OfGroup group, Rate rate) {
        OptionalLong of = shown.told().rows(finding, group, rate);
        String rows = of.isPresent() ? Digits.count(of.getAsLong()) : NumberText.HIDDEN;
        HarmNumbers numbers = shown.numbers();
        List<String> cells = new ArrayList<>(
                List.of(group.group(), HarmSentences.words(rate), rows, numbers.rate(finding, group, rate)));
        HarmAssessment.Gap gap = finding.gap(rate, group.group()).orElse(null);
        if (gap == null) {
            cells.addAll(List.of("reference", "", ""));
        } else if (gap.verdict() == Verdict.NOT_ASSESSED) {
            cells.addAll(List.of("–", "–", HarmSentences.words(gap.verdict())));
        } else {
            boolean isExact = shown.told().gap(finding, gap).form() == Form.EXACT;
            cells.addAll(List.of(
                    numbers.gap(finding, gap),
                    isExact ? NumberText.p(gap.adjustedP()) : NumberText.HIDDEN,
                    HarmSentences.words(gap.verdict())));
        }
        return cells;
    }
}

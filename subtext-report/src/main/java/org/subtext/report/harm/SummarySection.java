package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.subtext.harm.FindingTable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.Verdict;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Markup;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** The page that a committee reads: the answer, who by what, and what to do next. */
final class SummarySection {
    private static final String HARM = "#f8d3bd";
    private static final String ALIKE = "#cfe8de";

    /** Of more gaps with harm the tables tell. */
    private static final int MOST_ACTIONS = 6;

    private final Page page;
    private final HarmShown shown;

    private SummarySection(Page page, HarmShown shown) {
        this.page = page;
        this.shown = shown;
    }

    static void write(Page page, HarmShown shown) {
        new SummarySection(page, shown).write();
    }

    private void write() {
        page.section("answer", "On one page");
        HarmSentences sentences = new HarmSentences(shown.content(), shown.told());
        Markup box = Markup.tag("div")
                .with("class", "verdict " + kind())
                .add(Markup.text("p", Lists.capitalised(sentences.answer())).with("class", "answer"));
        for (String sentence : sentences.sentences()) {
            box = box.add(Markup.text("p", sentence));
        }
        page.add(box);
        if (shown.hasGroups()) {
            matrix();
        }
        page.heading("What to do next");
        page.list(actions());
        shown.told().remarks().forEach(remark -> page.small("Note: " + remark));
        if (shown.told().hidesAnything()) {
            page.small(
                    "Counts of fewer than " + CasesTold.SMALLEST + " are told of nowhere: a rate that would tell one is"
                            + " a range or hidden, and no curve of such a group is drawn. What is hidden may be large, where"
                            + " a small count would follow from it.");
        }
    }

    private String kind() {
        if (shown.content().along().verdict() == Verdict.HARM_SHOWN) {
            return "reveals";
        }
        return switch (shown.content().verdict()) {
            case HARM_SHOWN -> "reveals";
            case HARM_EXCLUDED -> "no-evidence";
            case CANNOT_TELL, NOT_ASSESSED -> "open";
        };
    }

    private List<String> others() {
        return shown.groups().stream()
                .filter(group -> !group.equals(shown.reference()))
                .toList();
    }

    private void matrix() {
        List<String> headers = new ArrayList<>(List.of("Finding"));
        headers.addAll(others());
        Table table = new Table(
                "Each group against " + shown.reference() + ", in "
                        + Lists.and(shown.content().plan().rates().stream()
                                .map(SummarySection::both)
                                .toList())
                        + ". Worse, better: shown beyond the margin for all gaps together. Alike: a gap beyond it is"
                        + " excluded in every rate. Open: more images would tell. A dash: fewer than "
                        + shown.content().plan().comparison().leastPatients()
                        + " patients of a rate, or no threshold that parts images.",
                headers);
        for (HarmAssessment.OfFinding finding : shown.content().assessment().findings()) {
            List<Table.Cell> cells = new ArrayList<>(List.of(Table.Cell.of(finding.title())));
            others().forEach(group -> cells.add(cell(finding, group)));
            table.heatRow(cells);
        }
        page.table(table);
    }

    private static Table.Cell cell(HarmAssessment.OfFinding finding, String group) {
        List<HarmAssessment.Gap> gaps = gaps(finding, group);
        String worse = rates(gaps, true);
        String better = rates(gaps, false);
        if (!worse.isEmpty() || !better.isEmpty()) {
            String both = (worse.isEmpty() ? "" : "worse: " + worse)
                    + (worse.isEmpty() || better.isEmpty() ? "" : "; ")
                    + (better.isEmpty() ? "" : "better: " + better);
            return new Table.Cell(both, HARM);
        }
        if (gaps.stream().anyMatch(gap -> gap.verdict() == Verdict.CANNOT_TELL)) {
            return Table.Cell.of("open");
        }
        return gaps.stream().anyMatch(gap -> gap.verdict() == Verdict.HARM_EXCLUDED)
                ? new Table.Cell("alike", ALIKE)
                : Table.Cell.of("–");
    }

    private static String rates(List<HarmAssessment.Gap> gaps, boolean isGroupHarmed) {
        return String.join(
                ", ",
                gaps.stream()
                        .filter(gap -> gap.verdict() == Verdict.HARM_SHOWN)
                        .filter(gap -> gap.harmed().filter(gap.group()::equals).isPresent() == isGroupHarmed)
                        .map(gap -> shortly(gap.rate()))
                        .toList());
    }

    /** A rate in words, and as a cell names it. */
    private static String both(Rate rate) {
        String words = HarmSentences.words(rate);
        String letters = shortly(rate);
        return words.equals(letters) ? words : words + " (" + letters + ")";
    }

    /** A rate in letters that a cell has room for. */
    static String shortly(Rate rate) {
        return switch (rate) {
            case TRUE_POSITIVE -> "TPR";
            case FALSE_POSITIVE -> "FPR";
            case FALSE_NEGATIVE -> "FNR";
            case TRUE_NEGATIVE -> "TNR";
            case POSITIVE_PREDICTIVE_VALUE -> "PPV";
            case NEGATIVE_PREDICTIVE_VALUE -> "NPV";
            case SELECTION, PREVALENCE -> rate.name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<HarmAssessment.Gap> gaps(HarmAssessment.OfFinding finding, String group) {
        return finding.gaps().stream().filter(gap -> gap.group().equals(group)).toList();
    }

    private List<String> actions() {
        if (!shown.hasGroups()) {
            return List.of(alongAction());
        }
        List<String> actions = new ArrayList<>(harms());
        for (String group : others()) {
            List<One> all = all(group);
            List<One> open = of(all, Verdict.CANNOT_TELL);
            int none = of(all, Verdict.NOT_ASSESSED).size();
            if (!open.isEmpty() || none > 0) {
                List<String> parts = new ArrayList<>();
                if (!open.isEmpty()) {
                    parts.add(open.size() + " of " + Digits.counted(all.size(), "gap", "gaps")
                            + (open.size() == 1 ? " is open" : " are open"));
                }
                if (none > 0) {
                    parts.add(none + (open.isEmpty() ? " of " + Digits.counted(all.size(), "gap", "gaps") : "")
                            + " could not be assessed");
                }
                actions.add(lead(group) + ": " + Lists.and(parts) + "." + (open.isEmpty() ? "" : sizes(open)));
            }
        }
        if (actions.isEmpty()) {
            actions.add("Nothing is open. Ask again when the model, its threshold or the patients change.");
        }
        return actions;
    }

    private String alongAction() {
        return switch (shown.content().verdict()) {
            case HARM_SHOWN ->
                "Before the model is used, settle why rates differ along " + shown.attribute()
                        + ": curves and differences stand below.";
            case HARM_EXCLUDED -> "Nothing is open. Ask again when the model, its threshold or the patients change.";
            case CANNOT_TELL -> "Collect images of patients at the numbers whose differences are open below.";
            case NOT_ASSESSED ->
                "Collect images, or compare nearer numbers: too few patients have a rate, or lie beyond one.";
        };
    }

    private String lead(String group) {
        return group.equals(FindingTable.NOT_RECORDED)
                ? "Record " + shown.attribute() + " where it is not"
                : "Collect images of " + group;
    }

    private static List<One> of(List<One> all, Verdict verdict) {
        return all.stream().filter(one -> one.gap().verdict() == verdict).toList();
    }

    private record One(HarmAssessment.OfFinding finding, HarmAssessment.Gap gap) {}

    private List<One> all(String group) {
        List<One> all = new ArrayList<>();
        for (HarmAssessment.OfFinding finding : shown.content().assessment().findings()) {
            gaps(finding, group).forEach(gap -> all.add(new One(finding, gap)));
        }
        return all;
    }

    private List<String> harms() {
        List<String> harms = new ArrayList<>();
        int found = 0;
        for (String group : others()) {
            for (One one : all(group)) {
                if (one.gap().verdict() == Verdict.HARM_SHOWN && ++found <= MOST_ACTIONS) {
                    harms.add("Before the model is used for " + one.finding().title() + ", settle why "
                            + one.gap().harmed().orElse(group) + " is served worse ("
                            + HarmSentences.words(one.gap().rate()) + ", " + group + " against " + shown.reference()
                            + "): cases, labels and curves stand below.");
                }
            }
        }
        if (found > MOST_ACTIONS) {
            harms.add("The same for " + Digits.counted(found - MOST_ACTIONS, "further gap", "further gaps")
                    + " of the table above.");
        }
        return harms;
    }

    /** How many images of the group settle the first and the last of its open gaps. */
    private String sizes(List<One> open) {
        List<One> foretold = open.stream()
                .filter(one -> shown.told().isSizeTold(one.finding(), one.gap()))
                .sorted(Comparator.comparingLong(one -> needed(one)))
                .toList();
        if (foretold.isEmpty()) {
            return " How many would do cannot be foretold, or would tell a small count.";
        }
        One first = foretold.get(0);
        One last = foretold.get(foretold.size() - 1);
        boolean areAllTold = foretold.size() == open.size();
        if (first == last) {
            return (areAllTold ? " That takes " : " The one whose size can be told takes ") + size(first) + ".";
        }
        return (areAllTold
                        ? " The nearest takes "
                        : " Of the " + foretold.size() + " whose size can be told the nearest takes ")
                + size(first) + ", the farthest " + size(last) + ".";
    }

    private static long needed(One one) {
        return one.gap().rowsNeeded().orElse(0);
    }

    private OptionalLong here(One one) {
        return shown.told()
                .rows(
                        one.finding(),
                        one.finding().group(one.gap().group()),
                        one.gap().rate());
    }

    private String size(One one) {
        return HarmSentences.needed(one.gap()) + " "
                + HarmSentences.cases(one.gap().rate(), one.finding().title()) + " ("
                + Digits.count(here(one).orElse(0)) + " here)";
    }
}

package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.ExperimentAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.assessment.Verdict;
import org.subtext.routes.RoutesAssessment;

/** The verdict as a block of plain text, at most 25 lines of {@value #WIDTH} columns, and up to a dozen on the routes. */
public final class TerminalSummary {
    /** Columns of the block. */
    public static final int WIDTH = 88;

    private static final int MOST_CLASSES = 6;
    private static final int MOST_LINES = 25;
    private static final int MOST_CAVEATS = 3;
    private static final int MOST_ROUTE_SENTENCES = 4;
    private static final int NAME = 30;
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private TerminalSummary() {}

    /**
     * The block.
     *
     * @param where what was written, as the last line should name it: a path
     * @param ansi whether the answer is set bold by an escape sequence
     */
    public static String of(ReportContent content, String where, boolean ansi) {
        Assessment assessment = Disclosure.shareable(content.assessment());
        List<String> lines = new ArrayList<>();
        Verdict verdict = assessment.verdict();
        String answer = verdict == null
                ? "No single verdict: several score columns are compared"
                : verdict.kind().words().toUpperCase(Locale.ROOT);
        lines.add(ansi ? BOLD + answer + PLAIN : answer);
        if (verdict != null) {
            lines.addAll(wrapped(verdict.sentence(), ""));
        }
        lines.add("");
        List<String> closing = new ArrayList<>(routes(content));
        closing.addAll(closing(content, where));
        for (ExperimentAssessment experiment : assessment.experiments()) {
            List<String> block = block(experiment, assessment);
            if (lines.size() + block.size() + closing.size()
                    > MOST_LINES + routes(content).size()) {
                break;
            }
            lines.addAll(block);
        }
        lines.addAll(closing);
        return String.join("\n", lines) + "\n";
    }

    private static List<String> block(ExperimentAssessment experiment, Assessment assessment) {
        LevelAssessment level = experiment.level(assessment.plan().primaryUnit());
        List<String> lines = new ArrayList<>();
        lines.add(row(
                RevealsSection.heading(experiment),
                assessment.plan().primaryUnit().plural(),
                "AUC (" + NumberText.level(assessment.plan().level()) + " CI)",
                "adjusted p"));
        SmallCells cells = SmallCells.ofGroups(
                level.classes().stream().map(ClassAssessment::positives).toList(),
                assessment.plan().smallestCell());
        int shown = Math.min(MOST_CLASSES, level.classes().size());
        for (int c = 0; c < shown; c++) {
            ClassAssessment one = level.classes().get(c);
            String count = cells.isHidden(c, 0) ? "hidden" : NumberText.count(one.positives());
            String auc = one.auc().isDefined() ? NumberText.cell(one.auc()) : "not defined, see report";
            lines.add(row("  " + one.name(), count, auc, NumberText.p(one.adjustedP())));
        }
        if (shown < level.classes().size()) {
            lines.add("  … and " + (level.classes().size() - shown) + " more classes in the report");
        }
        lines.add(row("  mean over classes", NumberText.count(level.rows()), NumberText.cell(level.macroAuc()), ""));
        lines.add("");
        return lines;
    }

    /** By what route, in the few sentences that the report begins its page with. */
    private static List<String> routes(ReportContent content) {
        RoutesAssessment routes = content.routes();
        if (routes == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        int notRun = routes.notRun().size();
        lines.add("By what route: " + NumberText.counted(routes.settingCount(), "setting", "settings")
                + (notRun > 0 ? ", " + notRun + " not run" : ""));
        routes.reading().stream()
                .limit(MOST_ROUTE_SENTENCES)
                .forEach(sentence -> lines.addAll(wrapped("- " + sentence, "  ")));
        if (routes.reading().size() > MOST_ROUTE_SENTENCES) {
            lines.add("  … and more on the report's page of routes");
        }
        lines.add("");
        return lines;
    }

    private static List<String> closing(ReportContent content, String where) {
        List<String> lines = new ArrayList<>();
        Verdict verdict = content.assessment().verdict();
        if (content.plantedTruth() != null) {
            lines.addAll(wrapped("Phantom cohort: " + content.plantedTruth(), "  "));
        }
        if (verdict != null && verdict.neededPatients() > 0) {
            lines.add("About " + NumberText.counted(verdict.neededPatients(), "patient", "patients")
                    + " of the same mix would settle it.");
        }
        if (verdict != null) {
            verdict.doesNotShow().stream().limit(MOST_CAVEATS).forEach(caveat -> lines.addAll(wrapped(caveat, "")));
        }
        lines.add("Report: " + where);
        return lines;
    }

    private static String row(String name, String count, String estimate, String p) {
        String fitted = name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
        return String.format(Locale.ROOT, "%-30s %10s  %-30s %10s", fitted, count, estimate, p)
                .stripTrailing();
    }

    private static List<String> wrapped(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(indent + word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}

package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.FormerRule;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.LadderWords;
import org.subtext.assessment.Verdict;
import org.subtext.looks.EarlierLooks;
import org.subtext.report.charts.NumberText;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.RuledOut;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Columns;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/**
 * The verdict as a block of plain text, at most 25 lines of {@value #WIDTH} columns, up to a dozen on the routes, one a
 * reader where there are several, the names of score columns that there was no room for, and what was found of the
 * input.
 */
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
        return of(content, where, ansi, Audience.ANYBODY);
    }

    /** The same for those who read it; what is for those inside says so in its first line. */
    public static String of(ReportContent whole, String where, boolean ansi, Audience audience) {
        Told told = Told.of(whole, audience);
        ReportContent content = told.content();
        List<String> lines = new ArrayList<>();
        if (told.isInternal()) {
            lines.add(Audience.MARK.toUpperCase(Locale.ROOT));
        }
        Verdict verdict = content.assessment().verdict();
        String answer = answer(verdict);
        lines.add(ansi ? BOLD + answer + PLAIN : answer);
        if (verdict != null) {
            lines.addAll(wrapped(verdict.sentence(), ""));
            if (verdict.isOfFormerRule()) {
                lines.addAll(wrapped(VerdictSection.OF_FORMER_RULE, ""));
            }
        }
        if (verdict != null) {
            RuledOut.beside(verdict, content.routes(), content.training() != null)
                    .forEach(sentence -> lines.addAll(wrapped(sentence, "")));
        }
        EarlierLooks looks = content.looks();
        if (looks != null && !looks.isFirst()) {
            lines.addAll(wrapped(looks.sentence(), ""));
        }
        lines.add("");
        lines.addAll(readers(content));
        List<String> closing = new ArrayList<>(routes(content));
        closing.addAll(closing(content, where));
        double level = content.assessment().plan().level();
        List<ResultTable> tables = ResultTable.of(told);
        int most = MOST_LINES + readers(content).size() + routes(content).size() + (told.isInternal() ? 1 : 0);
        int shown = 0;
        while (shown < tables.size()) {
            List<String> block = block(tables.get(shown), level);
            if (lines.size() + block.size() + closing.size() > most) {
                break;
            }
            lines.addAll(block);
            shown++;
        }
        lines.addAll(notShown(tables.subList(shown, tables.size())));
        told.remarks().forEach(remark -> lines.addAll(wrapped("Note: " + remark, "  ")));
        lines.addAll(closing);
        return String.join("\n", lines) + "\n";
    }

    /**
     * What the former rule says of the same estimates, in one or two sentences; without numbers where those that
     * anybody may read hide some class.
     */
    public static String ofFormerRule(ReportContent content, Audience audience) {
        Assessment assessment = content.assessment();
        if (assessment.verdict() == null) {
            return answer(null) + ".\n";
        }
        FormerRule rule = new FormerRule(assessment.plan());
        Verdict former = rule.apply(
                assessment.attribute(),
                assessment.primary().level(assessment.plan().primaryUnit()).former());
        String sentence = Told.of(content, audience).hidesAClass()
                ? "The former rule says " + former.kind().words() + "."
                : former.sentence();
        return String.join("\n", wrapped(sentence + " " + former.rule(), "")) + "\n";
    }

    /** The verdict in two words, or that there is none. */
    static String answer(@Nullable Verdict verdict) {
        return verdict == null
                ? "No single verdict: several score columns are compared"
                : verdict.kind().words().toUpperCase(Locale.ROOT);
    }

    private static List<String> block(ResultTable table, double level) {
        List<String> lines = new ArrayList<>();
        lines.add(row(
                table.experiment(), table.unit().plural(), "AUC (" + NumberText.level(level) + " CI)", "adjusted p"));
        int shown = Math.min(MOST_CLASSES, table.classes().size());
        for (ResultTable.Row one : table.classes().subList(0, shown)) {
            String auc = inTerminal(one.auc());
            lines.add(row("  " + one.name(), NumberText.count(one.cases()), auc, NumberText.p(one.adjustedP())));
        }
        if (shown < table.classes().size()) {
            lines.add("  … and " + (table.classes().size() - shown) + " more classes in the report");
        }
        ResultTable.Row mean = table.mean();
        lines.add(row(
                "  " + mean.name(),
                NumberText.count(mean.cases()),
                inTerminal(mean.auc()),
                mean.adjustedP().isDefined() ? NumberText.p(mean.adjustedP()) : ""));
        lines.add("");
        return lines;
    }

    /** Why there is none takes a sentence, which the report has. */
    private static String inTerminal(Estimate auc) {
        return auc.isDefined() ? NumberText.cell(auc) : NumberText.notDefined(auc) + ", see report";
    }

    /** Tables that the block has no room for are named, and stand in the report. */
    private static List<String> notShown(List<ResultTable> tables) {
        if (tables.isEmpty()) {
            return List.of();
        }
        List<String> names = tables.stream().map(ResultTable::experiment).toList();
        List<String> lines = new ArrayList<>(
                wrapped("… and, in the report: " + Lists.and(names, Lists.MOST_IN_A_SENTENCE) + ".", "  "));
        lines.add("");
        return lines;
    }

    /** Readers of different strength, a line each, and what their order means. */
    private static List<String> readers(ReportContent content) {
        Ladder ladder = content.assessment().ladder();
        if (ladder == null) {
            return List.of();
        }
        LadderWords words = new LadderWords(ladder, content.assessment().plan());
        List<String> lines = new ArrayList<>();
        lines.add(row(
                "reader, weakest first",
                "",
                "AUC (" + NumberText.level(content.assessment().plan().level()) + " CI)",
                "joint p"));
        for (Ladder.Rung rung : ladder.rungs()) {
            lines.add(row("  " + rung.kind().title(), "", inTerminal(rung.auc()), NumberText.p(rung.jointP())));
        }
        words.beaten().ifPresent(sentence -> lines.addAll(wrapped(sentence, "  ")));
        words.ofTables().ifPresent(sentence -> lines.addAll(wrapped(sentence, "  ")));
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
        lines.add("By what route: " + Digits.counted(routes.settingCount(), "setting", "settings")
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
        if (verdict != null && verdict.kind() == Verdict.Kind.CANNOT_TELL) {
            SizesTable.line(verdict).ifPresent(line -> lines.addAll(wrapped(line, "  ")));
        }
        if (verdict != null) {
            verdict.doesNotShow().stream().limit(MOST_CAVEATS).forEach(caveat -> lines.addAll(wrapped(caveat, "")));
        }
        lines.add("Report: " + where);
        return lines;
    }

    private static String row(String name, String count, String estimate, String p) {
        return String.format(Locale.ROOT, "%-30s %10s  %-30s %10s", Columns.fitted(name, NAME), count, estimate, p)
                .stripTrailing();
    }

    private static List<String> wrapped(String text, String indent) {
        return Columns.wrapped(text, indent, WIDTH);
    }
}

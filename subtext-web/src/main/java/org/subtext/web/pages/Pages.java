package org.subtext.web.pages;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.door.Answers;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.HarmAnswers;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.report.HtmlReport;
import org.subtext.report.Page;
import org.subtext.report.charts.Markup;
import org.subtext.report.harm.HarmPage;

/** The pages of one folder of runs, made when they are asked for. Thread-safe, and nothing is written. */
public final class Pages {
    private static final Comparator<RunSummary> LATEST_FIRST = Comparator.comparing(
                    RunSummary::when, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(RunSummary::name);

    private final Door door;

    public Pages(Door door) {
        this.door = door;
    }

    /** All runs. */
    public String audits() {
        return Sheet.of("Audits", AuditsPage.of(runs()));
    }

    /** What to say instead of a page. */
    public static String refusal(String title, String words) {
        return Sheet.of(title, Markup.text("p", words));
    }

    /**
     * A page of a run; empty where it is not finished, cannot be read, or is not asked that.
     *
     * @param asked in plain words, of {@link Question#ASK}; null where nothing was
     */
    public Optional<String> of(String run, Question question, @Nullable String asked) {
        return found(run, question).map(summary -> {
            Sheet.Place place = new Sheet.Place(run, question, Question.of(summary.kind()));
            Markup main = question == Question.ASK
                    ? AskPage.of(Questions.about(door.figures(run)), Link.to(run, question), asked)
                    : exhibits(summary, question).shown();
            return Sheet.of(run + ": " + question.title(), place, main);
        });
    }

    /** A figure of a page, by its number from 1, as SVG. */
    public Optional<String> drawing(String run, Question question, int number) {
        return found(run, question)
                .flatMap(summary -> exhibits(summary, question).drawing(number));
    }

    /** A table of a page, by its number from 1, as CSV. */
    public Optional<String> table(String run, Question question, int number) {
        return found(run, question)
                .flatMap(summary -> exhibits(summary, question).table(number));
    }

    /** Where each run stands, in words, by its name as addresses write it. */
    public Map<String, String> standing() {
        Map<String, String> standing = new LinkedHashMap<>();
        for (RunSummary run : runs()) {
            String words = run.state() == State.RUNNING
                    ? AuditsPage.words(run, door.course(run.name()))
                    : AuditsPage.words(run);
            standing.put(Link.encoded(run.name()), words);
        }
        return standing;
    }

    private List<RunSummary> runs() {
        return door.runs().stream().sorted(LATEST_FIRST).toList();
    }

    private Optional<RunSummary> found(String run, Question question) {
        return door.runs().stream()
                .filter(one -> one.name().equals(run) && one.state() == State.FINISHED)
                .filter(one -> Question.of(one.kind()).contains(question))
                .findFirst();
    }

    private Exhibits exhibits(RunSummary run, Question question) {
        Page page = run.kind() == Kind.HARM ? harm(run.name(), question) : audit(run.name(), question);
        return new Exhibits(page.body(), Link.to(run.name(), question));
    }

    private Page audit(String run, Question question) {
        Answers answers = door.open(run);
        Page page = HtmlReport.onScreen(answers.content(), question.parts());
        if (question == Question.FINDINGS) {
            NumbersPage.write(page, door.figures(run));
        }
        if (question == Question.ROUTES && answers.routes().isEmpty()) {
            page.paragraph("Nobody has asked yet by what route.");
        }
        if (question == Question.RECORD) {
            page.small("Sections that the checklist names are those of the report.");
        }
        AuditPlan plan = answers.plan();
        if (question == Question.RECORD && plan != null) {
            RecordPage.plan(page, plan);
        }
        return page;
    }

    private Page harm(String run, Question question) {
        HarmAnswers answers = door.openHarm(run);
        if (question == Question.HARM) {
            Page page = HarmPage.onScreen(answers.content());
            NumbersPage.write(page, door.figures(run));
            return page;
        }
        Page page = Page.forScreen();
        RecordPage.harm(page, answers);
        return page;
    }
}

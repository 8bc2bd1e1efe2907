package org.subtext.web.pages;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.cases.Recent;
import org.subtext.audit.door.Answers;
import org.subtext.audit.door.DiagnosisAnswers;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.HarmAnswers;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.audit.door.RunSummary.State;
import org.subtext.audit.door.Stamps;
import org.subtext.audit.door.Work;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.HtmlReport;
import org.subtext.report.Page;
import org.subtext.report.charts.Markup;
import org.subtext.report.findings.DiagnosisPage;
import org.subtext.report.harm.HarmPage;

/** The pages of one folder of runs, made when they are asked for. Thread-safe, and nothing is written. */
public final class Pages {
    private static final Comparator<RunSummary> LATEST_FIRST = Comparator.comparing(
                    RunSummary::when, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(RunSummary::name);

    /** Of the last runs that were looked at, each page some megabytes. */
    private static final int MOST_PAGES = 16;

    /** What a page is made of. */
    private record Asked(RunSummary run, Question question, Stamps stamps) {}

    private final Door door;
    private final @Nullable String startAddress;
    private final Recent<Asked, Exhibits> kept = new Recent<>(MOST_PAGES, page -> 1);

    public Pages(Door door) {
        this.door = door;
        this.startAddress = null;
    }

    /**
     * Pages that lead to where runs are started.
     *
     * @param startAddress where that is
     */
    public Pages(Door door, String startAddress) {
        this.door = door;
        this.startAddress = startAddress;
    }

    /** All runs. */
    public String audits() {
        return Sheet.of("Audits", AuditsPage.of(runs(), startAddress));
    }

    /** A page that is not of one run, in the same frame. */
    public static String framed(String title, Markup main) {
        return Sheet.of(title, new Sheet.Place("", List.of()), main);
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
            Sheet.Place place = Sheet.Place.of(run, question, Question.of(summary.kind()));
            Markup main = question == Question.ASK
                    ? AskPage.of(Questions.about(door.figures(run)), Link.to(run, question), asked)
                    : exhibits(summary, question).shown();
            return Sheet.of(run + ": " + question.title(), place, main);
        });
    }

    /**
     * All that may be shared of a run on one page that needs nothing beside itself: what the report tells anybody,
     * without pictures, without the plan and without the run's name.
     *
     * @throws InvalidInputException where there is no such run, it is not finished, or it has no answer to tell
     */
    public String bundle(String run) {
        RunSummary summary = door.run(run)
                .orElseThrow(() -> new InvalidInputException("There is no run \"" + Labels.of(run)
                        + "\" in that folder. Name the folder of a finished run."));
        if (summary.state() != State.FINISHED) {
            throw new InvalidInputException("Of the run \"" + Labels.of(run) + "\" nothing can be told to others ("
                    + summary.answer() + "). Name the folder of a finished run.");
        }
        Page page = whole(run, summary.kind());
        String asked = AuditsPage.asked(summary);
        return Bundle.of(
                asked.isEmpty() ? "How well does a diagnostic model tell findings?" : asked,
                Exhibits.ofOnePage(page.body()).shown());
    }

    private Page whole(String run, Kind kind) {
        if (kind == Kind.DIAGNOSIS) {
            return DiagnosisPage.onScreen(door.openDiagnosis(run).content()); // it has no figures beside its page
        }
        Page page = kind == Kind.HARM ? wholeHarm(run) : wholeAudit(run);
        NumbersPage.write(page, door.figures(run));
        return page;
    }

    private Page wholeAudit(String run) {
        List<Question> questions = List.of(Question.FINDINGS, Question.ROUTES, Question.GROUPS, Question.RECORD);
        return HtmlReport.onScreen(
                door.open(run).content(),
                questions.stream().flatMap(one -> one.parts().stream()).toList());
    }

    private Page wholeHarm(String run) {
        HarmAnswers answers = door.openHarm(run);
        Page page = HarmPage.onScreen(answers.content());
        RecordPage.harm(page, answers);
        return page;
    }

    /**
     * Two runs beside each other.
     *
     * @param runs as chosen; the numbers of the second are taken off those of the first
     */
    public String comparison(List<String> runs) {
        Sheet.Place place = new Sheet.Place("Two runs", List.of(new Sheet.Entry("Compare", Link.COMPARE, true)));
        Optional<Markup> obstacle = obstacle(runs);
        Markup main = obstacle.orElseGet(() -> {
            String first = runs.get(0);
            String second = runs.get(1);
            return Markup.fragment(List.of(compared(first, second).shown(), ComparePage.turned(first, second)));
        });
        return Sheet.of("Compare", place, main);
    }

    /** A figure of a comparison, by its number from 1, as SVG; empty where there is none. */
    public Optional<String> comparedDrawing(List<String> runs, int number) {
        return obstacle(runs).isPresent()
                ? Optional.empty()
                : compared(runs.get(0), runs.get(1)).drawing(number);
    }

    /** A table of a comparison, by its number from 1, as CSV; empty where there is none. */
    public Optional<String> comparedTable(List<String> runs, int number) {
        return obstacle(runs).isPresent()
                ? Optional.empty()
                : compared(runs.get(0), runs.get(1)).table(number);
    }

    /** What to say where two runs cannot be set beside each other whatever they hold. */
    private Optional<Markup> obstacle(List<String> names) {
        if (names.size() != 2) {
            return Optional.of(Markup.text(
                    "p",
                    "Two runs are compared, not " + names.size()
                            + ". Choose two in the list of audits: the first one in the list less the other."));
        }
        return names.stream()
                .filter(name -> door.run(name).filter(ComparePage::takes).isEmpty())
                .findFirst()
                .map(name -> Markup.text(
                        "p",
                        "Not comparable: only finished audits of images, scores or harm are, and \"" + Labels.of(name)
                                + "\" is none."));
    }

    private Exhibits compared(String first, String second) {
        Page page = ComparePage.of(door.compare(first, second));
        return new Exhibits(page.body(), file -> Link.toComparison(first, second, file));
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
            standing.put(Link.encoded(run.name()), run.state() == State.RUNNING ? running(run) : run.answer());
        }
        return standing;
    }

    /** Whoever works on it here says more than its folder does, of which runs of harm and of scores have nothing. */
    private String running(RunSummary run) {
        return door.works().stream()
                .filter(work -> work.run().equals(run.name()))
                .findFirst()
                .flatMap(Work::latest)
                .map(Standing::of)
                .orElseGet(() -> Standing.of(run, door.course(run.name())));
    }

    private List<RunSummary> runs() {
        return door.runs().stream().sorted(LATEST_FIRST).toList();
    }

    private Optional<RunSummary> found(String run, Question question) {
        return door.run(run)
                .filter(one -> one.state() == State.FINISHED)
                .filter(one -> Question.of(one.kind()).contains(question));
    }

    /** As it was made before, while the run's files are what they were then; who asks meanwhile waits for it. */
    private Exhibits exhibits(RunSummary run, Question question) {
        Asked asked = new Asked(run, question, door.stamps(run.name()));
        return kept.of(asked, () -> {
            Page page = page(run, question);
            return new Exhibits(page.body(), file -> Link.to(run.name(), question, file));
        });
    }

    private Page page(RunSummary run, Question question) {
        return switch (run.kind()) {
            case HARM -> harm(run.name(), question);
            case DIAGNOSIS -> diagnosis(run.name(), question);
            case IMAGES, SCORES -> audit(run.name(), question);
        };
    }

    private Page diagnosis(String run, Question question) {
        DiagnosisAnswers answers = door.openDiagnosis(run);
        if (question == Question.FINDINGS) {
            return DiagnosisPage.onScreen(answers.content());
        }
        Page page = Page.forScreen();
        RecordPage.plan(page, answers.plan());
        return page;
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

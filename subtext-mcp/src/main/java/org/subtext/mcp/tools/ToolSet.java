package org.subtext.mcp.tools;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.answers.Figure;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.answers.Slot;
import org.subtext.audit.answers.Topic;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.answers.questions.Reply;
import org.subtext.audit.door.ReadingDoor;

/**
 * The tools, in the order in which they are listed: the same for every folder of runs. Thread-safe.
 *
 * <p>A call never fails: what is wrong, unknown or not told is said in words, with what may be asked instead.
 */
public final class ToolSet {
    private static final String RUN = "run";
    private static final String OFFSET = "offset";
    private static final String LABEL_OF_RUN = "Label of a run, as the tool audits lists it.";
    private static final int MOST_OFFSET = 1_000_000;
    private static final int LONGEST_POINTER = 500;

    static final Set<Topic> VERDICT = EnumSet.of(
            Topic.ATTRIBUTE,
            Topic.VERDICT,
            Topic.RULE,
            Topic.WEAKEST_READER,
            Topic.HARM,
            Topic.HARMED,
            Topic.NOT_ASSESSED,
            Topic.SURVEY);

    static final Set<Topic> FINDINGS = EnumSet.of(
            Topic.CLASSES,
            Topic.MEAN_AUC,
            Topic.MEAN_P,
            Topic.CLASS_AUC,
            Topic.CLASS_P,
            Topic.PAIR_AUC,
            Topic.SENSITIVITY,
            Topic.SPECIFICITY,
            Topic.THRESHOLD,
            Topic.AVERAGE_PRECISION,
            Topic.BRIER,
            Topic.CALIBRATION,
            Topic.AGREEMENT,
            Topic.FOLDS,
            Topic.COMPARISON,
            Topic.READER_AUC,
            Topic.READER_P,
            Topic.WEAKEST_READER,
            Topic.FINDINGS,
            Topic.GAP,
            Topic.GAP_P,
            Topic.GAP_VERDICT,
            Topic.CUT,
            Topic.FINDING_AUC,
            Topic.MODELS,
            Topic.MODEL_DIFFERENCE,
            Topic.MODEL_GAP,
            Topic.MODEL_P,
            Topic.ALONG,
            Topic.ALONG_VERDICT,
            Topic.ALONG_RATE,
            Topic.ALONG_DIFFERENCE,
            Topic.ALONG_SLOPE,
            Topic.ALONG_P,
            Topic.COLUMN_AUC,
            Topic.COLUMN_P,
            Topic.COLUMN_ASSOCIATION);

    static final Set<Topic> GROUPS = EnumSet.of(
            Topic.COLUMNS,
            Topic.GROUP_AUC,
            Topic.GROUP_PATIENTS,
            Topic.REFERENCE,
            Topic.GROUPS,
            Topic.GROUP_SIZE,
            Topic.RATE,
            Topic.FINDING_AUC,
            Topic.GAP,
            Topic.GAP_P,
            Topic.GAP_VERDICT,
            Topic.NEEDED);

    static final Set<Topic> ROUTES = EnumSet.of(
            Topic.ROUTES,
            Topic.POINTED_AT,
            Topic.ROUTE_READING,
            Topic.RECOVERED,
            Topic.SETTING_AUC,
            Topic.SETTING_CHANGE,
            Topic.SETTING_P,
            Topic.NOT_RUN);

    static final Set<Topic> FLOW = EnumSet.of(
            Topic.PATIENTS,
            Topic.IMAGES,
            Topic.CLASS_PATIENTS,
            Topic.EXCLUDED,
            Topic.GROUP_SIZE,
            Topic.COLUMN_PATIENTS,
            Topic.LOOKS);

    static final Set<Topic> LIMITS = EnumSet.of(
            Topic.NOT_SHOWN,
            Topic.UNCOVERED,
            Topic.SIZES,
            Topic.NOT_ASSESSED,
            Topic.NEEDED,
            Topic.NOT_RUN,
            Topic.SMALLEST_CELL);

    private final Runs runs;
    private final Map<String, Tool> tools = new LinkedHashMap<>();

    /** Of the runs behind a door. */
    public ToolSet(ReadingDoor door) {
        runs = new Runs(door);
        add(new Tool(
                "audits",
                "Audits",
                "Lists the runs: what was asked, what was answered, of how many, when. Begin here; the other tools take"
                        + " a label from this list.",
                List.of(offset()),
                Schemas.audits(),
                given -> AuditList.of(runs.all(), given.number(OFFSET))));
        add(ofTopics(
                "verdict",
                "Verdict",
                "The answer of one run: its verdict, by what rule, of which recorded attribute.",
                VERDICT));
        add(new Tool(
                "findings",
                "Findings",
                "The numbers behind the verdict: AUCs with intervals and p-values, readers, models, gaps between"
                        + " groups in a"
                        + " run of harm, columns of a survey. Or the answer to one question in plain English, such as a"
                        + " person would ask it; what cannot be answered from the run's own numbers is refused.",
                List.of(
                        run(),
                        Parameter.text(
                                        "question",
                                        Questions.LONGEST,
                                        "One question in plain English about this run, alone. Leave it out for all"
                                                + " numbers.")
                                .optional(),
                        offset()),
                Schemas.figures(),
                this::findings));
        add(new Tool(
                "estimate",
                "One estimate",
                "The number or sentence at one place of a run's files, by the pointer that another answer gave.",
                List.of(
                        run(),
                        Parameter.text(
                                "pointer", LONGEST_POINTER, "JSON pointer, such as /experiments/0/levels/1/macro_auc."),
                        Parameter.text(
                                        "file",
                                        Labels.LONGEST,
                                        "Name of the file; any that has the pointer if left out.")
                                .optional()),
                Schemas.figures(),
                this::estimate));
        add(new Tool(
                "compare",
                "Compare two runs",
                "By how much two audits differ in AUC, or two runs of harm in rates and gaps, first less second,"
                        + " computed anew on the patients that both"
                        + " assessed, with intervals; or why that cannot be said. Never subtract numbers of two runs.",
                List.of(
                        Parameter.text("first", Labels.LONGEST, LABEL_OF_RUN),
                        Parameter.text("second", Labels.LONGEST, LABEL_OF_RUN)),
                Schemas.comparison(),
                given -> ComparedRuns.of(runs, given.text("first"), given.text("second"))));
        add(new Tool(
                "groups",
                "Groups",
                "Numbers within groups: AUCs by recorded column, or in a run of harm rates, gaps and sizes of each"
                        + " group."
                        + " Cells of few patients are hidden.",
                List.of(run(), named("group", "Label of a group."), named("column", "Label of a column."), offset()),
                Schemas.figures(),
                given -> named(given, GROUPS, Map.of("group", Slot.GROUP, "column", Slot.COLUMN))));
        add(new Tool(
                "routes",
                "Routes",
                "By what route the attribute is told: what the battery points at, each setting's AUC and change, how"
                        + " faint"
                        + " a signal would have been found, and what was not run.",
                List.of(run(), named("route", "Label of a route."), offset()),
                Schemas.figures(),
                given -> named(given, ROUTES, Map.of("route", Slot.ROUTE))));
        add(ofTopics(
                "flow",
                "Flow",
                "Who was assessed and who was left out, with the reasons, and whether these patients were looked at"
                        + " before."
                        + " Counts of few patients are hidden.",
                FLOW));
        add(ofTopics(
                "limits",
                "Limits",
                "What a run does not show: of whom nothing is said, what was not run, and how many patients more it"
                        + " would"
                        + " need. Ask this before a conclusion is drawn.",
                LIMITS));
        add(new Tool(
                "what_next",
                "What to ask next",
                "What else this run can be asked: questions that the tool findings answers, and tools that have"
                        + " something"
                        + " to tell of it.",
                List.of(run()),
                Schemas.next(),
                this::next));
    }

    private void add(Tool tool) {
        tools.put(tool.name(), tool);
    }

    /** All of them. */
    public List<Tool> all() {
        return List.copyOf(tools.values());
    }

    /** Whether there is a tool of a name. */
    public boolean has(String name) {
        return tools.containsKey(name);
    }

    /** Calls a tool that there is. */
    public Outcome call(String name, @Nullable Map<String, Object> arguments) {
        Tool tool = tools.get(name);
        if (tool == null) {
            return new Outcome.Refused("There is no such tool. There are " + String.join(", ", tools.keySet()) + ".");
        }
        try {
            return tool.handler().answer(Given.of(tool.parameters(), arguments));
        } catch (RefusalException e) {
            return new Outcome.Refused(e.says());
        }
    }

    private Tool ofTopics(String name, String title, String description, Set<Topic> topics) {
        return new Tool(
                name,
                title,
                description,
                List.of(run(), offset()),
                Schemas.figures(),
                given -> told(given, figure -> topics.contains(figure.topic())));
    }

    private static Parameter run() {
        return Parameter.text(RUN, Labels.LONGEST, LABEL_OF_RUN);
    }

    private static Parameter offset() {
        return Parameter.number(OFFSET, MOST_OFFSET, "Where to go on, as the answer before said; 0 if left out.");
    }

    private static Parameter named(String name, String description) {
        return Parameter.text(name, Labels.LONGEST, description).optional();
    }

    private Told told(Given given, Predicate<Figure> which) {
        Runs.Listed run = runs.find(given.text(RUN));
        Figures figures = runs.open(run);
        List<Figure> found = figures.all().stream().filter(which).toList();
        return FigureAnswer.of(run, figures, Questions.about(figures), found, given.number(OFFSET));
    }

    private Told findings(Given given) {
        Optional<String> question = given.optional("question");
        if (question.isEmpty()) {
            return told(given, figure -> FINDINGS.contains(figure.topic()));
        }
        Runs.Listed run = runs.find(given.text(RUN));
        Figures figures = runs.open(run);
        Reply reply = Questions.about(figures).ask(question.get());
        if (!(reply instanceof Reply.Answered answered)) {
            throw new RefusalException(reply.text());
        }
        if (isOfNotes(answered)) {
            throw new RefusalException("Notes are not told here; a report has them.");
        }
        return FigureAnswer.of(run, figures, answered);
    }

    /** They may hold words of the run of any length. */
    private static boolean isOfNotes(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.figures().stream().anyMatch(figure -> figure.topic() == Topic.NOTES);
    }

    private Told estimate(Given given) {
        String pointer = given.text("pointer");
        Optional<String> file = given.optional("file");
        Told told = told(
                given,
                figure -> figure.topic() != Topic.NOTES
                        && figure.place().pointer().equals(pointer)
                        && (file.isEmpty() || figure.place().file().equals(file.get())));
        if (Integer.valueOf(0).equals(told.data().get("total"))) {
            // The same words whether something stands there or not: which places a file has tells of hidden groups.
            throw new RefusalException(
                    "Nothing is told of what stands there. Places that something is told of come with"
                            + " the answers of findings, groups, routes, flow and limits.");
        }
        return told;
    }

    /** Figures of topics, of names where they are given; of an unknown name those that are known are listed. */
    private Told named(Given given, Set<Topic> topics, Map<String, Slot> slots) {
        Figures figures = runs.open(runs.find(given.text(RUN)));
        for (Map.Entry<String, Slot> one : slots.entrySet()) {
            List<String> known = figures.names(one.getValue());
            given.optional(one.getKey()).ifPresent(name -> {
                if (!known.contains(name)) {
                    throw new RefusalException("This run knows no such " + one.getKey() + ". "
                            + Runs.known(known, one.getKey(), one.getKey() + "s"));
                }
            });
        }
        return told(
                given,
                figure -> topics.contains(figure.topic())
                        && slots.entrySet().stream()
                                .allMatch(one -> given.optional(one.getKey())
                                        .map(name -> name.equals(figure.names().get(one.getValue())))
                                        .orElse(true)));
    }

    private Told next(Given given) {
        Runs.Listed run = runs.find(given.text(RUN));
        Figures figures = runs.open(run);
        Questions about = Questions.about(figures);
        List<String> questions =
                about.all().stream().filter(one -> !isOfNotes(about.ask(one))).toList();
        Map<String, Set<Topic>> byTool = new LinkedHashMap<>();
        byTool.put("verdict", VERDICT);
        byTool.put("findings", FINDINGS);
        byTool.put("groups", GROUPS);
        byTool.put("routes", ROUTES);
        byTool.put("flow", FLOW);
        byTool.put("limits", LIMITS);
        List<Map<String, Object>> next = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        byTool.forEach((tool, topics) -> {
            long count = figures.all().stream()
                    .filter(figure -> topics.contains(figure.topic()))
                    .count();
            String why = count == 0 ? "Nothing of this run." : count + " numbers and sentences of this run.";
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("tool", tool);
            one.put("why", why);
            next.add(one);
            lines.add(tool + ": " + why);
        });
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", FigureAnswer.labelled(run.label()));
        data.put("questions", questions);
        data.put("next", next);
        lines.add("The tool findings answers questions such as:");
        questions.forEach(question -> lines.add("  " + question));
        return new Told(data, String.join("\n", lines) + "\n");
    }
}

package org.subtext.mcp.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.audit.answers.Figure;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.Topic;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.answers.questions.Reply.Answered;
import org.subtext.audit.door.ReadingDoor;

/** Documents that an assistant may read: two on Subtext itself, and three of each run. The lists know no run. */
public final class Documents {
    /** What all of them are. */
    public static final String TYPE = "text/plain";

    private static final Pattern OF_RUN = Pattern.compile("subtext://runs/([^/?#]{1,1000})/(report|plan|flow)");
    private static final Pattern FIXED = Pattern.compile("subtext://(method|glossary)");
    private static final int MOST_LINES = 600;

    private static final Set<Topic> PLAN = EnumSet.of(
            Topic.ATTRIBUTE,
            Topic.CLASSES,
            Topic.RULE,
            Topic.MARGIN,
            Topic.LEVEL,
            Topic.SEED,
            Topic.DRAWS,
            Topic.SMALLEST_CELL,
            Topic.UNIT,
            Topic.REFERENCE,
            Topic.HARM_MARGIN,
            Topic.CUT);

    private final Runs runs;

    /**
     * One of them.
     *
     * @param uri or a template of it, with {@code {run}} for the label of a run, percent-encoded
     */
    public record Document(String uri, String name, String title, String description) {}

    /** Of the runs behind a door. */
    public Documents(ReadingDoor door) {
        runs = new Runs(door);
    }

    /** Those that are the same for every folder of runs. */
    public List<Document> fixed() {
        return List.of(
                new Document(
                        "subtext://method",
                        "method",
                        "Method",
                        "How numbers are computed, what verdicts mean, and what is hidden."),
                new Document(
                        "subtext://glossary",
                        "glossary",
                        "Glossary",
                        "Words of reports and answers, as they are meant."));
    }

    /** Those of a run, as templates. */
    public List<Document> ofRuns() {
        return List.of(
                new Document(
                        "subtext://runs/{run}/report",
                        "report",
                        "Report",
                        "Everything that a report tells anybody, in its own words, with what it does not say."),
                new Document(
                        "subtext://runs/{run}/plan",
                        "plan",
                        "Plan",
                        "What was decided before the numbers were seen: rule, margin, level, draws, seed."),
                new Document(
                        "subtext://runs/{run}/flow",
                        "flow",
                        "Flow",
                        "Who was assessed and who was left out. Counts of few patients are hidden."));
    }

    /**
     * The text of one.
     *
     * @throws RefusalException where there is no such document
     */
    public String read(String uri) {
        Matcher fixed = FIXED.matcher(uri);
        if (fixed.matches()) {
            return stored(fixed.group(1));
        }
        Matcher ofRun = OF_RUN.matcher(uri);
        if (!ofRun.matches()) {
            throw new RefusalException("There is no such document. There are subtext://method, subtext://glossary, and"
                    + " report, plan and flow of a run: subtext://runs/RUN/report.");
        }
        Runs.Listed run = runs.find(decoded(ofRun.group(1)));
        Figures figures = runs.open(run);
        return text(run, figures, sections(ofRun.group(2)));
    }

    private static String decoded(String label) {
        try {
            return URLDecoder.decode(label.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusalException("The name of the run in this address is not percent-encoded as it should be.");
        }
    }

    private static String stored(String name) {
        String file = name + ".txt";
        try (InputStream in = Objects.requireNonNull(Documents.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<Topic>> sections(String name) {
        Map<String, Set<Topic>> sections = new LinkedHashMap<>();
        if (name.equals("plan")) {
            sections.put("Plan", PLAN);
        } else if (name.equals("flow")) {
            sections.put("Flow", ToolSet.FLOW);
        } else {
            sections.put("Verdict", ToolSet.VERDICT);
            sections.put("Who", ToolSet.FLOW);
            sections.put("Findings", ToolSet.FINDINGS);
            sections.put("Groups", ToolSet.GROUPS);
            sections.put("Routes", ToolSet.ROUTES);
            sections.put("Limits", ToolSet.LIMITS);
            sections.put("Plan", PLAN);
        }
        return sections;
    }

    /** A topic that several sections have is told in the first one. */
    private static String text(Runs.Listed run, Figures figures, Map<String, Set<Topic>> sections) {
        StringBuilder text = new StringBuilder(run.label()).append('\n');
        Questions questions = Questions.about(figures);
        Set<Topic> before = EnumSet.noneOf(Topic.class);
        int lines = 0;
        for (Map.Entry<String, Set<Topic>> section : sections.entrySet()) {
            List<Figure> found = figures.all().stream()
                    .filter(one -> section.getValue().contains(one.topic()) && !before.contains(one.topic()))
                    .toList();
            before.addAll(section.getValue());
            if (found.isEmpty()) {
                continue;
            }
            int told = Math.min(found.size(), MOST_LINES - lines);
            Answered answered = questions.told(found.subList(0, told));
            lines += told;
            text.append('\n').append(section.getKey()).append('\n').append(answered.text());
            if (told < found.size()) {
                text.append("… and ").append(found.size() - told).append(" more, which the tools tell.\n");
            }
        }
        return text.toString();
    }
}

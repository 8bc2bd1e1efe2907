package org.subtext.audit.answers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.RunJson;
import org.subtext.audit.StoredRun;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.audit.survey.Survey;
import org.subtext.looks.EarlierLooks;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.Audience;
import org.subtext.report.ReportContent;
import org.subtext.report.Told;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.survey.SurveyResult;

/**
 * Everything that anybody may be told of one finished run, each with the place that it was read from. Read once; it
 * does not change with the folder, and nothing of the folder is changed.
 *
 * <p>What a report hides is hidden here: figures are made of what its gate lets through ({@link Told}), in its words
 * and with its decimals.
 */
public final class Figures {
    private static final String ESTIMATES = "estimates.json";
    private static final String CONTENT = "report-content.json";
    private static final String ROUTES = "routes.json";
    private static final String LOOK = "look.json";

    /** What was done. */
    public enum Kind {
        AUDIT,
        HARM,
        SURVEY
    }

    private final String run;
    private final Kind kind;
    private final List<Figure> all;

    private Figures(String run, Kind kind, List<Figure> all) {
        this.run = run;
        this.kind = kind;
        this.all = all;
    }

    /**
     * Reads a run.
     *
     * @param name of the run
     * @param folder where it lies
     * @throws InvalidInputException when there is no finished run, it is damaged, or its files do not say the same
     */
    public static Figures of(String name, Path folder) {
        String label = Labels.of(name);
        Collected into = new Collected();
        if (StoredFile.isIn(folder, HarmFolder.PLAN)) {
            HarmFigures.collect(into, HarmFolder.finished(folder), StoredFile.read(folder.resolve(HarmFolder.CONTENT)));
            looks(into, folder, null);
            return new Figures(label, Kind.HARM, into.figures());
        }
        if (!new StoredRun(folder).isThere() && StoredFile.isIn(folder, Survey.FILE)) {
            Path file = folder.resolve(Survey.FILE);
            SurveyFigures.collect(into, RunJson.read(file, SurveyResult.class), StoredFile.read(file));
            return new Figures(label, Kind.SURVEY, into.figures());
        }
        ReportContent content = new StoredRun(folder).unaltered();
        Told told = Told.of(content, Audience.ANYBODY);
        AuditFigures.collect(
                into, told, StoredFile.read(folder.resolve(ESTIMATES)), StoredFile.read(folder.resolve(CONTENT)));
        RoutesAssessment routes = told.content().routes();
        if (routes != null) {
            RouteFigures.collect(into, routes, StoredFile.read(folder.resolve(ROUTES)));
        }
        looks(into, folder, content.looks());
        return new Figures(label, Kind.AUDIT, into.figures());
    }

    private static void looks(Collected into, Path folder, @Nullable EarlierLooks known) {
        if (!StoredFile.isIn(folder, LOOK)) {
            return;
        }
        StoredFile file = StoredFile.read(folder.resolve(LOOK));
        EarlierLooks earlier = known;
        if (earlier == null && file.at("/earlier").isObject()) {
            earlier = RunJson.read(folder.resolve(LOOK), StoredLook.class).earlier();
        }
        if (earlier != null) {
            into.words(Topic.LOOKS, new Collected.Names(), earlier.sentence(), file, "/earlier");
        }
    }

    /** What a run remembers of looks, as far as it is told. */
    private record StoredLook(
            @Nullable Object look, @Nullable EarlierLooks earlier) {}

    /** The run's name, as a label. */
    public String run() {
        return run;
    }

    public Kind kind() {
        return kind;
    }

    /** All of them, in the order of the report. */
    public List<Figure> all() {
        return all;
    }

    /** Those of one topic, of the names given. */
    public List<Figure> of(Topic topic, Map<Slot, String> names) {
        return all.stream()
                .filter(one -> one.topic() == topic)
                .filter(one -> one.names().entrySet().containsAll(names.entrySet()))
                .toList();
    }

    /** The number at a place; empty where nothing is told of what stands there. */
    public Optional<Figure> at(String file, String pointer) {
        return all.stream()
                .filter(one ->
                        one.place().file().equals(file) && one.place().pointer().equals(pointer))
                .findFirst();
    }

    /** The names of one kind that the run knows, as labels, in the order of the alphabet. */
    public List<String> names(Slot slot) {
        TreeSet<String> names = new TreeSet<>();
        all.forEach(one -> Optional.ofNullable(one.names().get(slot)).ifPresent(names::add));
        return List.copyOf(names);
    }
}

package org.subtext.mcp.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.door.ReadingDoor;
import org.subtext.audit.door.RunSummary;
import org.subtext.problems.InvalidInputException;

/** The runs of a folder under labels: names of folders are somebody's words, too. */
final class Runs {
    static final String SURVEY = "survey";

    /** Of an unknown name at most so many known ones are listed. */
    private static final int MOST_NAMES = 20;

    private final ReadingDoor door;

    /**
     * A run.
     *
     * @param label by which it is known here, and no other one is
     * @param name of its folder
     * @param summary null of a survey
     */
    record Listed(String label, String name, @Nullable RunSummary summary) {}

    Runs(ReadingDoor door) {
        this.door = door;
    }

    /** All of them, the latest first, surveys last. */
    List<Listed> all() {
        List<RunSummary> runs = new ArrayList<>(door.runs());
        Map<String, Listed> labelled = new LinkedHashMap<>();
        runs.forEach(run -> put(labelled, run.name(), run)); // by name, so that labels do not change with dates
        door.surveys().forEach(name -> put(labelled, name, null));
        List<Listed> all = new ArrayList<>(labelled.values());
        all.sort(Comparator.comparing(
                (Listed one) -> one.summary() == null || one.summary().when() == null
                        ? Long.MIN_VALUE
                        : one.summary().when().toEpochMilli(),
                Comparator.reverseOrder()));
        return all;
    }

    private static void put(Map<String, Listed> labelled, String name, @Nullable RunSummary summary) {
        String first = Labels.of(name);
        String label = first;
        for (int i = 2; labelled.containsKey(label); i++) {
            String number = " (" + i + ")";
            int kept = Math.min(first.codePointCount(0, first.length()), Labels.LONGEST - number.length());
            label = first.substring(0, first.offsetByCodePoints(0, kept)) + number;
        }
        labelled.put(label, new Listed(label, name, summary));
    }

    /**
     * The run of a label.
     *
     * @throws RefusalException that lists known ones
     */
    Listed find(String label) {
        List<Listed> all = all();
        Optional<Listed> found = all.stream()
                .filter(one -> one.label().equals(label))
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> one.label().equals(Labels.of(label)))
                        .findFirst());
        return found.orElseThrow(() -> new RefusalException(
                "There is no such run. " + known(all.stream().map(Listed::label).toList(), "run", "runs")));
    }

    /** "Known runs: …", at most twenty of them. */
    static String known(List<String> labels, String one, String many) {
        if (labels.isEmpty()) {
            return "There is no " + one + " here.";
        }
        String more = labels.size() > MOST_NAMES ? ", and " + (labels.size() - MOST_NAMES) + " more" : "";
        return "Known " + many + ": " + String.join(", ", labels.subList(0, Math.min(MOST_NAMES, labels.size()))) + more
                + ".";
    }

    /**
     * What anybody may be told of a run.
     *
     * @throws RefusalException where nothing is
     */
    Figures open(Listed run) {
        try {
            return door.figures(run.name());
        } catch (InvalidInputException e) {
            throw new RefusalException(why(run)); // its own words hold paths
        }
    }

    private static String why(Listed run) {
        RunSummary summary = run.summary();
        String nothing = "Nothing is told of the run " + run.label() + ". ";
        if (summary == null) {
            return nothing + "Its files are damaged, of another version, or do not say the same.";
        }
        return nothing
                + switch (summary.state()) {
                    case RUNNING -> "It is being worked on, and has no answer yet.";
                    case UNFINISHED -> "It was not finished; somebody can continue it.";
                    case UNREADABLE -> summary.answer() + ".";
                    case FINISHED ->
                        summary.kind() == RunSummary.Kind.DIAGNOSIS
                                ? summary.answer() + ". Whether a group is served worse by it is a run of its own."
                                : "Its files are damaged, of another version, or do not say the same.";
                };
    }

    ReadingDoor door() {
        return door;
    }
}

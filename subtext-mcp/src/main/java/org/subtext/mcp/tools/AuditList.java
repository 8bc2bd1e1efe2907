package org.subtext.mcp.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.door.RunSummary;

/** The list of runs as a tool tells it. */
final class AuditList {
    private static final int PAGE = 100;
    private static final String SURVEYED = "Which recorded columns do the images tell?";
    private static final String SEE = "Surveyed";

    private AuditList() {}

    static Told of(List<Runs.Listed> all, int offset) {
        int from = Math.min(offset, all.size());
        int to = Math.min(from + PAGE, all.size());
        List<Map<String, Object>> told = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Runs.Listed one : all.subList(from, to)) {
            told.add(data(one));
            lines.add(line(one));
        }
        if (all.isEmpty()) {
            lines.add("There is no run here yet.");
        }
        if (to < all.size()) {
            lines.add("… and " + (all.size() - to) + " more, from offset " + to + " on.");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("runs", told);
        data.put("total", all.size());
        data.put("next_offset", to < all.size() ? (Integer) to : null);
        return new Told(data, String.join("\n", lines) + "\n");
    }

    private static Map<String, Object> data(Runs.Listed one) {
        RunSummary run = one.summary();
        String attribute = run == null ? null : attribute(run);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("label", one.label());
        data.put("kind", run == null ? Runs.SURVEY : Schemas.name(run.kind()));
        data.put("state", Schemas.name(run == null ? RunSummary.State.FINISHED : run.state()));
        data.put("attribute", attribute == null ? null : FigureAnswer.labelled(attribute));
        data.put("answer", run == null ? SEE : run.answer());
        data.put("size", run == null ? null : run.size());
        data.put("ended", run == null || run.when() == null ? null : run.when().toString());
        return data;
    }

    private static @Nullable String attribute(RunSummary run) {
        return run.attribute() == null ? null : Labels.of(run.attribute());
    }

    private static String line(Runs.Listed one) {
        RunSummary run = one.summary();
        if (run == null) {
            return one.label() + ": " + SURVEYED + " " + SEE + ".";
        }
        String attribute = attribute(run);
        String asked = attribute == null ? "" : run.question(attribute) + " ";
        return one.label() + ": " + asked + run.answer() + (run.size() == null ? "" : ", " + run.size()) + ".";
    }
}

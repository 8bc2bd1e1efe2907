package org.subtext.mcp.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.audit.answers.Figure;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.questions.Questions;
import org.subtext.audit.answers.questions.Reply.Answered;

/** Figures of a run as a tool tells them: each with all that is known of it, and all in the words of every face. */
final class FigureAnswer {
    /** Figures of one answer; more are told from the next offset on. */
    static final int PAGE = 60;

    private FigureAnswer() {}

    /** Some figures from an offset on. */
    static Told of(Runs.Listed run, Figures figures, Questions questions, List<Figure> found, int offset) {
        int from = Math.min(offset, found.size());
        int to = Math.min(from + PAGE, found.size());
        Answered answered = questions.told(found.subList(from, to));
        String more = to < found.size() ? "… and " + (found.size() - to) + " more, from offset " + to + " on.\n" : "";
        return new Told(data(run, figures, answered, found.size(), to), answered.text() + more);
    }

    /** The answer to a question, whole. */
    static Told of(Runs.Listed run, Figures figures, Answered answered) {
        int told = answered.figures().size();
        return new Told(data(run, figures, answered, told, told), answered.text());
    }

    private static Map<String, Object> data(Runs.Listed run, Figures figures, Answered answered, int total, int next) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", labelled(run.label()));
        data.put("kind", Schemas.name(figures.kind()));
        data.put(
                "figures", answered.figures().stream().map(FigureAnswer::figure).toList());
        data.put("total", total);
        data.put("next_offset", next < total ? (Integer) next : null);
        data.put("limits", answered.limits());
        return data;
    }

    static Map<String, Object> labelled(String label) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("label", label);
        return data;
    }

    private static Map<String, Object> figure(Figure one) {
        List<Map<String, Object>> names = new ArrayList<>();
        one.names().forEach((slot, label) -> {
            Map<String, Object> name = new LinkedHashMap<>();
            name.put("kind", Schemas.name(slot));
            name.put("label", label);
            names.add(name);
        });
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("topic", Schemas.name(one.topic()));
        data.put("names", names);
        data.put("value", one.value());
        data.put("lower", one.lower());
        data.put("upper", one.upper());
        data.put("level", one.level());
        data.put("method", one.method());
        data.put("n", one.n());
        data.put("unit", one.unit());
        data.put("pointer", one.place().pointer());
        data.put("file", one.place().file());
        data.put("sha256", one.place().sha256());
        data.put("text", one.text());
        data.put("reason", one.reason());
        return data;
    }
}

package org.subtext.mcp.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.compare.Comparison;
import org.subtext.audit.compare.Comparison.Compared;
import org.subtext.audit.compare.Comparison.Difference;
import org.subtext.audit.compare.Comparison.NotComparable;
import org.subtext.problems.InvalidInputException;

/** Two runs beside each other, as a tool tells of them. */
final class ComparedRuns {
    private ComparedRuns() {}

    static Told of(Runs runs, String first, String second) {
        Runs.Listed one = runs.find(first);
        Runs.Listed other = runs.find(second);
        runs.open(one); // whose files are damaged says so
        runs.open(other);
        Comparison comparison;
        try {
            comparison = runs.door().compare(one.name(), other.name());
        } catch (InvalidInputException e) { // its own words hold paths
            throw new RefusalException("Nothing is told of " + one.label() + " and " + other.label()
                    + " together: two finished audits of images, scores or embeddings are compared, or two of harm.");
        }
        if (comparison instanceof Compared compared) {
            return told(one, other, compared);
        }
        NotComparable not = (NotComparable) comparison;
        Map<String, Object> data = begun(one, other, false, not.reason());
        data.put("attribute", null);
        data.put("who", "");
        data.put("n", null);
        data.put("differences", List.of());
        data.put("limits", "");
        data.put("sources", List.of());
        return new Told(data, "Not comparable: " + not.first() + " and " + not.second() + ". " + not.reason() + "\n");
    }

    private static Map<String, Object> begun(Runs.Listed one, Runs.Listed other, boolean isComparable, String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("first", FigureAnswer.labelled(one.label()));
        data.put("second", FigureAnswer.labelled(other.label()));
        data.put("is_comparable", isComparable);
        data.put("reason", reason);
        return data;
    }

    private static Told told(Runs.Listed one, Runs.Listed other, Compared compared) {
        List<Map<String, Object>> differences = new ArrayList<>();
        List<String> lines = new ArrayList<>(List.of(compared.about()));
        for (Difference difference : compared.differences()) {
            differences.add(difference(compared, difference));
            lines.add(difference.of() + ": " + difference.text());
        }
        compared.methods().ifPresent(lines::add);
        lines.addAll(compared.notes());
        lines.add(compared.limits());
        List<Map<String, Object>> sources = new ArrayList<>();
        for (Comparison.Source source : compared.sources()) {
            Map<String, Object> data = FigureAnswer.labelled(source.run());
            data.put("file", Labels.of(source.file()));
            data.put("sha256", source.sha256());
            sources.add(data);
        }
        Map<String, Object> data = begun(one, other, true, "");
        data.put("attribute", FigureAnswer.labelled(compared.attribute()));
        data.put("who", compared.who());
        data.put("n", compared.common());
        data.put("differences", differences);
        data.put("limits", compared.limits());
        data.put("sources", sources);
        return new Told(data, String.join("\n", lines) + "\n");
    }

    private static Map<String, Object> difference(Compared compared, Difference one) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("of", one.of());
        data.put("first", one.first());
        data.put("second", one.second());
        data.put("value", one.difference());
        data.put("lower", one.lower());
        data.put("upper", one.upper());
        data.put("level", one.level());
        data.put("method", one.method());
        data.put("p", one.p());
        data.put("unit", compared.measure());
        data.put("text", one.text());
        data.put("reason", one.reason());
        return data;
    }
}

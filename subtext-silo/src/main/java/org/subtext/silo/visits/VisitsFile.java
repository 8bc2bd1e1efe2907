package org.subtext.silo.visits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.statistics.Estimate;
import org.subtext.tables.CsvLine;
import tools.jackson.databind.json.JsonMapper;

/** Visits as numbers for other programs: equal bytes for equal matrices. */
public final class VisitsFile {
    /** In the place of where a recogniser learnt: everywhere but where it is read. */
    private static final String ALL_OTHERS = "(all others)";

    private VisitsFile() {}

    /** A line a visit: from, at, auc, lower, upper, undefined. */
    public static String csv(VisitMatrix matrix) {
        List<String> lines = new ArrayList<>();
        lines.add(CsvLine.of(List.of("learnt_at", "read_at", "auc", "lower", "upper", "undefined")));
        matrix.leftOut().forEach(one -> lines.add(line(ALL_OTHERS, one.site(), one.auc())));
        matrix.visits().forEach(one -> lines.add(line(one.from(), one.at(), one.auc())));
        return String.join("", lines);
    }

    private static String line(String from, String at, Estimate auc) {
        if (auc instanceof Estimate.Known known) {
            return CsvLine.of(List.of(
                    from,
                    at,
                    Double.toString(known.value()),
                    Double.toString(known.interval().lower()),
                    Double.toString(known.interval().upper()),
                    ""));
        }
        return auc instanceof Estimate.Undefined none
                ? CsvLine.of(List.of(from, at, "", "", "", none.reason()))
                : CsvLine.of(List.of(from, at, Double.toString(auc.valueOr(0)), "", "", ""));
    }

    /** The same as one document. */
    public static String json(VisitMatrix matrix) {
        Map<String, Object> leftOut = new LinkedHashMap<>();
        matrix.leftOut().forEach(one -> leftOut.put(one.site(), number(one.auc())));
        Map<String, Map<String, Object>> visits = new LinkedHashMap<>();
        matrix.visits()
                .forEach(one -> visits.computeIfAbsent(one.from(), from -> new LinkedHashMap<>())
                        .put(one.at(), number(one.auc())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", 1);
        document.put("class", matrix.positive());
        document.put("left_out", leftOut);
        document.put("visits", visits);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static Map<String, Object> number(Estimate auc) {
        Map<String, Object> number = new LinkedHashMap<>();
        if (auc instanceof Estimate.Undefined none) {
            number.put("undefined", none.reason());
            return number;
        }
        number.put("value", auc.valueOr(0));
        if (auc instanceof Estimate.Known known) {
            number.put("lower", known.interval().lower());
            number.put("upper", known.interval().upper());
        }
        return number;
    }
}

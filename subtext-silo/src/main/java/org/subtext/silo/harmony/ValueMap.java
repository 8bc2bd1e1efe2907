package org.subtext.silo.harmony;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.problems.Problems;
import org.subtext.tables.Wording;

/**
 * Values of a plan, each with the wordings of sources that mean it. The value itself is one of its wordings; case and
 * spaces do not matter.
 *
 * <p>Immutable.
 */
public final class ValueMap {
    private final String what;
    private final List<String> values;
    private final Map<String, String> byWording;

    private ValueMap(String what, List<String> values, Map<String, String> byWording) {
        this.what = what;
        this.values = values;
        this.byWording = byWording;
    }

    /**
     * A line of a mapped table.
     *
     * @param wording of the source
     * @param value of the plan
     * @param count of rows; the site's own, which does not leave it
     */
    public record Line(String wording, String value, long count) {}

    /**
     * A mapping.
     *
     * @param what values are of, for sentences: "class", "view"
     * @param wordings by value of the plan
     * @throws org.subtext.problems.InvalidInputException when a wording means two values
     */
    public static ValueMap of(String what, Map<String, List<String>> wordings) {
        Map<String, String> byWording = new HashMap<>();
        Problems problems = new Problems();
        wordings.forEach((value, ofValue) -> {
            List<String> all = new ArrayList<>(ofValue);
            all.add(value);
            for (String wording : all) {
                String other = byWording.put(Wording.folded(wording), value);
                if (other != null && !other.equals(value)) {
                    problems.add(
                            what + " of two",
                            "The wording \"" + wording + "\" stands for " + what + " \"" + other + "\" and for \""
                                    + value + "\".",
                            "Expected every wording once. Leave it with the one that it means.");
                }
            }
        });
        problems.throwIfAny();
        return new ValueMap(what, List.copyOf(wordings.keySet()), byWording);
    }

    /** The plan's values, in its order. */
    public List<String> values() {
        return values;
    }

    /** What a source's wording means; empty where the plan does not say. */
    public Optional<String> value(String wording) {
        return Optional.ofNullable(byWording.get(Wording.folded(wording)));
    }

    /**
     * Maps a site's column, and adds a problem for every wording that is not mapped.
     *
     * @param counts of rows by the source's wording
     */
    public List<Line> mapped(Map<String, Long> counts, Problems problems) {
        List<Line> lines = new ArrayList<>();
        counts.forEach(
                (wording, count) -> value(wording)
                        .ifPresentOrElse(
                                value -> lines.add(new Line(wording, value, count)),
                                () -> problems.add(
                                        what + " not mapped",
                                        count + (count == 1 ? " row has" : " rows have") + " the " + what + " \""
                                                + wording + "\", which the plan does not know.",
                                        "Expected wordings of " + values
                                                + ". Have the coordinator add the wording to the value that it"
                                                + " means, which makes another plan; or leave these rows out by a rule of the plan.")));
        return lines;
    }

    /** Rows by value of the plan, 0 where there are none. */
    public Map<String, Long> counts(List<Line> lines) {
        Map<String, Long> counts = new LinkedHashMap<>();
        values.forEach(value -> counts.put(value, 0L));
        lines.forEach(line -> counts.merge(line.value(), line.count(), Long::sum));
        return counts;
    }
}

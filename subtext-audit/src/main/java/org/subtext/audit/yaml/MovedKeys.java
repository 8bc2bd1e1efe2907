package org.subtext.audit.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the keys of a plan file of an earlier version to where they stand now, so that what reads plans knows one
 * layout.
 *
 * <p>A key that stands at both places is refused: nobody can say which of the two is meant.
 */
public final class MovedKeys {
    private static final String COHORT = PlanKey.COHORT.id() + ".";
    private static final String EXTERNAL = PlanKey.EXTERNAL.id();

    /** Where they stood formerly, 0 was as good as not to say them. */
    private static final Set<PlanKey> ZERO_IS_UNSAID = Set.of(PlanKey.COHORT_MINIMUM_PATIENTS, PlanKey.ROUTES_EPOCHS);

    private final PlanText.Read plan;
    private final String where;
    private final Problems problems;
    private final Map<String, String> moved;
    private final Map<String, Integer> lines;
    private final Map<String, String> written;

    private MovedKeys(PlanText.Read plan, String where, Problems problems, Map<String, String> moved) {
        this.plan = plan;
        this.where = where;
        this.problems = problems;
        this.moved = moved;
        this.lines = new HashMap<>(plan.lines());
        this.written = new HashMap<>(plan.written());
    }

    /**
     * The plan in the layout of now.
     *
     * @param where the file's name, for problems
     * @param problems receives each key that stands at both places
     * @param moved receives where each key that was moved stood and stands, in the order of the keys
     */
    public static PlanText.Read brought(
            PlanText.Read plan, String where, Problems problems, Map<String, String> moved) {
        if (!(plan.tree() instanceof ObjectNode given)) {
            return plan;
        }
        ObjectNode tree = given.deepCopy();
        MovedKeys keys = new MovedKeys(plan, where, problems, moved);
        for (PlanKey key : PlanKey.values()) {
            key.formerly().ifPresent(former -> keys.bring(tree, key, former));
        }
        return new PlanText.Read(tree, keys.lines, keys.written);
    }

    /** What a user should know of it. */
    public static Remark remark(Map<String, String> moved) {
        List<String> all = new ArrayList<>();
        moved.forEach((from, to) -> all.add(from + " is " + to + " now"));
        return Remark.of(
                Remark.Code.PLAN_KEYS_MOVED,
                "Keys of the plan file have moved since it was written, and were read where they stand: "
                        + String.join(", ", all) + ".");
    }

    private void bring(ObjectNode tree, PlanKey key, String former) {
        bring(tree, "", key, former);
        if (former.startsWith(COHORT)) {
            JsonNode external = tree.path(EXTERNAL);
            for (int i = 0; i < external.size(); i++) {
                if (external.get(i) instanceof ObjectNode one) {
                    bring(one, EXTERNAL + "[" + i + "].", key, former);
                }
            }
        }
    }

    private void bring(ObjectNode root, String above, PlanKey key, String former) {
        ObjectNode from = parent(root, former, false);
        JsonNode value = from == null ? null : from.get(last(former));
        ObjectNode to = value == null ? null : parent(root, key.id(), true);
        if (from == null || value == null || to == null) {
            return;
        }
        String before = above + former;
        String now = above + key.id();
        from.remove(last(former));
        if (to.has(last(key.id()))) {
            problems.add("\"" + before + "\" in " + where + plan.at(before) + " is called \"" + now
                    + "\" now, which stands there too" + plan.at(now) + ". Leave \"" + before + "\" out.");
            return;
        }
        moved.put(before, now);
        if (!(ZERO_IS_UNSAID.contains(key) && value.isIntegralNumber() && value.asInt() == 0)) {
            to.set(last(key.id()), value);
            rename(lines, before, now);
            rename(written, before, now);
        }
    }

    /** The section that a key stands in; where it may be made, a section with nothing below it is as if not there. */
    private static @Nullable ObjectNode parent(ObjectNode root, String path, boolean made) {
        String[] keys = path.split("\\.");
        ObjectNode section = root;
        for (int i = 0; i < keys.length - 1; i++) {
            JsonNode below = section.get(keys[i]);
            if (made && (below == null || below.isNull())) {
                below = section.putObject(keys[i]);
            }
            if (!(below instanceof ObjectNode next)) {
                return null;
            }
            section = next;
        }
        return section;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** What is known of a path and of all that stands below it. */
    private static <V> void rename(Map<String, V> known, String from, String to) {
        for (Map.Entry<String, V> entry : List.copyOf(known.entrySet())) {
            String path = entry.getKey();
            if (path.equals(from) || path.startsWith(from + ".") || path.startsWith(from + "[")) {
                known.put(to + path.substring(from.length()), entry.getValue());
            }
        }
    }
}

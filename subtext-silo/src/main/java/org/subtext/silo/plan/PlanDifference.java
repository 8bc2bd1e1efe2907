package org.subtext.silo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is different between two plans, line by line, for whoever approved the one and is asked for the other. */
public final class PlanDifference {
    private static final JsonMapper JSON = new JsonMapper();

    private PlanDifference() {}

    /** {@code rounds.most: 1, now 3}, one line a value, in the order of keys; none where they are the same. */
    public static List<String> between(SiloPlan before, SiloPlan now) {
        SortedMap<String, String> old = new TreeMap<>();
        SortedMap<String, String> young = new TreeMap<>();
        collect("", JSON.readTree(PlanText.bytes(before)), old);
        collect("", JSON.readTree(PlanText.bytes(now)), young);
        List<String> lines = new ArrayList<>();
        TreeMap<String, String> all = new TreeMap<>(old);
        all.putAll(young);
        for (String key : all.keySet()) {
            String was = old.get(key);
            String is = young.get(key);
            if (!Objects.equals(was, is)) {
                lines.add(key + ": " + (was == null ? "new: " : was + ", now ") + (is == null ? "gone" : is));
            }
        }
        return lines;
    }

    private static void collect(String path, JsonNode node, SortedMap<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> collect(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + (i + 1) + "]", node.get(i), into);
            }
        } else {
            into.put(path, node.asString());
        }
    }
}

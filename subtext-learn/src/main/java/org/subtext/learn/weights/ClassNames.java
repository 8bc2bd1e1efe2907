package org.subtext.learn.weights;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the names of the classes that training scripts store beside their weights. */
final class ClassNames {
    private static final List<String> KEYS =
            List.of("classes", "class_names", "labels", "label_names", "pathologies", "targets");
    private static final List<String> BY_INDEX = List.of("class_to_idx", "label_to_idx", "label2id");

    private ClassNames() {}

    /** In a checkpoint's dictionary, or in one right below it. */
    static List<String> inCheckpoint(Object root) {
        if (!(root instanceof Map<?, ?> dict)) {
            return List.of();
        }
        List<String> here = in(dict);
        return here.isEmpty()
                ? dict.values().stream()
                        .filter(Map.class::isInstance)
                        .map(inner -> in((Map<?, ?>) inner))
                        .filter(names -> !names.isEmpty())
                        .findFirst()
                        .orElse(List.of())
                : here;
    }

    /** In the free texts of a safetensors file, as a JSON list. */
    static List<String> inMetadata(Map<String, String> metadata) {
        for (String key : KEYS) {
            String text = metadata.get(key);
            if (text != null) {
                try {
                    JsonNode list = JsonMapper.shared().readTree(text);
                    if (list.isArray() && list.valueStream().allMatch(JsonNode::isString)) {
                        return list.valueStream().map(JsonNode::asString).toList();
                    }
                } catch (JacksonException e) {
                    return List.of(); // free text of somebody's own
                }
            }
        }
        return List.of();
    }

    private static List<String> in(Map<?, ?> dict) {
        for (String key : KEYS) {
            List<?> items = dict.get(key) instanceof Object[] tuple
                    ? Arrays.asList(tuple)
                    : dict.get(key) instanceof List<?> list ? list : List.of();
            if (!items.isEmpty() && items.stream().allMatch(String.class::isInstance)) {
                return items.stream().map(String::valueOf).toList();
            }
        }
        for (String key : BY_INDEX) {
            if (dict.get(key) instanceof Map<?, ?> indices) {
                return ordered(indices);
            }
        }
        return List.of();
    }

    /** Names by their index; nothing where the indices are not 0, 1, 2 and so on. */
    private static List<String> ordered(Map<?, ?> indices) {
        List<? extends Map.Entry<?, ?>> entries = indices.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof String && entry.getValue() instanceof Number)
                .sorted(Comparator.comparingInt(
                        entry -> ((Number) Objects.requireNonNull(entry.getValue())).intValue()))
                .toList();
        boolean counted = entries.size() == indices.size()
                && IntStream.range(0, entries.size())
                        .allMatch(i ->
                                ((Number) Objects.requireNonNull(entries.get(i).getValue())).intValue() == i);
        return counted
                ? entries.stream().map(entry -> String.valueOf(entry.getKey())).toList()
                : List.of();
    }
}

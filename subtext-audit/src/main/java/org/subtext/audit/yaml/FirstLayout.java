package org.subtext.audit.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.subtext.problems.PlanKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as files of the first layout held it, every key in its place and order of then.
 *
 * <p>A plan's hash is that of this text, so that equal plans have equal hashes whichever version wrote them: run
 * folders and the ledger of looks keep such hashes. Nothing is changed here when keys move again.
 */
public final class FirstLayout {
    private static final Map<String, List<String>> SECTIONS = Map.of(
            "cohort",
            List.of(
                    "table",
                    "source",
                    "images",
                    "sheet",
                    "columns",
                    "ids",
                    "attribute",
                    "codes",
                    "bins",
                    "rename",
                    "classes",
                    "only",
                    "recorded",
                    "conflicts",
                    "minimum_patients",
                    "missing_images"),
            "training",
            List.of(
                    "architecture",
                    "pixel_scaling",
                    "initial_weights",
                    "weights_fit",
                    "epochs",
                    "batch_size",
                    "optimiser",
                    "learning_rate",
                    "weight_decay",
                    "schedule",
                    "warm_up",
                    "early_stopping",
                    "class_weighting",
                    "sampling",
                    "label_smoothing",
                    "clip_norm",
                    "dropout",
                    "weight_average",
                    "precision",
                    "channels_last",
                    "augmentation",
                    "mirrored_scoring",
                    "workers"));

    private static final Map<String, PlanKey> MOVED = moved();

    private FirstLayout() {}

    /** The same plan in the first layout. */
    public static ObjectNode of(ObjectNode plan) {
        ObjectNode first = plan.deepCopy();
        SECTIONS.forEach((name, keys) -> set(first, name, keys));
        List<String> cohort = Objects.requireNonNull(SECTIONS.get("cohort"));
        first.path(PlanKey.EXTERNAL.id()).forEach(one -> set((ObjectNode) one, "cohort", cohort));
        return first;
    }

    private static void set(ObjectNode plan, String name, List<String> keys) {
        ObjectNode section = plan.objectNode();
        for (String key : keys) {
            PlanKey now = MOVED.get(name + "." + key);
            JsonNode value = plan.at("/" + (now == null ? name + "." + key : now.id()).replace('.', '/'));
            if (!value.isMissingNode()) {
                section.set(key, value);
            }
        }
        plan.set(name, section);
    }

    private static Map<String, PlanKey> moved() {
        Map<String, PlanKey> moved = new HashMap<>();
        for (PlanKey key : PlanKey.values()) {
            key.formerly().ifPresent(former -> moved.put(former, key));
        }
        return Map.copyOf(moved);
    }
}

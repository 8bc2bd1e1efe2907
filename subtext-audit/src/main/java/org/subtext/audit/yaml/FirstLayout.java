package org.subtext.audit.yaml;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as files of the first layout held it, every key in its place and order of then.
 *
 * <p>A plan's hash is that of this text, so that equal plans have equal hashes whichever version wrote them: run
 * folders and the ledger of looks keep such hashes. A key that came later stands behind those of its section, unless
 * it says what is usual: plans from before it came have said that, too. Nothing is changed here when keys move again.
 */
public final class FirstLayout {
    private static final String COHORT = PlanKey.COHORT.id();

    /** The keys of each section in their order; of "", those of a plan. */
    private static final Map<String, List<String>> SECTIONS = Map.of(
            "",
            List.of(
                    "name",
                    "seed",
                    "preset",
                    COHORT,
                    "unusable_images",
                    "near_duplicates",
                    "split",
                    "pixels",
                    "training",
                    "recogniser",
                    "assessment",
                    "subgroups",
                    "external",
                    "routes",
                    "example_images",
                    "planted_truth"),
            COHORT,
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
                    "workers"),
            "split",
            List.of("kind", "folds", "training", "validation", "test", "file"),
            "assessment",
            List.of(
                    "primary_unit",
                    "level",
                    "replicates",
                    "permutations",
                    "alpha",
                    "margin",
                    "operating_point",
                    "smallest_cell",
                    "seed",
                    "aggregation"),
            "routes",
            List.of(
                    "routes",
                    "settings",
                    "modes",
                    "budget",
                    "study_faithful",
                    "warm_start",
                    "folds",
                    "epochs",
                    "columns",
                    "masks",
                    "initial_weights"));

    private FirstLayout() {}

    /**
     * The same plan in the first layout.
     *
     * @param usual a plan of defaults in the layout of now
     */
    public static ObjectNode of(ObjectNode plan, ObjectNode usual) {
        ObjectNode before = movedBack(plan);
        ObjectNode usualBefore = movedBack(usual);
        before.path(PlanKey.EXTERNAL.id()).forEach(one -> order((ObjectNode) one, COHORT, usualBefore));
        SECTIONS.keySet().stream().filter(name -> !name.isEmpty()).forEach(name -> order(before, name, usualBefore));
        return ordered(before, Objects.requireNonNull(SECTIONS.get("")), usualBefore);
    }

    private static void order(ObjectNode plan, String name, ObjectNode usual) {
        if (plan.get(name) instanceof ObjectNode section) {
            plan.set(name, ordered(section, Objects.requireNonNull(SECTIONS.get(name)), usual.path(name)));
        }
    }

    private static ObjectNode ordered(ObjectNode section, List<String> keys, JsonNode usual) {
        ObjectNode ordered = section.objectNode();
        for (String key : keys) {
            JsonNode value = section.get(key);
            if (value != null) {
                ordered.set(key, value);
            }
        }
        section.properties().forEach(entry -> {
            if (!entry.getValue().equals(usual.get(entry.getKey()))) {
                ordered.putIfAbsent(entry.getKey(), entry.getValue());
            }
        });
        return ordered;
    }

    /** Every key where it stood, in whatever order. */
    private static ObjectNode movedBack(ObjectNode plan) {
        ObjectNode before = plan.deepCopy();
        for (PlanKey key : PlanKey.values()) {
            key.formerly().ifPresent(former -> {
                moveBack(before, key, former);
                if (former.startsWith(COHORT + ".")) {
                    before.path(PlanKey.EXTERNAL.id()).forEach(one -> moveBack((ObjectNode) one, key, former));
                }
            });
        }
        return before;
    }

    private static void moveBack(ObjectNode plan, PlanKey key, String former) {
        JsonNode value = taken(plan, key.id());
        if (value == null) {
            return;
        }
        if (key == PlanKey.ROUTES_EPOCHS && value.isNull()) {
            value = plan.numberNode(0); // as many as the audit's own, then
        }
        int dot = former.lastIndexOf('.');
        JsonNode section = dot < 0 ? plan : plan.path(former.substring(0, dot));
        ((ObjectNode) section).set(former.substring(dot + 1), value);
    }

    /** Takes out a value and the sections above it that held nothing else. */
    private static @Nullable JsonNode taken(ObjectNode section, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return section.remove(path);
        }
        String first = path.substring(0, dot);
        if (!(section.get(first) instanceof ObjectNode below)) {
            return null;
        }
        JsonNode value = taken(below, path.substring(dot + 1));
        if (value != null && below.isEmpty()) {
            section.remove(first);
        }
        return value;
    }
}

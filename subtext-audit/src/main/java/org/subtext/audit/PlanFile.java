package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words.Turn;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Reads and writes audit plans as YAML.
 *
 * <p>What a file leaves out takes its default; an unknown key is an error that names the nearest known one. Relative paths
 * start from the plan file's folder.
 */
public final class PlanFile {
    /** Objects whose keys are the user's own. */
    private static final Set<String> FREE_KEYS = Set.of("codes", "rename", "only", "masks");

    private static final String REQUIRED = "(required)";

    private static final Sentence WHOLE_PLAN = Sentence.EMPTY.and(
            Action.SHOW_PLAN, "", new Turn(PlanKey.COHORT_TABLE, "T"), new Turn(PlanKey.COHORT_ATTRIBUTE, "A"));

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .addModule(new PathsAsText())
            .build();

    private PlanFile() {}

    /** The plan with every default spelled out. */
    public static String toYaml(AuditPlan plan) {
        return YAML.writeValueAsString(plan);
    }

    /**
     * Reads a plan.
     *
     * @throws InvalidInputException with every problem of the file at once
     */
    public static AuditPlan read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new InvalidInputException("The plan " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "). Give the path of a YAML file.");
        }
        return parse(text, file.toAbsolutePath().normalize().resolveSibling(""), file.toString());
    }

    /** Parses a plan that {@link #toYaml} or a person wrote. */
    static AuditPlan parse(String text, Path folder, String where) {
        JsonNode given;
        try {
            given = YAML.readTree(text);
        } catch (JacksonException e) {
            throw new InvalidInputException(Sentence.of(
                            "The plan " + where + " is not YAML: " + firstLine(e) + ". Compare it with the output of: ")
                    .and(WHOLE_PLAN));
        }
        if (!(given instanceof ObjectNode plan)) {
            throw new InvalidInputException(Sentence.of("The plan " + where + " holds no keys. At least ")
                    .and(PlanKey.COHORT_TABLE)
                    .and(" and ")
                    .and(PlanKey.COHORT_ATTRIBUTE)
                    .and(" are needed; see: ")
                    .and(WHOLE_PLAN));
        }
        Problems problems = new Problems();
        ObjectNode merged = merge(defaultsFor(plan), plan, "", where, problems);
        requireTableAndAttribute(merged, where, problems);
        problems.throwIfAny();
        try {
            return PlanPaths.resolve(YAML.treeToValue(merged, AuditPlan.class), folder);
        } catch (JacksonException e) {
            throw new InvalidInputException("The plan " + where + " cannot be taken: " + firstLine(e));
        }
    }

    private static ObjectNode defaultsFor(ObjectNode plan) {
        String preset = plan.path("preset").asString("small");
        long seed = plan.path("seed").asLong(AuditPlan.DEFAULT_SEED);
        return tree(AuditPlan.ofDefaults("audit", Path.of(REQUIRED), REQUIRED, preset, seed));
    }

    private static ObjectNode tree(Object value) {
        return (ObjectNode) YAML.valueToTree(value);
    }

    private static ObjectNode merge(
            ObjectNode defaults, ObjectNode given, String prefix, String where, Problems problems) {
        ObjectNode merged = defaults.deepCopy();
        for (String key : given.propertyNames()) {
            JsonNode value = given.get(key);
            JsonNode known = defaults.get(key);
            if (known == null) {
                problems.add(
                        "unknown key",
                        "Unknown key \"" + prefix + key + "\" in " + where + "."
                                + NearestName.hint(key, defaults.propertyNames()),
                        Sentence.of("See the keys there are: ").and(WHOLE_PLAN));
            } else if (key.equals("external") && value instanceof ArrayNode cohorts) {
                merged.set(key, externals(cohorts, prefix + key, where, problems));
            } else if (known instanceof ObjectNode section
                    && value instanceof ObjectNode part
                    && !FREE_KEYS.contains(key)) {
                merged.set(key, merge(section, part, prefix + key + ".", where, problems));
            } else if (known instanceof ObjectNode section && !value.isObject()) {
                requireAbsent(section, value, prefix + key, where, problems);
            } else {
                merged.set(key, value);
            }
        }
        return merged;
    }

    /** A section without anything below it is as if it were not there; a value in its place is refused. */
    private static void requireAbsent(ObjectNode section, JsonNode value, String key, String where, Problems problems) {
        if (!value.isNull()) {
            problems.add("\"" + key + "\" in " + where + " must have keys below it, found " + value + "."
                    + (section.isEmpty() ? "" : " Known are " + String.join(", ", section.propertyNames()) + "."));
        }
    }

    private static ArrayNode externals(ArrayNode cohorts, String prefix, String where, Problems problems) {
        ObjectNode template =
                tree(new ExternalPlan("external", org.subtext.cohort.CohortPlan.of(Path.of(REQUIRED), REQUIRED)));
        ArrayNode merged = YAML.createArrayNode();
        for (int i = 0; i < cohorts.size(); i++) {
            if (cohorts.get(i) instanceof ObjectNode one) {
                ObjectNode whole = merge(template, one, prefix + "[" + i + "].", where, problems);
                requireTableAndAttribute(whole, where + ", " + prefix + "[" + i + "]", problems);
                merged.add(whole);
            } else {
                problems.add(prefix + "[" + i + "] in " + where + " must have the keys name and cohort.");
            }
        }
        return merged;
    }

    private static void requireTableAndAttribute(ObjectNode plan, String where, Problems problems) {
        for (String key : new String[] {"table", "attribute"}) {
            if (plan.path("cohort").path(key).asString("").endsWith(REQUIRED)) {
                problems.add("cohort." + key + " is missing in " + where + ". Add it below \"cohort:\".");
            }
        }
    }

    private static String firstLine(JacksonException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root instanceof JacksonException jackson ? jackson.getOriginalMessage() : root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}

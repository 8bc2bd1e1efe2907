package org.subtext.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.audit.yaml.FirstLayout;
import org.subtext.audit.yaml.MovedKeys;
import org.subtext.audit.yaml.PlanText;
import org.subtext.audit.yaml.PlanTypes;
import org.subtext.audit.yaml.TextStaysText;
import org.subtext.cohort.CohortPlan;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.RefusedValueException;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words.Turn;
import org.subtext.provenance.ContentHash;
import org.subtext.sources.ImageSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Reads and writes audit plans as YAML.
 *
 * <p>What a file leaves out takes its default; an unknown key is an error that names the nearest known one. Relative
 * paths start from the plan file's folder.
 */
public final class PlanFile {
    /** Objects whose keys are the user's own. */
    private static final Set<String> FREE_KEYS =
            Set.of("codes", "rename", "only", "recorded", "masks", "signal", "findings");

    private static final Sentence WHOLE_PLAN = Sentence.EMPTY.and(
            Action.SHOW_PLAN, "", new Turn(PlanKey.COHORT_TABLE, "T"), new Turn(PlanKey.COHORT_ATTRIBUTE, "A"));

    private static final YAMLMapper YAML = YAMLMapper.builder(new YAMLFactory()
                    .rebuild()
                    .stringQuotingChecker(new TextStaysText())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .addModule(new PathsAsText())
            .addModule(new SimpleModule().addDeserializer(ImageSource.class, new SourceKeys()))
            .build();

    /** Bytes of a file; a plan has a few thousand. */
    private static final int LARGEST = 1 << 22;

    private static final String COHORT = "cohort";
    private static final String EXTERNAL = "external";
    private static final String LADDER = "ladder";

    private PlanFile() {}

    /** The plan with every default spelled out. */
    public static String toYaml(AuditPlan plan) {
        return YAML.writeValueAsString(asInFiles(plan));
    }

    /** Another kind of plan, written as plans of audits are. */
    public static String yaml(Record plan) {
        return YAML.writeValueAsString(plan);
    }

    /**
     * Reads what {@link #yaml} wrote, or a person changed since: no key is missing and none is unknown, since another
     * kind of plan has no defaults of its own.
     *
     * @param like a plan that has every key; keys below what is empty in it are the user's own, as findings are
     * @throws InvalidInputException with every missing and every unknown key at once
     */
    public static <T extends Record> T whole(Path file, Class<T> type, T like) {
        Problems problems = new Problems();
        try {
            JsonNode written = YAML.readTree(text(file));
            if (!written.isObject()) {
                throw new InvalidInputException("The plan " + file + " holds no keys.");
            }
            compare(written, YAML.valueToTree(like), "", file, problems);
            problems.throwIfAny();
            T read = YAML.treeToValue(written, type);
            compare(written, YAML.valueToTree(read), "", file, problems);
            problems.throwIfAny();
            return read;
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("The plan " + file + " is not text in UTF-8. Store it so.");
        } catch (IOException e) {
            throw new InvalidInputException("The plan " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "). Give the path of a YAML file.");
        } catch (JacksonException e) {
            throw new InvalidInputException("The plan " + file + " cannot be taken: " + firstLine(e)
                    + " Compare it with the one that a run of its kind has in its folder.");
        }
    }

    private static void compare(JsonNode written, JsonNode whole, String prefix, Path file, Problems problems) {
        if (!(written instanceof ObjectNode given) || !(whole instanceof ObjectNode known) || known.isEmpty()) {
            return;
        }
        for (String key : given.propertyNames()) {
            if (!known.has(key)) {
                problems.add("Unknown key \"" + prefix + key + "\" in " + file + "."
                        + NearestName.hint(key, List.copyOf(known.propertyNames())));
            }
        }
        for (String key : known.propertyNames()) {
            if (given.has(key)) {
                compare(given.get(key), known.get(key), prefix + key + ".", file, problems);
            } else {
                problems.add(prefix + key + " is missing in " + file
                        + ". Such a plan is whole: take the one that a run of its kind has in its folder, and change"
                        + " what should differ.");
            }
        }
    }

    /** The hash that tells plans apart, equal for equal plans whichever version wrote them. */
    static ContentHash hash(AuditPlan plan) {
        ObjectNode written = asInFiles(plan);
        ObjectNode before = defaultsFor(written);
        before.set(LADDER, YAML.valueToTree(LadderPlan.NONE)); // what a plan without it meant when the layout was first
        return ContentHash.ofText(YAML.writeValueAsString(FirstLayout.of(written, before)));
    }

    /** The text of a plan: no more is read than a plan may have, whatever says how large it is. */
    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new InvalidInputException("The plan " + file + " has more than " + LARGEST
                        + " bytes; no plan is so large. Give the path of a plan, as YAML.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /**
     * Reads a plan.
     *
     * @throws InvalidInputException with every problem of the file at once
     */
    public static AuditPlan read(Path file) {
        return read(file, remark -> {});
    }

    /**
     * Reads a plan that a person gave.
     *
     * @param remarks receives what its writer should know, such as keys that have moved since
     * @throws InvalidInputException with every problem of the file at once
     */
    public static AuditPlan read(Path file, Consumer<Remark> remarks) {
        String text;
        try {
            text = text(file);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("The plan " + file + " is not text in UTF-8. Store it so.");
        } catch (IOException e) {
            throw new InvalidInputException("The plan " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "). Give the path of a YAML file.");
        }
        return parse(text, file.toAbsolutePath().normalize().resolveSibling(""), file.toString(), remarks);
    }

    /**
     * Reads the plan of a run, which goes on as it was begun: with no reader that the version of then did not know.
     *
     * @throws InvalidInputException with every problem of the file at once
     */
    static AuditPlan ofRun(Path file) {
        AuditPlan plan = read(file);
        return namesReaders(file) ? plan : plan.withLadder(usual -> LadderPlan.NONE);
    }

    /** Whether a plan says who reads beside the network; true of a file that is no plan, which says so by itself. */
    static boolean namesReaders(Path file) {
        try {
            return YAML.readTree(text(file)).has(LADDER);
        } catch (JacksonException | IOException e) {
            return true;
        }
    }

    /** Parses a plan that {@link #toYaml} or a person wrote. */
    static AuditPlan parse(String text, Path folder, String where) {
        return parse(text, folder, where, remark -> {});
    }

    static AuditPlan parse(String text, Path folder, String where, Consumer<Remark> remarks) {
        Problems problems = new Problems();
        PlanText.Read said;
        try {
            said = PlanText.read(text, where, problems);
        } catch (JacksonException e) {
            throw new InvalidInputException(Sentence.of("The plan " + where + " is not YAML: " + PlanText.notYaml(e)
                            + ". Compare it with the output of: ")
                    .and(WHOLE_PLAN));
        }
        Map<String, String> moved = new LinkedHashMap<>();
        said = MovedKeys.brought(said, where, problems, moved);
        if (!moved.isEmpty()) {
            remarks.accept(MovedKeys.remark(moved));
        }
        if (!(PlanTypes.checked(said, PlanSchema.schema(), PlanSchema::ofSource, where, problems)
                instanceof ObjectNode written)) {
            throw new InvalidInputException(Sentence.of("The plan " + where + " holds no keys. At least ")
                    .and(PlanKey.COHORT_TABLE)
                    .and(" and ")
                    .and(PlanKey.COHORT_ATTRIBUTE)
                    .and(" are needed; see: ")
                    .and(WHOLE_PLAN));
        }
        ObjectNode plan = withoutAttribute(withCohorts(written, SourceKeys::asInFiles));
        ObjectNode merged = merge(defaultsFor(plan), plan, "", where, problems);
        requireSourceAndAttribute(plan, merged, where, problems);
        problems.throwIfAny();
        try {
            AuditPlan read = YAML.treeToValue(withCohorts(merged, SourceKeys::asInRecords), AuditPlan.class);
            return PlanPaths.resolve(read, folder);
        } catch (JacksonException e) {
            Sentence why = root(e) instanceof RefusedValueException refused
                    ? refused.with(refused.key())
                    : Sentence.of(firstLine(e));
            throw new InvalidInputException(
                    Sentence.of("The plan " + where + " cannot be taken: ").and(why));
        }
    }

    /** A plan of defaults, as a file holds it; {@link SourceKeys#REQUIRED} where there is none. */
    static ObjectNode defaults() {
        return defaultsFor(YAML.createObjectNode());
    }

    /** An external cohort of defaults, as a file holds it. */
    static ObjectNode defaultsOfExternal() {
        CohortPlan cohort = CohortPlan.of(Path.of(SourceKeys.REQUIRED), SourceKeys.REQUIRED);
        return asInFiles(new ExternalPlan(SourceKeys.REQUIRED, cohort));
    }

    /** A source of images, as a file holds it. */
    static ObjectNode asInFiles(ImageSource source) {
        return (ObjectNode) YAML.valueToTree(source);
    }

    private static ObjectNode defaultsFor(ObjectNode plan) {
        String preset = plan.path("preset").asString("small");
        long seed = plan.path("seed").asLong(AuditPlan.DEFAULT_SEED);
        ImageSource source = SourceKeys.defaults(plan.path(COHORT));
        return asInFiles(AuditPlan.ofDefaults("audit", source, SourceKeys.REQUIRED, preset, seed));
    }

    /** A plan or an external cohort with everything as files say it. */
    private static ObjectNode asInFiles(Object value) {
        return withCohorts((ObjectNode) YAML.valueToTree(value), SourceKeys::asInFiles);
    }

    /** Changes each cohort of a plan, or of an external cohort. */
    private static ObjectNode withCohorts(ObjectNode plan, UnaryOperator<ObjectNode> change) {
        if (plan.get(COHORT) instanceof ObjectNode cohort) {
            plan.set(COHORT, change.apply(cohort));
        }
        plan.path(EXTERNAL).forEach(one -> {
            if (one instanceof ObjectNode external) {
                withCohorts(external, change);
            }
        });
        return plan;
    }

    private static ObjectNode merge(
            ObjectNode defaults, ObjectNode given, String prefix, String where, Problems problems) {
        ObjectNode merged = defaults.deepCopy();
        for (String key : given.propertyNames()) {
            JsonNode value = given.get(key);
            JsonNode known = defaults.get(key);
            if (known == null && SourceKeys.isSource(prefix + key)) {
                continue; // said once, of the cohort as a whole
            } else if (known == null) {
                problems.add(
                        "unknown key",
                        "Unknown key \"" + prefix + key + "\" in " + where + "."
                                + NearestName.hint(key, SourceKeys.known(defaults)),
                        Sentence.of("See the keys there are: ").and(WHOLE_PLAN));
            } else if (key.equals(EXTERNAL) && value instanceof ArrayNode cohorts) {
                merged.set(key, externals(cohorts, prefix + key, where, problems));
            } else if (known instanceof ObjectNode section
                    && value instanceof ObjectNode part
                    && !FREE_KEYS.contains(key)) {
                merged.set(key, merge(section, part, prefix + key + ".", where, problems));
            } else if (known instanceof ObjectNode section && !value.isObject()) {
                requireAbsent(section, value, prefix + key, where, problems);
            } else if (known.isArray() && !value.isArray() && !value.isNull()) {
                problems.add("\"" + prefix + key + "\" in " + where + " must be a list, found " + value + ". Write: "
                        + key + ": [" + (value.isObject() ? "..." : value.asString()) + "]");
            } else if (known.isValueNode() && !known.isNull() && value.isContainer()) {
                problems.add("\"" + prefix + key + "\" in " + where + " must be one value, found " + value + ".");
            } else if (!isNeeded(known) || !value.isNull()) {
                merged.set(key, value);
            }
        }
        return merged;
    }

    /** Where findings are named, an attribute need not be. */
    private static ObjectNode withoutAttribute(ObjectNode plan) {
        if (plan.get(COHORT) instanceof ObjectNode cohort
                && cohort.path("targets").path("findings").isObject()
                && !cohort.hasNonNull("attribute")) {
            cohort.put("attribute", "");
        }
        return plan;
    }

    private static boolean isNeeded(JsonNode byDefault) {
        return byDefault.asString("").endsWith(SourceKeys.REQUIRED)
                || byDefault.isArray() && !byDefault.isEmpty() && isNeeded(byDefault.get(0));
    }

    /** A section without anything below it is as if it were not there; a value in its place is refused. */
    private static void requireAbsent(ObjectNode section, JsonNode value, String key, String where, Problems problems) {
        if (!value.isNull()) {
            problems.add("\"" + key + "\" in " + where + " must have keys below it, found " + value + "."
                    + (section.isEmpty() ? "" : " Known are " + String.join(", ", SourceKeys.known(section)) + "."));
        }
    }

    private static ArrayNode externals(ArrayNode cohorts, String prefix, String where, Problems problems) {
        ArrayNode merged = YAML.createArrayNode();
        for (int i = 0; i < cohorts.size(); i++) {
            if (cohorts.get(i) instanceof ObjectNode one) {
                ImageSource source = SourceKeys.defaults(one.path(COHORT));
                ExternalPlan template = new ExternalPlan("external", CohortPlan.of(source, SourceKeys.REQUIRED));
                ObjectNode whole = merge(asInFiles(template), one, prefix + "[" + i + "].", where, problems);
                refuseName(whole.path("name"), where, problems);
                requireSourceAndAttribute(one, whole, where + ", " + prefix + "[" + i + "]", problems);
                merged.add(whole);
            } else {
                problems.add(prefix + "[" + i + "] in " + where + " must have the keys name and cohort.");
            }
        }
        return merged;
    }

    private static void refuseName(JsonNode name, String where, Problems problems) {
        if (name.isString()) {
            ExternalPlan.problem(name.asString())
                    .ifPresent(wrong -> problems.add(PlanKey.EXTERNAL_NAME.id() + " in " + where + " " + wrong + "."));
        }
    }

    private static void requireSourceAndAttribute(ObjectNode given, ObjectNode plan, String where, Problems problems) {
        if (SourceKeys.isSaidTwice(given.path(COHORT))) {
            problems.add("cohort.table stands beside cohort.source in " + where + ". Leave one out.");
        } else if (SourceKeys.isUnknown(given.path(COHORT))) {
            problems.add("cohort.source in " + where + " names no source. Give one of the keys "
                    + String.join(", ", SourceKeys.names()) + ".");
        } else {
            requireSaid("cohort.", plan.path(COHORT), where, problems);
        }
    }

    private static void requireSaid(String prefix, JsonNode section, String where, Problems problems) {
        for (Map.Entry<String, JsonNode> entry : section.properties()) {
            String key = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                requireSaid(key + ".", entry.getValue(), where, problems);
            } else if (isNeeded(entry.getValue())) {
                String parent = prefix.substring(0, prefix.length() - 1);
                problems.add(key + " is missing in " + where + ". Add it below \""
                        + parent.substring(parent.lastIndexOf('.') + 1) + ":\".");
            }
        }
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(JacksonException e) {
        Throwable root = root(e);
        String message = root instanceof JacksonException jackson ? jackson.getOriginalMessage() : root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}

package org.subtext.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.sources.DicomFiles;
import org.subtext.sources.GivenTable;
import org.subtext.sources.ImageSource;
import org.subtext.sources.KnownDataSet;
import org.subtext.sources.PhantomImages;
import org.subtext.sources.PlantedHarmImages;
import org.subtext.sources.SlicesOfVolumes;
import org.subtext.sources.dataset.DatasetTable;
import org.subtext.sources.dicom.SideTable;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.volumes.Plane;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a plan file says where images come from: {@code source: {dataset: chexpert, root: ...}} below the cohort, the
 * kind told by its own key. A table that is there is said shorter, as {@code table: FILE} of the cohort itself.
 */
final class SourceKeys extends StdDeserializer<ImageSource> {
    /** Stands where a file must say something. */
    static final String REQUIRED = "(required)";

    private static final String TABLE = "table";
    private static final String SOURCE = "source";

    /** Below the plan file's folder, unless the plan says otherwise. */
    private static final Path TABLES = Path.of("datasets");

    /** Each kind by the key that tells it, with its defaults. */
    private static final Map<String, ImageSource> KINDS = kinds();

    SourceKeys() {
        super(ImageSource.class);
    }

    private static Map<String, ImageSource> kinds() {
        Path required = Path.of(REQUIRED);
        SideTable.Key patient = SideTable.Key.PATIENT;
        Map<String, ImageSource> kinds = new LinkedHashMap<>();
        kinds.put(TABLE, new GivenTable(required));
        kinds.put("dataset", new KnownDataSet(REQUIRED, required, DatasetTable.Rules.NONE, TABLES));
        kinds.put("dicom", new DicomFiles(required, null, patient, null, TABLES));
        kinds.put(
                "volumes",
                new SlicesOfVolumes(List.of(required), Plane.AXIAL, 1, 0, 1, null, null, patient, null, TABLES));
        kinds.put("phantom", new PhantomImages(required, PhantomPlan.demo()));
        kinds.put(
                "planted",
                new PlantedHarmImages(
                        required,
                        new HarmRecipe(
                                HarmRecipe.Cause.UNDERDIAGNOSIS,
                                1,
                                HarmRecipe.PATIENTS,
                                HarmRecipe.SIDE,
                                AuditPlan.DEFAULT_SEED)));
        return kinds;
    }

    /** The keys that tell kinds of sources apart. */
    static List<String> names() {
        return List.copyOf(KINDS.keySet());
    }

    /** Each kind of source with its defaults. */
    static List<ImageSource> defaults() {
        return List.copyOf(KINDS.values());
    }

    /**
     * The defaults of the source that a cohort of a file names; those of a table where it names none.
     *
     * @param cohort as it stands in the file
     */
    static ImageSource defaults(JsonNode cohort) {
        return kind(cohort.path(SOURCE)).map(KINDS::get).orElse(new GivenTable(Path.of(REQUIRED)));
    }

    /** Whether a cohort of a file has a source of no kind. */
    static boolean isUnknown(JsonNode cohort) {
        return cohort.hasNonNull(SOURCE) && kind(cohort.path(SOURCE)).isEmpty();
    }

    /** Whether a key of a file says where a cohort's images come from. */
    static boolean isSource(String path) {
        return path.endsWith("cohort." + TABLE) || path.endsWith("cohort." + SOURCE);
    }

    /** Whether a cohort of a file says twice where its images come from. */
    static boolean isSaidTwice(JsonNode cohort) {
        return cohort.hasNonNull(SOURCE) && cohort.hasNonNull(TABLE);
    }

    /** The keys of a section of a file, with both ways to say where a cohort's images come from. */
    static List<String> known(ObjectNode section) {
        List<String> keys = new ArrayList<>(section.propertyNames());
        if (keys.remove(TABLE) || keys.remove(SOURCE)) {
            keys.addAll(0, List.of(TABLE, SOURCE));
        }
        return keys;
    }

    /** Which kind of source a file names, by its key. */
    static Optional<String> kind(JsonNode source) {
        return KINDS.keySet().stream().filter(source::has).findFirst();
    }

    /** A cohort as files say it: a table that is there is a key of its own. */
    static ObjectNode asInFiles(ObjectNode cohort) {
        JsonNode table = cohort.path(SOURCE).get(TABLE);
        return table == null || cohort.hasNonNull(TABLE) ? cohort : renamed(cohort, SOURCE, TABLE, table);
    }

    /** A cohort as its record has it: a table is a source too. */
    static ObjectNode asInRecords(ObjectNode cohort) {
        JsonNode table = cohort.get(TABLE);
        ObjectNode source = cohort.objectNode();
        return table == null ? cohort : renamed(cohort, TABLE, SOURCE, source.set(TABLE, table));
    }

    private static ObjectNode renamed(ObjectNode object, String from, String to, JsonNode value) {
        ObjectNode renamed = object.objectNode();
        object.properties().forEach(entry -> {
            boolean same = entry.getKey().equals(from);
            renamed.set(same ? to : entry.getKey(), same ? value : entry.getValue());
        });
        return renamed;
    }

    @Override
    public @Nullable ImageSource deserialize(JsonParser in, DeserializationContext context) {
        JsonNode source = context.readTree(in);
        ImageSource kind = kind(source).map(KINDS::get).orElseThrow(() -> new IllegalArgumentException("no source"));
        return context.readTreeAsValue(source, kind.getClass());
    }
}

package org.subtext.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Ladder;
import org.subtext.looks.EarlierLooks;
import org.subtext.predictions.Aggregation;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.problems.Stumble;
import org.subtext.provenance.AtomicFiles;
import org.subtext.recognition.FlatTrainingPlan;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.FlatRoutesPlan;
import org.subtext.routes.contract.NewTraining;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** The JSON files of a run: indented, snake_case, in the order of the records, so that equal content is equal bytes. */
public final class RunJson {
    /** Older versions leave out what they did not know yet. */
    private static final JsonSetter.Value NONE_IS_EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new PathsAsText())
            .addModule(new SettingsAsJson())
            .addMixIn(Assessment.class, WithoutEmptyLadder.class)
            .addMixIn(Estimate.Undefined.class, NothingHidden.class)
            .addMixIn(EarlierLooks.class, NobodyCounted.class)
            .addMixIn(TrainingPlan.class, FlatTrainingPlan.class)
            .addMixIn(RoutesPlan.class, FlatRoutesPlan.class)
            .addMixIn(NewTraining.class, FlatRoutesPlan.Training.class)
            .withConfigOverride(List.class, list -> list.setNullHandling(NONE_IS_EMPTY))
            .withConfigOverride(Map.class, map -> map.setNullHandling(NONE_IS_EMPTY))
            .addModule(new SimpleModule()
                    .addDeserializer(Estimate.class, new EstimateReader())
                    .addDeserializer(Aggregation.class, new AggregationReader()))
            .build();

    /** Estimates of one reader keep the bytes that they had before there were several. */
    private interface WithoutEmptyLadder {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Ladder ladder();
    }

    /** What is stored holds all numbers: hidden are they only from those who read what is told of it. */
    private interface NothingHidden {
        @JsonIgnore
        boolean isHidden();
    }

    /** Runs of before nobody counted what gives away what another holds back. */
    private interface NobodyCounted {
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        int givingAway();
    }

    private RunJson() {}

    /** The bytes a file would get. */
    public static String text(Object value) {
        return JSON.writeValueAsString(value) + "\n";
    }

    /** Writes what holds counts that a report hides: its first field says that it is not for sharing. */
    static void writeUnshared(Path file, Object value) {
        write(file, unshared(value));
    }

    /** The bytes of such a file. */
    public static String unsharedText(Object value) {
        return text(unshared(value));
    }

    /** The same with what was found of the input. */
    public static String unsharedText(Object value, List<Remark.Stored> remarks) {
        ObjectNode marked = unshared(value);
        marked.set("remarks", JSON.valueToTree(remarks));
        return text(marked);
    }

    private static ObjectNode unshared(Object value) {
        ObjectNode marked = JSON.createObjectNode();
        marked.put("notice", Notice.OF_A_FILE);
        ObjectNode tree = JSON.valueToTree(value);
        marked.setAll(tree);
        return marked;
    }

    /** Writes a value, atomically. */
    public static void write(Path file, Object value) {
        try {
            AtomicFiles.writeString(file, text(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidInputException when the file is missing or no such value
     */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(Files.readString(file), type);
        } catch (IOException e) {
            throw new InvalidInputException(
                    Sentence.of("The run file " + file + " cannot be read. Is this a finished run? An unfinished one is"
                            + " continued by the command that began it."));
        } catch (JacksonException e) {
            throw new InvalidInputException(Sentence.of("The run file " + file + " is damaged" + Stumble.at(e)
                    + ", or of another version. Delete it, and continue the run by the command that began it."));
        }
    }

    /** The same where it is there and whole: for what can be had without it, too. */
    public static <T> Optional<T> readIfWhole(Path file, Class<T> type) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), type))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** A sealed family without type tags: the fields tell which member it is. */
    private static final class EstimateReader extends StdDeserializer<Estimate> {
        EstimateReader() {
            super(Estimate.class);
        }

        @Override
        public Estimate deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = context.readTree(in);
            if (node.has("reason")) {
                return new Estimate.Undefined(node.get("reason").asString());
            }
            double value = node.get("value").asDouble();
            return node.has("interval")
                    ? new Estimate.Known(value, context.readTreeAsValue(node.get("interval"), Interval.class))
                    : new Estimate.Point(value);
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return Estimate.undefined("not stored");
        }
    }

    /** Before there was a choice, plans were stored without one. */
    private static final class AggregationReader extends StdDeserializer<Aggregation> {
        AggregationReader() {
            super(Aggregation.class);
        }

        @Override
        public Aggregation deserialize(JsonParser in, DeserializationContext context) {
            return Aggregation.valueOf(in.getString().toUpperCase(Locale.ROOT));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return Aggregation.MEAN;
        }
    }
}

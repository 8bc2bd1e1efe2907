package org.subtext.routes.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evidence on disk, one experiment two files: scores as Parquet, everything else as JSON, written last, so that a
 * killed experiment leaves nothing that counts as finished. The JSON names the hash of the scores: others in their
 * place are none of this experiment.
 */
public final class EvidenceStore {
    private static final int LONGEST_NAME = 60;
    private static final int HASH_DIGITS = 10;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    /** What the JSON file holds. */
    private record Stored(
            String experiment,
            String determinants,
            boolean hasPredictions,
            @Nullable String predictionsSha256,
            List<EvidenceTable> tables,
            List<Picture> pictures,
            List<String> sentences,
            @Nullable List<String> warnings,
            @Nullable List<Recovery> recoveries,
            @JsonInclude(JsonInclude.Include.NON_NULL) Evidence.@Nullable Sanity sanity) {
        /** None in a file of before there were any. */
        List<String> warned() {
            return warnings == null ? List.of() : warnings;
        }

        /** None in a file of before there were any. */
        List<Recovery> recovered() {
            return recoveries == null ? List.of() : recoveries;
        }
    }

    public EvidenceStore(Path folder) {
        this.folder = folder;
    }

    /** A file name for a setting: readable, unique, without surprises. */
    public static String slug(Setting setting) {
        String name = setting.experiment();
        String readable = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        String cut = readable.substring(0, Math.min(LONGEST_NAME, readable.length()));
        return cut + "-"
                + ContentHash.ofText(setting.route() + "\n" + name).hex().substring(0, HASH_DIGITS);
    }

    /** What is stored of the experiment as it is now determined. */
    public Optional<Evidence> read(Experiment experiment) {
        return stored(experiment)
                .map(stored -> new Evidence(
                        stored.hasPredictions() ? predictions(experiment) : null,
                        stored.tables(),
                        stored.pictures(),
                        stored.sentences(),
                        stored.warned(),
                        stored.recovered(),
                        stored.sanity()));
    }

    /**
     * Hands out the scores alone of the experiment as it is now determined; false, and nobody is asked to take any,
     * where none are stored.
     *
     * @param taker as {@link PredictionFiles#readScores} has it
     */
    public boolean readScores(Experiment experiment, Function<List<String>, PredictionFiles.ScoreRow> taker) {
        if (stored(experiment).filter(Stored::hasPredictions).isEmpty()) {
            return false;
        }
        try {
            PredictionFiles.readScores(parquet(experiment), taker);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PredictionTable predictions(Experiment experiment) {
        try {
            return PredictionFiles.read(parquet(experiment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Stored> stored(Experiment experiment) {
        Path file = json(experiment);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Stored stored = JSON.readValue(Files.readString(file), Stored.class);
            return stored.determinants().equals(experiment.determinants())
                            && isAsWritten(parquet(experiment), stored.predictionsSha256())
                    ? Optional.of(stored)
                    : Optional.empty(); // scores of something else: run again
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            return Optional.empty(); // another version's file: run again
        }
    }

    public void write(Experiment experiment, Evidence evidence) {
        PredictionTable predictions = evidence.predictions();
        String hash = null;
        if (predictions != null) {
            try {
                PredictionFiles.write(predictions, parquet(experiment));
                hash = ContentHash.ofFile(parquet(experiment)).hex();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Stored stored = new Stored(
                experiment.setting().experiment(),
                experiment.determinants(),
                predictions != null,
                hash,
                evidence.tables(),
                evidence.pictures(),
                evidence.sentences(),
                evidence.warnings(),
                evidence.recoveries(),
                evidence.sanity());
        try {
            AtomicFiles.writeString(json(experiment), JSON.writeValueAsString(stored) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file of scores is the one that its note names; a note of before names none. */
    private static boolean isAsWritten(Path file, @Nullable String noted) throws IOException {
        return noted == null
                || Files.isRegularFile(file) && ContentHash.ofFile(file).hex().equals(noted);
    }

    private Path json(Experiment experiment) {
        return folder.resolve(slug(experiment.setting()) + ".json");
    }

    private Path parquet(Experiment experiment) {
        return folder.resolve(slug(experiment.setting()) + ".parquet");
    }
}

package org.subtext.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.audit.diagnosis.DiagnosisFolder;
import org.subtext.audit.inputs.InputFiles;
import org.subtext.audit.inputs.TrainedOn;
import org.subtext.audit.listing.NotedAnswer;
import org.subtext.cohort.CohortPlan;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FileName;
import org.subtext.provenance.Software;
import org.subtext.recognition.ComputeDevice;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.WeightsAddress;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.sources.SourceRecord;
import org.subtext.tables.Column;
import org.subtext.tables.CsvLine;
import org.subtext.tables.TableReader;

/** Writes what a run leaves behind, stage by stage, and the manifest that says what made it. */
final class RunRecord {
    static final String TABLE = InputFiles.fact("Table");
    static final String IMAGES = "Images (SHA-256 of their SHA-256s)";

    /** Of the resized pixels that networks are given; earlier versions noted none. */
    static final String PIXELS = "Pixels as kept (SHA-256 of their SHA-256s)";

    /** Rows of the table whose images cannot be used. */
    static final String LEFT_OUT = "left-out.csv";

    static final String MANIFEST = "manifest.json";
    private static final String FINISHED = "finished";
    private static final String ESTIMATES = "Estimates (SHA-256)";
    private static final String ROUTES = "Routes (SHA-256)";

    /** Of the scores that later questions are answered from, in the order of the table. */
    static final String PREDICTIONS = InputFiles.fact("Predictions");

    /**
     * What {@code manifest.json} holds.
     *
     * @param facts of the audit
     * @param routes facts of the last run of routes; empty where there was none
     */
    private record Manifest(String run, String state, Map<String, String> facts, Map<String, String> routes) {
        Manifest {
            facts = new LinkedHashMap<>(facts);
            routes = new LinkedHashMap<>(routes);
        }

        /** When it came to its end, or else began. */
        Optional<Instant> when() {
            String ended = facts.get("Finished");
            String known = ended == null ? facts.get("Begun") : ended;
            return known == null ? Optional.empty() : Optional.of(Instant.parse(known));
        }
    }

    /**
     * How a run ended.
     *
     * @param when empty where that was not noted
     * @param summary hash of what a list tells of it; empty where none was noted
     */
    record Ended(Optional<Instant> when, String summary) {}

    private final AuditPlan plan;
    private final RunFolder run;
    private final Map<String, String> facts = new LinkedHashMap<>();

    /** What an interrupted run that is continued was begun with; empty of a new one. */
    private final Map<String, String> before;

    private final InputFiles inputs = new InputFiles();

    private RunRecord(AuditPlan plan, RunFolder run, Map<String, String> before) {
        this.plan = plan;
        this.run = run;
        this.before = before;
    }

    /**
     * Notes software, seeds and the hashes of plan and tables; the manifest exists from now on.
     *
     * @throws InvalidInputException when a run is continued whose files have changed
     */
    static RunRecord begin(AuditPlan plan, RunFolder run, SourcedCohorts sources, ComputeDevice device)
            throws IOException {
        Path manifest = run.file(MANIFEST);
        RunRecord record = new RunRecord(
                plan,
                run,
                Files.isRegularFile(manifest)
                        ? RunJson.read(manifest, Manifest.class).facts()
                        : Map.of());
        record.facts.putAll(Software.facts());
        record.facts.put("Device", device.words());
        record.facts.put("Seed", Long.toString(plan.seed()));
        record.facts.put("Plan (SHA-256)", hash(plan));
        record.files(sources);
        record.inputs.requireAsBefore(record.before);
        record.facts.putAll(record.inputs.facts());
        record.source(sources.internal().record(), "", "");
        for (ExternalPlan external : plan.external()) {
            record.source(
                    sources.external(external.name()).record(),
                    " of " + external.name(),
                    "-" + FileName.of(external.name()));
        }
        record.facts.put("Begun", now());
        record.writeManifest("running");
        return record;
    }

    /** All files that are read beside the images. */
    private void files(SourcedCohorts sources) throws IOException {
        inputs.add("Table", plan.cohort().table(), sources.internal().table());
        idMap("Id map", plan.cohort());
        for (ExternalPlan external : plan.external()) {
            inputs.add(
                    "Table of " + external.name(),
                    external.cohort().table(),
                    sources.external(external.name()).table());
            idMap("Id map of " + external.name(), external.cohort());
        }
        String split = plan.split().file();
        if (split != null && plan.recognition().recogniser() == null && Files.isRegularFile(Path.of(split))) {
            inputs.add("Split", Path.of(split));
        }
        String weights = plan.recognition().training().network().initialWeights();
        if (weights != null) {
            Path file = WeightsAddress.parse(weights).file();
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException(Sentence.of("The initial weights " + weights
                                + " are not there. Name a .safetensors, .pt or .pth file with ")
                        .and(PlanKey.TRAINING_INITIAL_WEIGHTS)
                        .and(", or leave it out."));
            }
            inputs.add("Initial weights", file);
        }
        String embeddings = plan.ladder().embeddings();
        if (embeddings != null && Files.isRegularFile(Path.of(embeddings))) {
            inputs.add("Embeddings", Path.of(embeddings));
        }
        String given = plan.recognition().recogniser();
        if (given != null && Files.isRegularFile(Path.of(given))) {
            inputs.add("Given recogniser", Path.of(given));
        }
    }

    private void idMap(String what, CohortPlan cohort) throws IOException {
        Path map = cohort.ids().map();
        if (map != null && Files.isRegularFile(map)) {
            inputs.add(what, map);
        }
    }

    /** What is known of a source comes into the run: terms of use travel with the result. */
    private void source(SourceRecord known, String whose, String suffix) throws IOException {
        for (Map.Entry<String, String> file : known.files().entrySet()) {
            AtomicFiles.writeString(run.file(file.getKey() + suffix + ".json"), file.getValue());
        }
        known.facts(whose).forEach(facts::put);
    }

    static String hash(AuditPlan plan) {
        return PlanFile.hash(plan).hex();
    }

    /**
     * Who is audited, and one hash over the content of all their files in the table's order.
     *
     * @throws InvalidInputException when a run is continued whose images have changed
     */
    void images(PreparedImages images) throws IOException {
        same(IMAGES, images);
        images.pixelsHash().ifPresent(hash -> facts.put(PIXELS, hash.hex()));
        RunJson.writeUnshared(run.file("flow.json"), images.cohort().flow());
        if (!images.unusable().isEmpty()) {
            StringBuilder lines = new StringBuilder(CsvLine.of(List.of("row", "reason")));
            images.unusable().forEach((row, reason) -> lines.append(CsvLine.of(List.of(row.toString(), reason))));
            AtomicFiles.writeString(run.file(LEFT_OUT), lines.toString());
        }
        writeManifest("running");
    }

    /** Rows of the table, as a person counts, whose images a finished run could not use. */
    static Set<Integer> leftOut(Path folder) throws IOException {
        Path file = folder.resolve(LEFT_OUT);
        Set<Integer> rows = new HashSet<>();
        if (Files.isRegularFile(file)) {
            Column numbers = TableReader.read(file).column("row");
            for (int i = 0; i < numbers.size(); i++) {
                rows.add(Integer.valueOf(String.valueOf(numbers.get(i))));
            }
        }
        return rows;
    }

    /** The same of the images of an external cohort, each time that they are opened. */
    void images(String external, PreparedImages images) {
        same("Images of " + external + " (SHA-256 of their SHA-256s)", images);
    }

    private void same(String fact, PreparedImages images) {
        String now = images.contentHash().hex();
        String then = facts.getOrDefault(fact, before.getOrDefault(fact, now));
        if (!then.equals(now)) {
            throw new InvalidInputException(InputFiles.changed("The images", "have"));
        }
        facts.put(fact, now);
    }

    /** What went into the networks from elsewhere: initial weights, or a whole network of another program. */
    void recogniser(ModelCard card) {
        LoadedWeights weights = card.weights();
        if (plan.recognition().recogniser() != null) {
            facts.put("Recogniser", card.name() + ". " + card.trainedOn());
        }
        if (weights != null) {
            facts.put(card.plan() == null ? "Weights" : "Initial weights", String.join(" ", weights.lines()));
        }
    }

    /**
     * Notes who is in which part.
     *
     * @throws InvalidInputException when networks are stored that learnt from another division
     */
    void split(List<Division> divisions) throws IOException {
        Division.write(divisions, run.file(TrainedOn.SPLIT));
    }

    void predictions(PredictionTable predictions) throws IOException {
        Path table = run.file(Stage.PREDICTIONS.file());
        PredictionFiles.write(predictions, table);
        PredictionFiles.write(predictions, run.file("predictions.csv"));
        facts.put(PREDICTIONS, ContentHash.ofFile(table).hex());
        facts.put("Images assessed", Integer.toString(predictions.size()));
    }

    /** What a diagnostic model said of whom, and what was made of it. */
    void diagnosis(Path table, Path content) throws IOException {
        facts.put(DiagnosisFolder.TABLE_FACT, ContentHash.ofFile(table).hex());
        facts.put(ESTIMATES, ContentHash.ofFile(content).hex());
    }

    void estimates(Assessment assessment) {
        RunJson.writeUnshared(run.file("estimates.json"), assessment);
        facts.put(
                ESTIMATES, ContentHash.ofText(RunJson.unsharedText(assessment)).hex());
    }

    /** Notes the stored networks as they are when everything is known that stands on their cards. */
    void models(Map<String, Path> files) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            facts.put(
                    network(file.getKey()), ContentHash.ofFile(file.getValue()).hex());
        }
    }

    /**
     * Refuses to look into networks that are not those whose answers a finished run holds; a run of a version that
     * noted none is taken as it is.
     */
    static void requireModels(Path run, Map<String, Path> files) throws IOException {
        Problems problems = new Problems();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            String then = fact(run, network(file.getKey()));
            if (!then.isEmpty()
                    && !then.equals(ContentHash.ofFile(file.getValue()).hex())) {
                problems.add(
                        "The stored network " + file.getValue() + " has changed since the run was finished (SHA-256"
                                + " differs). Put it back as it was, or audit again under another name.");
            }
        }
        problems.throwIfAny();
    }

    private static String network(String division) {
        return InputFiles.fact("Network of " + division);
    }

    /**
     * Completes the manifest; the facts come back for the report's provenance table.
     *
     * @throws InvalidInputException when a file was changed while it was being used: nothing is vouched for then
     */
    Map<String, String> finish() throws IOException {
        inputs.requireUnchanged();
        facts.put("Finished", now());
        writeManifest(FINISHED);
        return new LinkedHashMap<>(facts);
    }

    private void writeManifest(String state) {
        RunJson.write(run.file(MANIFEST), new Manifest(plan.name(), state, facts, Map.of()));
    }

    /** Whether the run of a folder came to its end; what came after it (routes) does not count. */
    static boolean isFinished(Path folder) {
        Path manifest = folder.resolve(MANIFEST);
        return Files.isRegularFile(manifest)
                && FINISHED.equals(RunJson.read(manifest, Manifest.class).state());
    }

    /** When the run of a folder came to its end, or else began; empty where neither is noted. */
    static Optional<Instant> when(Path folder) {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        return RunJson.read(manifest, Manifest.class).when();
    }

    /**
     * Refuses a finished run whose estimates or routes are not as it wrote them, as far as it noted their hashes.
     *
     * @throws InvalidInputException naming the file
     */
    static void requireUnaltered(Path folder) {
        Manifest manifest = RunJson.read(folder.resolve(MANIFEST), Manifest.class);
        requireUnaltered(
                folder.resolve(Stage.ESTIMATES.file()), manifest.facts().get(ESTIMATES));
        requireUnaltered(folder.resolve(AuditReport.ROUTES), manifest.routes().get(ROUTES));
    }

    /** The same of a run whose estimates lie in another file. */
    static void requireAsWritten(Path folder, String estimates) {
        requireUnaltered(folder.resolve(estimates), fact(folder, ESTIMATES));
    }

    private static void requireUnaltered(Path file, @Nullable String written) {
        try {
            boolean isSame = written == null
                    || Files.isRegularFile(file)
                            && ContentHash.ofFile(file).hex().equals(written);
            if (!isSame) {
                throw new InvalidInputException("The file " + file + " is not as the run wrote it (SHA-256 differs from"
                        + " that in " + MANIFEST + "). Put it back, or audit again under another name.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fact of a finished run, by name; empty where it was not noted. */
    static String fact(Path folder, String name) {
        return RunJson.read(folder.resolve(MANIFEST), Manifest.class).facts().getOrDefault(name, "");
    }

    /** Notes the hash of what a list tells of a finished run. */
    static void summary(RunFolder run) {
        Manifest manifest = RunJson.read(run.file(MANIFEST), Manifest.class);
        Map<String, String> facts = new LinkedHashMap<>(manifest.facts());
        try {
            facts.put(
                    NotedAnswer.FACT,
                    ContentHash.ofFile(run.file(NotedAnswer.FILE)).hex());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RunJson.write(run.file(MANIFEST), new Manifest(manifest.run(), manifest.state(), facts, manifest.routes()));
    }

    /** How a finished run ended; empty of any other. */
    static Optional<Ended> ended(Path folder) {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Manifest manifest = RunJson.read(file, Manifest.class);
        return FINISHED.equals(manifest.state())
                ? Optional.of(new Ended(manifest.when(), manifest.facts().getOrDefault(NotedAnswer.FACT, "")))
                : Optional.empty();
    }

    /** Notes what was found by the routes, and what found it; an earlier note is replaced. */
    static void routes(RunFolder run, RoutesAssessment found, ComputeDevice device, Instant begun) {
        Manifest manifest = RunJson.read(run.file(MANIFEST), Manifest.class);
        Map<String, String> facts = new LinkedHashMap<>(Software.facts());
        facts.put("Device", device.words());
        facts.put("Begun", begun.truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("Finished", now());
        facts.put(
                "Settings",
                Integer.toString(found.routes().stream()
                        .mapToInt(route -> route.settings().size())
                        .sum()));
        facts.put(
                "Not run",
                Integer.toString(found.routes().stream()
                        .mapToInt(route -> route.notRun().size())
                        .sum()));
        facts.put(ROUTES, ContentHash.ofText(RunJson.unsharedText(found)).hex());
        RunJson.write(run.file(MANIFEST), new Manifest(manifest.run(), manifest.state(), manifest.facts(), facts));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

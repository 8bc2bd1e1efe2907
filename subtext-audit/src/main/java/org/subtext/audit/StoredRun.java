package org.subtext.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.subtext.assessment.Assessment;
import org.subtext.audit.diagnosis.DiagnosisFolder;
import org.subtext.audit.listing.ListedAnswer;
import org.subtext.audit.listing.NotedAnswer;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.Action;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words.Turn;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.Unfinished;
import org.subtext.report.ReportContent;
import org.subtext.report.findings.DiagnosisContent;
import tools.jackson.databind.JsonNode;

/**
 * What lies in a run's folder, for whoever looks and does not work on it: nothing is locked and nothing written.
 *
 * <p>An audit of images has a plan; of an audit of somebody's scores or embeddings the answers alone are stored.
 */
public record StoredRun(Path folder) {
    /** What a list tells of a finished one, and when it came to its end. */
    public record Listed(ListedAnswer answer, Instant when) {}

    private static final String MODEL = ".safetensors";
    private static final String LOG = "log.txt";

    /** Digits of a hash that a message shows. */
    private static final int SHOWN = 12;

    /** Whether the folder holds a run, or what is left of one. */
    public boolean isThere() {
        return hasPlan() || isRegular(AuditReport.CONTENT);
    }

    /** Whether it is an audit of images: what can be continued and explained. */
    public boolean hasPlan() {
        return isRegular(RunFolder.PLAN);
    }

    /** Whether somebody works on it now, in this process or in another one. */
    public boolean isHeld() {
        try {
            return FolderLock.isHeld(folder.resolve(RunFolder.LOCK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file of its folder is written by whoever works on it as they go on, and answers nothing. */
    public static boolean isNoted(Path file) {
        return file.endsWith(LOG) || file.endsWith(RunFolder.LOCK) || Unfinished.isOne(file);
    }

    /** Whether its answers are there. */
    public boolean isFinished() {
        return (isRegular(AuditReport.CONTENT) || isDiagnosis()) && (!hasPlan() || RunRecord.isFinished(folder));
    }

    /** Whether it taught a diagnostic model, and so has no verdict. */
    public boolean isDiagnosis() {
        return DiagnosisFolder.isIn(folder);
    }

    /**
     * The table of a finished run of findings, as it was written.
     *
     * @throws InvalidInputException when the run is none of findings or not finished, or the table has changed since
     */
    public Path findings() throws IOException {
        RunFolder.requireFinished(folder);
        if (!isDiagnosis()) {
            throw new InvalidInputException(Sentence.of("The run " + folder
                            + " recognised a recorded attribute and no findings, so that nobody was served by it. Teach a"
                            + " diagnostic model first: ")
                    .and(Action.AUDIT, "", new Turn(PlanKey.COHORT_TARGETS_FINDINGS, "FINDING"))
                    .and(", or name a table of scores."));
        }
        Path table = folder.resolve(DiagnosisFolder.TABLE);
        if (!Files.isRegularFile(table)
                || !ContentHash.ofFile(table).hex().equals(RunRecord.fact(folder, DiagnosisFolder.TABLE_FACT))) {
            throw new InvalidInputException(
                    "The table " + table + " is not as the run wrote it (SHA-256 differs). Put it"
                            + " back, or audit again under another name.");
        }
        return table;
    }

    /**
     * What a finished run of findings holds.
     *
     * @throws InvalidInputException when the run is none of findings or not finished, or was changed since
     */
    public DiagnosisContent diagnosis() {
        RunFolder.requireFinished(folder);
        RunRecord.requireAsWritten(folder, DiagnosisFolder.CONTENT);
        return RunJson.read(folder.resolve(DiagnosisFolder.CONTENT), DiagnosisContent.class);
    }

    /** When it came to its end, or else began. */
    public Instant when() {
        return RunRecord.when(folder).orElseGet(this::lastWritten);
    }

    private Instant lastWritten() {
        try {
            String file = isRegular(AuditReport.CONTENT) ? AuditReport.CONTENT : RunFolder.PLAN;
            return Files.getLastModifiedTime(folder.resolve(file)).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The plan of an audit of images.
     *
     * @throws InvalidInputException when this version cannot read it
     */
    public Optional<AuditPlan> plan() {
        return hasPlan() ? Optional.of(PlanFile.ofRun(folder.resolve(RunFolder.PLAN))) : Optional.empty();
    }

    /**
     * The answers.
     *
     * @throws InvalidInputException when there is no run, or it is not finished
     */
    public ReportContent content() {
        if (!isFinished()) {
            RunFolder.requireFinished(folder);
        }
        return AuditReport.read(folder);
    }

    /**
     * The answer without what the routes found, which take longer to read than all the rest.
     *
     * @throws InvalidInputException when there is no run, or it is not finished
     */
    public ReportContent answer() {
        if (!isFinished()) {
            RunFolder.requireFinished(folder);
        }
        return AuditReport.readWithoutRoutes(folder);
    }

    /**
     * What a list tells of it: what the run noted of its answer at its end, or that answer where it noted nothing or
     * another one lies there now.
     *
     * @return empty where it is not finished or has no answer
     */
    public Optional<Listed> listed() {
        if (!isRegular(AuditReport.CONTENT) || isDiagnosis()) {
            return Optional.empty();
        }
        if (!hasPlan()) {
            return Optional.of(new Listed(noted(Optional.empty()).orElseGet(this::readOff), lastWritten()));
        }
        return RunRecord.ended(folder)
                .map(ended -> new Listed(
                        noted(Optional.of(ended.summary())).orElseGet(this::readOff),
                        ended.when().orElseGet(this::lastWritten)));
    }

    private ListedAnswer readOff() {
        return ListedAnswer.of(answer());
    }

    /** @param hash of the note, by the manifest; empty where there is no manifest */
    private Optional<ListedAnswer> noted(Optional<String> hash) {
        Path file = folder.resolve(NotedAnswer.FILE);
        if (hash.isPresent() && !NotedAnswer.isVouchedFor(file, hash.get())) {
            return Optional.empty();
        }
        return RunJson.readIfWhole(file, NotedAnswer.class)
                .filter(note -> note.isOf(folder.resolve(AuditReport.CONTENT), hash.isPresent()))
                .map(NotedAnswer::answer);
    }

    /**
     * The answers where the run's numbers are as it wrote them, as far as it noted their hashes, and its files say the
     * same: whoever quotes one should know.
     *
     * @throws InvalidInputException when there is no run, it is not finished, or its numbers were changed
     */
    public ReportContent unaltered() {
        ReportContent content = content();
        if (hasPlan()) {
            RunRecord.requireUnaltered(folder);
        }
        requireAsNoted();
        requireAgreement();
        return content;
    }

    private void requireAsNoted() {
        Path answers = folder.resolve(AuditReport.CONTENT);
        RunJson.readIfWhole(folder.resolve(NotedAnswer.FILE), NotedAnswer.class).ifPresent(note -> {
            try {
                if (!note.isReadOff(answers)) {
                    throw new InvalidInputException("The file " + answers + " is not as the run wrote it (SHA-256"
                            + " differs from that in " + NotedAnswer.FILE
                            + "). Put it back, or make the run again under another name.");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void requireAgreement() {
        Path estimates = folder.resolve(Stage.ESTIMATES.file());
        if (Files.isRegularFile(estimates)) {
            JsonNode answers = RunJson.read(folder.resolve(AuditReport.CONTENT), JsonNode.class);
            differing(RunJson.read(estimates, JsonNode.class), answers.path("assessment"), "")
                    .ifPresent(place -> {
                        throw new InvalidInputException(
                                "The files of the run " + folder + " do not say the same: "
                                        + estimates.getFileName() + " differs at " + place + " from "
                                        + AuditReport.CONTENT
                                        + ". One of them was changed or is of another run. Put it back, or make the run again.");
                    });
        }
    }

    /** Where two trees say something else of what both have; what one version wrote and another did not is passed. */
    private static Optional<String> differing(JsonNode one, JsonNode other, String at) {
        if (one.isObject() && other.isObject()) {
            return one.properties().stream()
                    .filter(entry -> other.has(entry.getKey()))
                    .flatMap(entry ->
                            differing(entry.getValue(), other.get(entry.getKey()), at + "/" + entry.getKey()).stream())
                    .findFirst();
        }
        if (one.isArray() && other.isArray() && one.size() == other.size()) {
            return IntStream.range(0, one.size())
                    .boxed()
                    .flatMap(i -> differing(one.get(i), other.get(i), at + "/" + i).stream())
                    .findFirst();
        }
        return one.equals(other) ? Optional.empty() : Optional.of(at);
    }

    /** The file of {@link #predictions}. */
    public Path predictionsFile() {
        return folder.resolve(Stage.PREDICTIONS.file());
    }

    /**
     * The scores of a finished run, all experiments: whatever is asked of them later reads them here.
     *
     * @throws InvalidInputException when they are not there, or not those whose hash the run noted
     */
    public PredictionTable predictions() throws IOException {
        Path file = predictionsFile();
        Optional<String> noted = notedPredictions();
        if (noted.isPresent() && Files.isRegularFile(file)) {
            String found = ContentHash.ofFile(file).hex();
            if (!found.equals(noted.get())) {
                throw new InvalidInputException("The scores in " + file + " are not those that the run wrote: their"
                        + " SHA-256 begins with " + beginning(found) + ", and the run noted " + beginning(noted.get())
                        + " in " + (hasPlan() ? RunRecord.MANIFEST : AuditReport.CONTENT)
                        + ". Put the file back as it was, or audit again under another name.");
            }
        }
        return PredictionFiles.read(file);
    }

    /** The hash of its scores; empty of runs of before they noted one, whose scores nothing vouches for. */
    public Optional<String> notedPredictions() {
        return hasPlan()
                ? Optional.of(RunRecord.fact(folder, RunRecord.PREDICTIONS)).filter(hash -> !hash.isEmpty())
                : content().provenance().stream()
                        .filter(fact -> fact.name().equals(RunRecord.PREDICTIONS))
                        .map(ReportContent.Fact::value)
                        .findFirst();
    }

    private static String beginning(String hash) {
        return hash.substring(0, Math.min(SHOWN, hash.length()));
    }

    /** Every estimate of a finished run; quicker than all of its answers. */
    public Assessment assessment() {
        return RunJson.read(folder.resolve(Stage.ESTIMATES.file()), Assessment.class);
    }

    /** The report as a page. */
    public Path page() {
        return folder.resolve(AuditReport.PAGE);
    }

    /** The report as a document. */
    public Path document() {
        return folder.resolve(AuditReport.DOCUMENT);
    }

    /** The stages that are finished, in their order. */
    public List<Stage> stages() {
        return Stream.of(Stage.values())
                .filter(stage -> isRegular(stage.file()))
                .toList();
    }

    /** How many trained recognisers are stored. */
    public int recognisers() {
        Path models = folder.resolve(Recognition.MODELS);
        if (!Files.isDirectory(models)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(models)) {
            return (int) files.filter(file -> file.toString().endsWith(MODEL) && !Unfinished.isOne(file))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The last lines of its log, one a finished step; empty where it has none.
     *
     * @param bytes of the end of the file that are read
     */
    public List<String> said(int bytes) {
        try (SeekableByteChannel log = Files.newByteChannel(folder.resolve(LOG))) {
            long from = Math.max(0, log.size() - bytes);
            ByteBuffer end = ByteBuffer.allocate((int) (log.size() - from));
            log.position(from);
            while (end.hasRemaining() && log.read(end) >= 0) {
                // until all of it is there
            }
            String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            return from == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRegular(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }
}

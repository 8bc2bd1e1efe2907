package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.pseudonyms.Salt;
import org.subtext.deidentification.streams.CleanedPixels;
import org.subtext.deidentification.streams.NotCleanedException;
import org.subtext.deidentification.streams.PixelCleaner;
import org.subtext.deidentification.streams.PixelCuts;
import org.subtext.dicom.DicomException;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.ReadLimits;
import org.subtext.identities.IdReading;
import org.subtext.identities.SpellingPolicy;
import org.subtext.memory.BytesInFlight;
import org.subtext.memory.FileByFile;
import org.subtext.memory.HeapShare;
import org.subtext.memory.MemoryExhaustedException;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.FolderWalk;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Unfinished;

/**
 * De-identifies a folder of DICOM files into another folder, with the table that goes along and a log.
 *
 * <p>Output: {@code dicom/PATIENT/FILE.dcm} with salted ids as names, {@code table.csv}, {@code import-log/}. Reports,
 * directories and other objects without pixels are counted and not written: they are text through and through. Each
 * file is written whole, then noted as finished; a second call with the same options goes on with the rest.
 */
public final class Deidentification {

    /** What files at work may take together; the rest is for what does not grow with them. */
    private static final double MOST_OF_HEAP = 0.6;

    private final DeidentificationPlan plan;
    private final Pseudonyms pseudonyms;
    private final AttributeTable table;
    private final DataSetCleaner cleaner;
    private final BytesInFlight memory =
            new BytesInFlight((long) (MOST_OF_HEAP * Runtime.getRuntime().maxMemory()));
    private final FileByFile files = new FileByFile(() -> {});
    private final ConcurrentLinkedQueue<String> unread = new ConcurrentLinkedQueue<>();
    private final KnownFromFiles known;
    private final PatientsOfFiles patients;

    private Deidentification(DeidentificationPlan plan, Salt salt, AttributeTable table, IdReading reading) {
        this.plan = plan;
        this.pseudonyms = new Pseudonyms(salt, reading);
        this.table = table;
        this.cleaner = new DataSetCleaner(table, plan.retained(), pseudonyms);
        this.known = new KnownFromFiles(plan.retained());
        this.patients = new PatientsOfFiles(pseudonyms, plan.table().isPresent() ? known : null);
    }

    /**
     * Runs, or goes on with, an import.
     *
     * @throws InvalidInputException when a path or the salt will not do, the output folder holds an import with other
     *     options, or files with text in their pixels are refused
     */
    public static DeidentificationSummary run(DeidentificationPlan plan, Progress progress) throws IOException {
        return run(plan, AttributeTable.ofBuild(), progress);
    }

    static DeidentificationSummary run(DeidentificationPlan plan, AttributeTable table, Progress progress)
            throws IOException {
        if (!Files.isDirectory(plan.input())) {
            throw new InvalidInputException("There is no folder " + plan.input() + ". Give a folder of DICOM files.");
        }
        Path input = Salt.real(plan.input());
        Path out = Salt.real(plan.out());
        if (out.startsWith(input) || input.startsWith(out)) {
            throw new InvalidInputException(Sentence.of("The output folder " + plan.out() + " and the input folder "
                            + plan.input() + " lie within each other. Give an output folder elsewhere with ")
                    .and(Argument.OUT)
                    .and("."));
        }
        IdReading reading = IdReading.of(plan.ids());
        if (plan.table().isPresent()) {
            TableCleaner.requireTellingIds(plan.table().get(), plan.ids(), reading);
        }
        return new Deidentification(plan, Salt.open(plan.salt(), plan.out()), table, reading).run(progress);
    }

    /** Nobody else writes into the folder meanwhile, and what a killed call left half-written there goes. */
    private DeidentificationSummary run(Progress progress) throws IOException {
        Path lockFile =
                Files.createDirectories(plan.out().resolve(ImportLog.FOLDER)).resolve(".lock");
        FolderLock lock = FolderLock.take(lockFile)
                .orElseThrow(() -> new InvalidInputException(Sentence.of("The output folder " + plan.out()
                                + " is being written by another process. Wait for it, or give another folder with ")
                        .and(Argument.OUT)
                        .and(".")));
        try {
            Unfinished.removeBelow(plan.out());
            return locked(progress);
        } finally {
            Files.deleteIfExists(lockFile);
            lock.close();
        }
    }

    private DeidentificationSummary locked(Progress progress) throws IOException {
        Path log = plan.out().resolve(ImportLog.FOLDER);
        Map<String, ?> options = ImportOptions.of(plan, pseudonyms, table);
        ImportOptions.require(options, log.resolve(ImportOptions.FILE));
        List<Path> inputs = inputs();
        Path finished = log.resolve("journal.jsonl");
        try (Journal journal = Journal.open(finished)) {
            progress.begin("De-identifying", inputs.size(), "files");
            FinishedBefore before = new FinishedBefore(journal, pseudonyms, plan.out());
            all(inputs, journal, before, progress);
            before.changed().forEach(place -> unread.add(place + "\thas changed since it was de-identified"));
            noteUnread();
            before.requireUnchanged(unreadFile());
            before.requireCopiesOfFilesThatWent();
            if (holdsDicom(journal)) {
                IdsOfFiles.requireTelling(patients.ids(), plan.ids());
                return finish(inputs, options, journal, before.sentences(), progress);
            }
            progress.end("no DICOM");
        }
        noteUnread();
        // Another folder may be meant, and nothing of this one is to be taken for its files.
        Files.delete(finished);
        Files.delete(log.resolve(ImportOptions.FILE));
        throw noDicom(inputs.size());
    }

    private static boolean holdsDicom(Journal journal) {
        return journal.files().stream().anyMatch(file -> !file.status().equals(FileRecord.UNREADABLE));
    }

    private InvalidInputException noDicom(int files) {
        String found = files == 0
                ? "There is no file"
                : "No DICOM: none of the " + files + (files == 1 ? " file" : " files") + " can be read as DICOM";
        String named = unread.isEmpty() ? "" : " Why not is said in " + unreadFile() + ".";
        return new InvalidInputException(
                found + " below " + plan.input() + "." + named + " Give a folder of sound DICOM files.");
    }

    private DeidentificationSummary finish(
            List<Path> inputs, Map<String, ?> options, Journal journal, List<String> said, Progress progress)
            throws IOException {
        List<String> sentences = new ArrayList<>(said);
        if (plan.table().isPresent()) {
            sentences.addAll(
                    TableCleaner.clean(plan, pseudonyms, outputs(inputs, journal), patients.and(journal), known));
        }
        journal.conclude();
        ImportLog.write(plan.out(), options, journal, table);
        SummaryOfImport.write(plan.out(), journal.files(), plan.retained(), plan.burnedIn());
        noteUnread();
        DeidentificationSummary summary = DeidentificationSummary.of(journal.files(), sentences, unreadFile());
        progress.end(summary.oneLine());
        if (plan.burnedIn() == BurnedInPolicy.REFUSE && summary.excluded() > 0) {
            throw new InvalidInputException(Sentence.of(summary.excluded() + " of " + inputs.size()
                            + " files may hold text in their pixels (import-log/files.csv, column burned_in), and ")
                    .set(Argument.BURNED_IN, "refuse")
                    .and(" was asked for. They were not written. Look at them, or run with ")
                    .set(Argument.BURNED_IN, "exclude")
                    .and(" or flag into a new folder."));
        }
        return summary;
    }

    /** By every name that a file has: the table may say any of them. */
    private List<Path> inputs() throws IOException {
        FolderWalk walk = FolderWalk.below(plan.input());
        walk.notRead().forEach((path, reason) -> unread.add(relative(path) + "\t" + reason));
        return walk.everyName();
    }

    private String relative(Path file) {
        return plan.input().relativize(file).toString().replace('\\', '/');
    }

    private Map<String, String> outputs(List<Path> inputs, Journal journal) {
        Map<String, String> byId = journal.files().stream()
                .filter(FileRecord::isWritten)
                .collect(Collectors.toMap(FileRecord::id, FileRecord::output));
        Map<String, String> outputs = new TreeMap<>();
        for (Path input : inputs) {
            String output = byId.get(pseudonyms.file(relative(input)));
            if (output != null) {
                outputs.put(relative(input), output);
            }
        }
        return outputs;
    }

    private void all(List<Path> inputs, Journal journal, FinishedBefore before, Progress progress) throws IOException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (Path input : inputs) {
                tasks.add(workers.submit(() -> {
                    besideOthers(input, journal, before);
                    progress.advance(1, "");
                    return null;
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof InvalidInputException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /** A file that exhausts the memory is left out, and the others go on. */
    private void besideOthers(Path input, Journal journal, FinishedBefore before) throws IOException {
        if (before.holds(pseudonyms.file(relative(input)), input, relative(input))) {
            if (plan.table().isPresent() || plan.ids().spellings() == SpellingPolicy.ASK) {
                patients.addHeaderOf(input);
            }
            return;
        }
        try (BytesInFlight.Seat seat = memory.seat()) {
            seat.take(FileNeed.bytes(input));
            files.run(() -> {
                one(input, journal);
                return true;
            });
        } catch (MemoryExhaustedException e) {
            leftOut(input, FileRecord.UNREADABLE, String.valueOf(e.getMessage()), pseudonyms.content(input), journal);
        }
    }

    private void one(Path input, Journal journal) throws IOException {
        String id = pseudonyms.file(relative(input));
        ReadLimits limits = ReadLimits.defaults();
        if (Files.size(input) > limits.bytes()) {
            leftOut(
                    input,
                    FileRecord.UNREADABLE,
                    "a file of " + Files.size(input) + " bytes; expected " + limits.bytes()
                            + " at most, of which more memory allows more",
                    pseudonyms.content(input),
                    journal);
            return;
        }
        byte[] content = HeapShare.ofHeap(1).read(input);
        try {
            DicomFile file = DicomFile.read(content, limits);
            if (file.transferSyntax().encapsulated() && !file.transferSyntax().known()) {
                throw new DicomException("the transfer syntax is not one of the standard's");
            }
            finished(id, content, file, journal);
        } catch (NotCleanedException e) {
            leftOut(input, FileRecord.NOT_CLEANED, e.reason(), pseudonyms.content(content), journal);
        } catch (DicomException e) {
            leftOut(input, FileRecord.UNREADABLE, String.valueOf(e.getMessage()), pseudonyms.content(content), journal);
        }
    }

    private void leftOut(Path input, String status, String reason, String digest, Journal journal) throws IOException {
        unread.add(relative(input) + "\t" + reason);
        String id = pseudonyms.file(relative(input));
        journal.add(FileRecord.leftOut(id, status, digest), new TreeMap<>());
    }

    private void finished(String id, byte[] content, DicomFile file, Journal journal) throws IOException {
        TextLook look = TextLook.at(file);
        Set<BurnedIn> reasons = look.reasons();
        DataSetCleaner.Cleaned cleaned = cleaner.clean(file.dataSet());
        patients.add(file.dataSet());
        String status = file.pixelData().isEmpty()
                ? FileRecord.NO_PIXELS
                : reasons.isEmpty() || plan.burnedIn() == BurnedInPolicy.FLAG
                        ? FileRecord.WRITTEN
                        : FileRecord.EXCLUDED;
        boolean written = status.equals(FileRecord.WRITTEN);
        String output = !written ? "" : "dicom/" + cleaned.patient() + "/" + id + ".dcm";
        String digest = "";
        PixelCuts cuts = PixelCuts.NONE;
        if (written) {
            CleanedPixels pixels = PixelCleaner.clean(file, cleaned.dataSet(), plan.video());
            cuts = pixels.cuts();
            MessageDigest sha256 = ContentHash.sha256();
            AtomicFiles.write(
                    plan.out().resolve(output),
                    out -> DicomWriter.write(
                            pixels.dataSet(), file.transferSyntax(), new DigestOutputStream(out, sha256)));
            digest = ContentHash.of(sha256).hex();
        }
        journal.add(
                new FileRecord(
                        id,
                        status,
                        output,
                        pseudonyms.content(content),
                        digest,
                        reasons.stream().map(BurnedIn::word).toList(),
                        look.frames(),
                        look.lookedAt(),
                        cleaned.tally().byOutcome(),
                        Journal.shape(cleaned.tally().counts()),
                        words(cuts)),
                cleaned.tally().counts());
    }

    private static Map<String, Long> words(PixelCuts cuts) {
        Map<String, Long> words = new LinkedHashMap<>();
        cuts.bytes().forEach((kind, bytes) -> words.put(kind.word(), bytes));
        if (!cuts.lookedInto()) {
            words.put(ImportLog.NOT_LOOKED_INTO, 0L);
        }
        return words;
    }

    /** Beside the salt, since the names of files may be names of patients. */
    private Path unreadFile() {
        return plan.salt().resolveSibling(plan.salt().getFileName() + ".unreadable.txt");
    }

    private void noteUnread() throws IOException {
        if (!unread.isEmpty()) {
            AtomicFiles.writeString(
                    unreadFile(), String.join("\n", unread.stream().sorted().toList()) + "\n");
            OwnerOnly.close(unreadFile());
        }
    }
}

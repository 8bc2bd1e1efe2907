package org.subtext.audit.harm;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.subtext.audit.RunJson;
import org.subtext.audit.listing.ListedAnswer;
import org.subtext.audit.listing.NotedAnswer;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.predictions.SecondTable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Software;
import org.subtext.provenance.Unfinished;
import org.subtext.report.harm.HarmContent;

/**
 * The folder of a run of harm, its owner's alone and written by one process at a time: {@value #PLAN}, {@value
 * #CONTENT}, {@value #GAPS}, {@link FurtherFiles}, the page of {@link HarmPages}, and at last {@value #MANIFEST}, which
 * says that it is whole.
 */
public final class HarmFolder implements Closeable {
    /** What was asked. */
    public static final String PLAN = "harm.yaml";

    /** Everything that was found; not for sharing, as it holds small counts. */
    public static final String CONTENT = "harm.json";

    /** Every gap, one a line; neither for sharing. */
    public static final String GAPS = "gaps.csv";

    /** What made it, and of what. */
    public static final String MANIFEST = "manifest.json";

    private static final String LOOK = "look.json";
    private static final String LOCK = ".lock";
    private static final String FINISHED = "Finished";
    private static final String FINDINGS = "Findings (SHA-256)";

    /** What {@value #MANIFEST} holds. */
    private record Manifest(String run, String state, Map<String, String> facts) {}

    private final Path folder;
    private final FolderLock lock;

    private HarmFolder(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Refuses a folder that holds something else; one of an earlier run of harm is written anew.
     *
     * @throws InvalidInputException naming the folder
     */
    static void requireFree(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.isRegularFile(folder.resolve(PLAN))) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            long foreign = entries.map(one -> String.valueOf(one.getFileName()))
                    .filter(name -> !name.equals(LOCK) && !Unfinished.isOne(Path.of(name)))
                    .count();
            if (foreign > 0) {
                throw new InvalidInputException(Sentence.of("The folder " + folder + " holds " + foreign
                                + (foreign == 1 ? " file or folder" : " files or folders")
                                + " and is no run of harm (no "
                                + PLAN + "). A run begins in a new or an empty folder: ")
                        .set(Argument.OUT, "FOLDER")
                        .and("."));
            }
        }
    }

    /**
     * Takes the folder.
     *
     * @throws InvalidInputException where another process writes it
     */
    static HarmFolder open(Path folder) throws IOException {
        boolean isThere = Files.isDirectory(folder);
        OwnerOnly.folder(folder);
        if (isThere) {
            OwnerOnly.close(folder);
        }
        FolderLock lock = FolderLock.take(folder.resolve(LOCK))
                .orElseThrow(() -> new InvalidInputException(Sentence.of("The run " + folder
                                + " is in use by another process of Subtext. Wait for it, or choose another folder: ")
                        .set(Argument.OUT, "FOLDER")
                        .and(".")));
        Unfinished.removeBelow(folder);
        return new HarmFolder(folder, lock);
    }

    /** Writes everything, each file whole or not at all. */
    void write(HarmRequest request, HarmContent content, LookOfHarm.Remembered look) throws IOException {
        Files.deleteIfExists(folder.resolve(MANIFEST));
        removeOfEarlierRun();
        AtomicFiles.writeString(folder.resolve(PLAN), HarmPlanFile.yaml(request));
        String found = RunJson.unsharedText(content);
        AtomicFiles.writeString(folder.resolve(CONTENT), found);
        AtomicFiles.writeString(folder.resolve(GAPS), GapLines.of(content));
        FurtherFiles.write(folder, content);
        HarmPages.write(folder, content);
        RunJson.write(folder.resolve(LOOK), look);
        NotedAnswer noted = NotedAnswer.of(folder.resolve(CONTENT), ListedAnswer.of(read(folder)));
        RunJson.write(folder.resolve(NotedAnswer.FILE), noted);
        Map<String, String> facts = new LinkedHashMap<>(Software.facts());
        facts.put("Seed", Long.toString(request.assessment().seed()));
        facts.put("Plan (SHA-256)", content.planHash());
        facts.put("Family of gaps (SHA-256)", content.assessment().familyHash().hex());
        facts.put("Table (SHA-256)", ContentHash.ofFile(request.table().file()).hex());
        SecondTable second = request.table().second();
        if (second != null) {
            facts.put(
                    "Joined table (SHA-256)", ContentHash.ofFile(second.file()).hex());
        }
        facts.put(FINDINGS, ContentHash.ofText(found).hex());
        facts.put(
                NotedAnswer.FACT,
                ContentHash.ofFile(folder.resolve(NotedAnswer.FILE)).hex());
        facts.put(FINISHED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        RunJson.write(folder.resolve(MANIFEST), new Manifest(String.valueOf(folder.getFileName()), "finished", facts));
    }

    /** What was made of an earlier run's findings on demand would be taken for this one's. */
    private void removeOfEarlierRun() throws IOException {
        for (String name : HarmExport.files()) {
            Files.deleteIfExists(folder.resolve(name));
        }
        for (String name : HarmPages.internal()) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** Whether a folder holds a run of harm, or what is left of one. */
    public static boolean isThere(Path folder) {
        return Files.isRegularFile(folder.resolve(PLAN));
    }

    /** Whether it is whole. */
    public static boolean isFinished(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /** When it came to its end, or else began. */
    public static Instant when(Path folder) {
        try {
            if (!isFinished(folder)) {
                return Files.getLastModifiedTime(folder.resolve(PLAN)).toInstant();
            }
            return Instant.parse(facts(folder).getOrDefault(FINISHED, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DateTimeParseException e) {
            throw new InvalidInputException("The file " + folder.resolve(MANIFEST) + " does not say when the run was"
                    + " finished. It was changed; make the run anew.");
        }
    }

    /** Versions, seed, hashes, by name. */
    public static Map<String, String> facts(Path folder) {
        return RunJson.read(folder.resolve(MANIFEST), Manifest.class).facts();
    }

    /**
     * What a run found.
     *
     * @throws InvalidInputException where the folder holds no run of harm
     */
    public static HarmContent read(Path folder) {
        return RunJson.read(folder.resolve(CONTENT), HarmContent.class);
    }

    /**
     * The same of a run that is whole, and as it was written.
     *
     * @throws InvalidInputException where it is not
     */
    public static HarmContent finished(Path folder) {
        if (!Files.isRegularFile(folder.resolve(CONTENT)) || !Files.isRegularFile(folder.resolve(MANIFEST))) {
            throw new InvalidInputException(Sentence.of("The folder " + folder + " holds no finished run of harm ("
                            + (Files.isDirectory(folder)
                                    ? "no " + CONTENT + " with " + MANIFEST
                                    : "there is no such folder")
                            + "). Name the folder of one (")
                    .and(Argument.RUN)
                    .and("), or run it first."));
        }
        requireUnaltered(folder, facts(folder));
        return read(folder);
    }

    /**
     * What a list tells of a run that is whole: what it noted at its end, or what it found where it noted nothing.
     *
     * @throws InvalidInputException where it is not as it was written
     */
    public static ListedAnswer listed(Path folder) {
        Path note = folder.resolve(NotedAnswer.FILE);
        Path content = folder.resolve(CONTENT);
        if (!Files.isRegularFile(note) || !Files.isRegularFile(content)) {
            return ListedAnswer.of(finished(folder));
        }
        Map<String, String> facts = facts(folder);
        requireUnaltered(folder, facts);
        boolean isVouched = NotedAnswer.isVouchedFor(note, facts.getOrDefault(NotedAnswer.FACT, ""));
        return RunJson.readIfWhole(note, NotedAnswer.class)
                .filter(noted -> isVouched && noted.isOf(content, true))
                .map(NotedAnswer::answer)
                .orElseGet(() -> ListedAnswer.of(read(folder)));
    }

    private static void requireUnaltered(Path folder, Map<String, String> facts) {
        String written = facts.get(FINDINGS);
        try {
            String now = ContentHash.ofFile(folder.resolve(CONTENT)).hex();
            if (!now.equals(written)) {
                throw new InvalidInputException("The file " + folder.resolve(CONTENT)
                        + " is not as the run wrote it (SHA-256 differs from that in " + MANIFEST
                        + "). Put it back, or make the run anew.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file is one that runs write themselves, which nothing else may replace. */
    static boolean isPartOf(Path folder, Path file) {
        Path whole = file.toAbsolutePath().normalize();
        List<String> own = new ArrayList<>(files());
        own.addAll(List.of(LOOK, LOCK, NotedAnswer.FILE));
        own.addAll(FurtherFiles.files());
        own.addAll(HarmPages.internal());
        return folder.toAbsolutePath().normalize().equals(whole.getParent())
                && own.contains(String.valueOf(whole.getFileName()));
    }

    /** What anybody may be told about the files of the folder. */
    public static List<String> files() {
        return List.of(PLAN, CONTENT, GAPS, HarmPages.PAGE, HarmPages.DOCUMENT, MANIFEST);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}

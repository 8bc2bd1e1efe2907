package org.subtext.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.subtext.audit.inputs.PlanDifference;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.problems.Action;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words.Turn;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Unfinished;

/**
 * One run on disk, held by one process at a time.
 *
 * <p>The plan is written before anything else, so that a killed run can be continued and a changed plan be refused.
 * What a stage produces is written whole or not at all; a finished stage is not done again.
 */
public final class RunFolder implements AutoCloseable {
    static final String PLAN = "plan.yaml";
    static final String LOCK = ".lock";

    private static final Sentence ELSEWHERE = Sentence.of("Choose another name with ")
            .and(Argument.RUN_NAME)
            .and(", or another place with ")
            .and(Argument.RUNS_FOLDER)
            .and(".");

    private final Path folder;
    private final Beginning beginning;
    private final FolderLock lockFile;

    /** The names handed out to be written, each the first part of its path below the folder. */
    private final Set<String> handedOut = ConcurrentHashMap.newKeySet();

    private boolean kept;

    /** What this process found: a run to go on with, an empty folder, or nothing. */
    private enum Beginning {
        CONTINUED,
        IN_EMPTY_FOLDER,
        IN_NEW_FOLDER
    }

    private RunFolder(Path folder, Beginning beginning, FolderLock lockFile) {
        this.folder = folder;
        this.beginning = beginning;
        this.lockFile = lockFile;
    }

    /**
     * Opens a new run, or an earlier one that is to be continued.
     *
     * @throws InvalidInputException when the run exists and is not to be continued, was made from another plan, or is
     *     in use, or when the folder holds files that belong to no run
     */
    public static RunFolder open(Path runs, AuditPlan plan, boolean resume) {
        Path folder = runs.resolve(plan.name());
        Path planFile = folder.resolve(PLAN);
        String yaml = PlanFile.toYaml(plan);
        try {
            boolean exists = Files.exists(planFile);
            if (exists && !resume) {
                throw new InvalidInputException(Sentence.of("The run " + folder + " exists already. Continue it with ")
                        .and(Argument.RESUME)
                        .and(", choose another name with ")
                        .and(Argument.RUN_NAME)
                        .and(", or delete the folder."));
            }
            if (exists) {
                String stored = inWordsOfNow(planFile);
                if (!stored.equals(PlanFile.toYaml(plan.overTables()))) {
                    refuseChangedPlan(folder, stored, yaml);
                }
            }
            Beginning beginning = exists ? Beginning.CONTINUED : beginningIn(folder);
            OwnerOnly.folder(folder);
            if (beginning == Beginning.IN_EMPTY_FOLDER) {
                OwnerOnly.close(folder);
            }
            RunFolder run = new RunFolder(folder, beginning, lock(folder));
            if (exists != Files.exists(planFile)) {
                run.close();
                throw inUse(folder); // another process was faster
            }
            Unfinished.removeBelow(folder);
            if (!exists) {
                run.write(PLAN, yaml);
            }
            return run;
        } catch (IOException e) {
            throw new InvalidInputException(Sentence.of("The run folder " + folder + " cannot be written ("
                            + e.getMessage() + "). Choose a place you may write to with ")
                    .and(Argument.RUNS_FOLDER)
                    .and("."));
        }
    }

    /** A run begins in a folder of its own: what lies there already is somebody's, and would be mixed with the run. */
    private static Beginning beginningIn(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Beginning.IN_NEW_FOLDER;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            long foreign = entries.map(one -> one.getFileName().toString())
                    .filter(name -> !name.equals(LOCK) && !Unfinished.isOne(Path.of(name)))
                    .count();
            if (foreign > 0) {
                throw new InvalidInputException(Sentence.of("The folder " + folder + " holds " + foreign
                                + (foreign == 1 ? " file or folder" : " files or folders")
                                + " and is no run (no " + PLAN + "). A run begins in a new or an empty folder. ")
                        .and(ELSEWHERE));
            }
        } catch (NotDirectoryException e) {
            throw new InvalidInputException(
                    Sentence.of("There is a file in the place of the run folder " + folder + ". ")
                            .and(ELSEWHERE));
        }
        return Beginning.IN_EMPTY_FOLDER;
    }

    private static FolderLock lock(Path folder) throws IOException {
        return FolderLock.take(folder.resolve(LOCK)).orElseThrow(() -> inUse(folder));
    }

    private static InvalidInputException inUse(Path folder) {
        return new InvalidInputException(Sentence.of("The run " + folder
                        + " is in use by another process of Subtext. Wait for it, or choose another name with ")
                .and(Argument.RUN_NAME)
                .and("."));
    }

    /** A plan as an earlier version began it: without readers that it did not know and nobody asks for now. */
    static AuditPlan asBegun(Path runs, AuditPlan asked) {
        Path file = runs.resolve(asked.name()).resolve(PLAN);
        boolean isFromBefore = Files.isRegularFile(file) && !PlanFile.namesReaders(file);
        return isFromBefore && asked.ladder().equals(LadderPlan.USUAL)
                ? asked.withLadder(usual -> LadderPlan.NONE)
                : asked;
    }

    /** The stored plan with what is new since then at its default: an older version's run can be continued. */
    private static String inWordsOfNow(Path planFile) throws IOException {
        try {
            return PlanFile.toYaml(PlanFile.ofRun(planFile));
        } catch (InvalidInputException e) {
            return Files.readString(planFile); // the difference will show what is wrong with it
        }
    }

    /**
     * Opens a finished run, to add to it.
     *
     * @throws InvalidInputException when the folder holds no run, the run is not finished, or it is in use
     */
    public static RunFolder openFinished(Path folder) {
        requireFinished(folder);
        try {
            RunFolder run = new RunFolder(folder, Beginning.CONTINUED, lock(folder));
            Unfinished.removeBelow(folder);
            return run;
        } catch (IOException e) {
            throw new InvalidInputException("The run folder " + folder + " cannot be written (" + e.getMessage()
                    + "). Make it writable, or copy it to where it is.");
        }
    }

    /** Refuses a folder that holds no run, or one that is not finished. */
    static void requireFinished(Path folder) {
        if (!Files.isRegularFile(folder.resolve(PLAN))) {
            throw new InvalidInputException("There is no run in " + folder + " (no plan.yaml)." + nearest(folder)
                    + " Name the folder of a finished audit, as its last line printed it: runs/NAME");
        }
        if (!RunRecord.isFinished(folder)) {
            Path runs = folder.toAbsolutePath().normalize().getParent();
            throw new InvalidInputException(
                    Sentence.of("The run " + folder + " is not finished. Finish it first with: ")
                            .and(
                                    Action.AUDIT,
                                    folder.resolve(PLAN).toString(),
                                    new Turn(Argument.RUNS_FOLDER, String.valueOf(runs)),
                                    new Turn(Argument.RESUME, "")));
        }
    }

    private static String nearest(Path folder) {
        Path name = folder.getFileName();
        Path runs = folder.toAbsolutePath().normalize().getParent();
        if (name == null || runs == null || !Files.isDirectory(runs)) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(runs)) {
            List<String> known = siblings.filter(one -> Files.isRegularFile(one.resolve(PLAN)))
                    .map(one -> one.getFileName().toString())
                    .sorted()
                    .toList();
            return NearestName.hint(name.toString(), known);
        } catch (IOException e) {
            return "";
        }
    }

    private static void refuseChangedPlan(Path folder, String stored, String now) {
        if (stored.equals(now)) {
            return;
        }
        List<String> difference = PlanDifference.of(stored, now);
        throw new InvalidInputException(Sentence.of("The run " + folder + " was begun with another plan:"
                        + System.lineSeparator() + String.join(System.lineSeparator(), difference)
                        + System.lineSeparator()
                        + "  Continue with the plan it was begun with, or choose another name with ")
                .and(Argument.RUN_NAME)
                .and(". Routes are added to a finished run with: ")
                .and(Action.EXPLAIN, folder.toString(), new Turn(PlanKey.ROUTES_ROUTES, "NAME")));
    }

    public Path folder() {
        return folder;
    }

    public Path file(String name) {
        handedOut.add(Path.of(name).getName(0).toString());
        return folder.resolve(name);
    }

    /** A file in a subfolder that is made if need be. */
    public Path file(String subfolder, String name) {
        Path parent = file(subfolder);
        try {
            OwnerOnly.folderWithin(parent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parent.resolve(name);
    }

    public void write(String name, String content) {
        try {
            AtomicFiles.writeString(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nothing is taken back: what was computed is worth more than an empty place. */
    void keep() {
        kept = true;
    }

    /**
     * Takes back a run that this process began and whose input was refused: nothing half-written is left. What is
     * finished is kept, whatever was refused afterwards; so is everything that this process did not put there.
     */
    public void discardIfFresh() {
        if (kept || beginning == Beginning.CONTINUED || RunRecord.isFinished(folder)) {
            return;
        }
        try {
            for (String name : handedOut) {
                FolderTree.delete(folder.resolve(name));
            }
            Files.deleteIfExists(folder.resolve(LOCK));
            if (beginning == Beginning.IN_NEW_FOLDER && isEmpty(folder)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

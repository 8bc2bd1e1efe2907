package org.subtext.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.FolderLock;

/**
 * One run on disk, held by one process at a time.
 *
 * <p>The plan is written before anything else, so that a killed run can be continued and a changed plan be refused. What a
 * stage produces is written whole or not at all; a finished stage is not done again.
 */
public final class RunFolder implements AutoCloseable {
    private final Path folder;
    private final boolean fresh;
    private final FileChannel lockFile;

    private RunFolder(Path folder, boolean fresh, FileChannel lockFile) {
        this.folder = folder;
        this.fresh = fresh;
        this.lockFile = lockFile;
    }

    /**
     * Opens a new run, or an earlier one that is to be continued.
     *
     * @throws InvalidInputException when the run exists and is not to be continued, was made from another plan, or is in use
     */
    public static RunFolder open(Path runs, AuditPlan plan, boolean resume) {
        Path folder = runs.resolve(plan.name());
        Path planFile = folder.resolve("plan.yaml");
        String yaml = PlanFile.toYaml(plan);
        try {
            boolean exists = Files.exists(planFile);
            if (exists && !resume) {
                throw new InvalidInputException(
                        "The run " + folder + " exists already. Continue it with --resume, choose"
                                + " another name with --name, or delete the folder.");
            }
            if (exists) {
                refuseChangedPlan(folder, inWordsOfNow(planFile), yaml);
            }
            Files.createDirectories(folder);
            FileChannel lockFile = lock(folder);
            if (!exists) {
                AtomicFiles.writeString(planFile, yaml);
            }
            return new RunFolder(folder, !exists, lockFile);
        } catch (IOException e) {
            throw new InvalidInputException("The run folder " + folder + " cannot be written (" + e.getMessage()
                    + "). Choose a place you may write to with --runs.");
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        return FolderLock.take(folder.resolve(".lock"))
                .orElseThrow(() -> new InvalidInputException("The run " + folder
                        + " is in use by another subtext process. Wait for it, or choose another name with --name."));
    }

    /** The stored plan with what is new since then at its default: an older version's run can be continued. */
    private static String inWordsOfNow(Path planFile) throws IOException {
        try {
            return PlanFile.toYaml(PlanFile.read(planFile));
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
        if (!Files.isRegularFile(folder.resolve("plan.yaml"))) {
            throw new InvalidInputException("There is no run in " + folder + " (no plan.yaml)." + nearest(folder)
                    + " Name the folder of a finished audit, as its last line printed it: runs/NAME");
        }
        if (!RunRecord.isFinished(folder)) {
            Path runs = folder.toAbsolutePath().normalize().getParent();
            throw new InvalidInputException(
                    "The run " + folder + " is not finished. Finish it first with: subtext audit "
                            + folder.resolve("plan.yaml") + " --runs " + runs + " --resume");
        }
        try {
            return new RunFolder(folder, false, lock(folder));
        } catch (IOException e) {
            throw new InvalidInputException("The run folder " + folder + " cannot be written (" + e.getMessage()
                    + "). Make it writable, or copy it to where it is.");
        }
    }

    private static String nearest(Path folder) {
        Path name = folder.getFileName();
        Path runs = folder.toAbsolutePath().normalize().getParent();
        if (name == null || runs == null || !Files.isDirectory(runs)) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(runs)) {
            List<String> known = siblings.filter(one -> Files.isRegularFile(one.resolve("plan.yaml")))
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
        List<String> before = stored.lines().toList();
        List<String> after = now.lines().toList();
        List<String> difference = new ArrayList<>();
        before.stream()
                .filter(line -> !after.contains(line))
                .forEach(line -> difference.add("  then: " + line.strip()));
        after.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> difference.add("  now:  " + line.strip()));
        throw new InvalidInputException("The run " + folder + " was begun with another plan:" + System.lineSeparator()
                + String.join(System.lineSeparator(), difference) + System.lineSeparator()
                + "  Continue with the plan it was begun with, or choose another name with --name. Routes are added to"
                + " a finished run with: subtext explain " + folder + " --route NAME");
    }

    public Path folder() {
        return folder;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** A file in a subfolder that is made if need be. */
    public Path file(String subfolder, String name) {
        Path parent = folder.resolve(subfolder);
        try {
            Files.createDirectories(parent);
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

    /**
     * Takes back a run that this process began and whose input was refused: nothing half-written is left. What is finished
     * is kept, whatever was refused afterwards.
     */
    public void discardIfFresh() {
        if (!fresh || RunRecord.isFinished(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.ContentHash;

/**
 * What an earlier call finished, compared with the files that there are now: of a file that has changed since, another
 * one lies in the output, and nobody would be told; and a copy that is gone or changed is none of what was written.
 * Thread-safe.
 */
final class FinishedBefore {
    private final Journal journal;
    private final Pseudonyms pseudonyms;
    private final Path out;
    private final ConcurrentLinkedQueue<String> changed = new ConcurrentLinkedQueue<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final AtomicLong again = new AtomicLong();

    /** @param out the output folder, in which the copies lie */
    FinishedBefore(Journal journal, Pseudonyms pseudonyms, Path out) {
        this.journal = journal;
        this.pseudonyms = pseudonyms;
        this.out = out;
    }

    /**
     * Whether a file was finished, and its copy, if it has one, is as it was written.
     *
     * @param id salted digest of its place
     * @param place in the input, for the private note
     */
    boolean holds(String id, Path input, String place) throws IOException {
        asked.add(id);
        Optional<FileRecord> before = journal.finished(id);
        if (before.isEmpty()) {
            return false;
        }
        if (!pseudonyms.content(input).equals(before.get().inputDigest())) {
            changed.add(place);
            return true;
        }
        if (isAsWritten(before.get())) {
            return true;
        }
        // Gone before it is written anew: whoever kills this call finds it missing, not changed.
        try {
            Files.deleteIfExists(out.resolve(before.get().output()));
        } catch (DirectoryNotEmptyException e) {
            throw new InvalidInputException("A folder with files in it lies where the copy "
                    + before.get().output() + " was written. Move it out of the output folder, and run it again.");
        }
        again.incrementAndGet();
        return false;
    }

    private boolean isAsWritten(FileRecord file) throws IOException {
        if (!file.isWritten()) {
            return true;
        }
        Path copy = out.resolve(file.output());
        return Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
                && ContentHash.ofFile(copy).hex().equals(file.outputSha256());
    }

    /** What is said of copies that had to be written again; empty where none had to. */
    List<String> sentences() {
        long copies = again.get();
        return copies == 0
                ? List.of()
                : List.of("Again       " + copies + (copies == 1 ? " copy" : " copies") + " of an earlier call "
                        + (copies == 1 ? "was" : "were") + " missing or had changed (SHA-256), and "
                        + (copies == 1 ? "was" : "were") + " written again.");
    }

    /** Refuses to count copies that are gone or changed and whose files are no longer in the input. */
    void requireCopiesOfFilesThatWent() throws IOException {
        List<String> lost = new ArrayList<>();
        for (FileRecord file : journal.files()) {
            if (!asked.contains(file.id()) && !isAsWritten(file)) {
                lost.add(file.output());
            }
        }
        if (!lost.isEmpty()) {
            throw new InvalidInputException(Sentence.of(lost.size() + (lost.size() == 1 ? " copy" : " copies")
                            + " of an earlier call (the first is " + lost.get(0)
                            + ") missing or changed (SHA-256), and what was copied is no longer in the input folder, so"
                            + " that it cannot be copied again. Put the input back as it was, or begin"
                            + " another folder with ")
                    .and(Argument.OUT)
                    .and("."));
        }
    }

    /** Places of the files that have changed, for a note that stays with the salt: they may name patients. */
    Iterable<String> changed() {
        return changed;
    }

    /**
     * Refuses to take files for finished that have changed.
     *
     * @param note where their places are written
     */
    void requireUnchanged(Path note) {
        if (!changed.isEmpty()) {
            throw new InvalidInputException(Sentence.of(changed.size()
                            + (changed.size() == 1 ? " file has" : " files have")
                            + " changed since the output folder was begun (SHA-256 differs); which is said in " + note
                            + ". Put them back as they were, or begin another folder with ")
                    .and(Argument.OUT)
                    .and("."));
        }
    }
}

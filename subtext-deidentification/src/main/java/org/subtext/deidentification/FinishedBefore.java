package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.subtext.dicom.DicomException;
import org.subtext.dicom.DicomFile;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;

/**
 * What an earlier call finished, compared with the files that there are now: of a file that has changed since, another
 * one lies in the output, and nobody would be told. Thread-safe.
 */
final class FinishedBefore {
    private final Journal journal;
    private final Pseudonyms pseudonyms;
    private final ConcurrentLinkedQueue<String> changed = new ConcurrentLinkedQueue<>();

    FinishedBefore(Journal journal, Pseudonyms pseudonyms) {
        this.journal = journal;
        this.pseudonyms = pseudonyms;
    }

    /**
     * Whether a file was finished.
     *
     * @param id salted digest of its place
     * @param place in the input, for the private note
     */
    boolean holds(String id, Path input, String place) throws IOException {
        Optional<FileRecord> before = journal.finished(id);
        if (before.isEmpty()) {
            return false;
        }
        if (!pseudonyms.content(input).equals(before.get().inputDigest())) {
            changed.add(place);
        }
        return true;
    }

    /** The patient's id as a finished file gives it, for whoever counts them; empty where it has none. */
    static Optional<String> patientId(Path input) throws IOException {
        try {
            return DicomFile.readHeader(input)
                    .dataSet()
                    .string(SourceFacts.PATIENT_ID)
                    .map(String::strip);
        } catch (DicomException e) {
            return Optional.empty();
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

package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomException;
import org.subtext.dicom.DicomFile;

/**
 * Whose the files are, whatever becomes of each of them: a call that goes on counts the same patients as one that did
 * everything. Thread-safe.
 */
final class PatientsOfFiles {
    private final Pseudonyms pseudonyms;
    private final Set<String> patients = ConcurrentHashMap.newKeySet();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    private final @Nullable KnownFromFiles known;

    /** @param known where to note what the files call them; null where nobody asks */
    PatientsOfFiles(Pseudonyms pseudonyms, @Nullable KnownFromFiles known) {
        this.pseudonyms = pseudonyms;
        this.known = known;
    }

    void add(DataSet source) {
        String patient = SourceFacts.patient(source, pseudonyms);
        patients.add(patient);
        if (known != null) {
            known.add(source, patient, pseudonyms);
        }
        source.string(SourceFacts.PATIENT_ID).map(String::strip).ifPresent(ids::add);
    }

    /** Adds the patient of a file that an earlier call finished, written or not. */
    void addHeaderOf(Path input) throws IOException {
        try {
            add(DicomFile.readHeader(input).dataSet());
        } catch (DicomException e) {
            // Whoever finished it could read it; the journal has the patient of its copy.
        }
    }

    /** Patient ids as they are written. */
    Set<String> ids() {
        return Set.copyOf(ids);
    }

    /** To be held against a table, with the patients of copies whose files are no longer in the input. */
    FilesAndTable and(Journal journal) {
        Set<String> all = new HashSet<>(patients);
        journal.files().stream()
                .filter(FileRecord::isWritten)
                .map(FileRecord::patient)
                .forEach(all::add);
        return new FilesAndTable(all, ids);
    }
}

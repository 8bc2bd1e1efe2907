package org.subtext.deidentification;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.subtext.deidentification.pseudonyms.Ages;
import org.subtext.deidentification.pseudonyms.DateShift;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Tag;

/**
 * What is taken from the original data set before anything is changed: whose it is and how old.
 */
final class SourceFacts {
    static final Tag PATIENT_ID = Tag.of(0x00100020);
    static final Tag PATIENT_AGE = Tag.of(0x00101010);

    private static final Tag BIRTH_DATE = Tag.of(0x00100030);
    private static final Tag STUDY_UID = Tag.of(0x0020000D);
    private static final List<Tag> DAYS =
            List.of(Tag.of(0x00080020), Tag.of(0x00080022), Tag.of(0x00080021), Tag.of(0x00080023));

    private SourceFacts() {}

    /** The patient's pseudonym; one without an id is told by the study. */
    static String patient(DataSet source, Pseudonyms pseudonyms) {
        return source.string(PATIENT_ID)
                .filter(id -> !pseudonyms.isNobody(id))
                .map(pseudonyms::patient)
                .orElseGet(
                        () -> pseudonyms.patientOfStudy(source.string(STUDY_UID).orElse("")));
    }

    /** The age at the examination from the dates. */
    static Optional<String> derivedAge(DataSet source) {
        Optional<LocalDate> birth = source.string(BIRTH_DATE).flatMap(DateShift::day);
        Optional<LocalDate> examined = DAYS.stream()
                .flatMap(tag -> source.string(tag).flatMap(DateShift::day).stream())
                .findFirst();
        return birth.isPresent() && examined.isPresent() ? Ages.between(birth.get(), examined.get()) : Optional.empty();
    }
}

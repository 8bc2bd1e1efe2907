package org.subtext.deidentification;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * What is taken from the original data set before anything is changed: whose it is, how old, and what must not be
 * repeated.
 */
final class SourceFacts {
    static final Tag PATIENT_ID = Tag.of(0x00100020);
    static final Tag PATIENT_AGE = Tag.of(0x00101010);

    private static final Tag BIRTH_DATE = Tag.of(0x00100030);
    private static final Tag STUDY_UID = Tag.of(0x0020000D);
    private static final List<Tag> DAYS =
            List.of(Tag.of(0x00080020), Tag.of(0x00080022), Tag.of(0x00080021), Tag.of(0x00080023));

    /** Ids of all kinds: accession number, other patient ids, study id, admission, orders, telephone numbers. */
    private static final Set<Tag> IDS = Set.of(
            PATIENT_ID,
            BIRTH_DATE,
            Tag.of(0x00080050),
            Tag.of(0x00080094),
            Tag.of(0x00101000),
            Tag.of(0x00101090),
            Tag.of(0x00102154),
            Tag.of(0x00380010),
            Tag.of(0x00402016),
            Tag.of(0x00402017));

    private static final Tag PATIENT_ADDRESS = Tag.of(0x00101040);
    private static final Set<Tag> INSTITUTION = Set.of(Tag.of(0x00080080), Tag.of(0x00080081), Tag.of(0x00081040));

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

    /** The identifiers anywhere in the data set. */
    static IdentifierEcho identifiers(DataSet source, Set<RetainOption> retained) {
        IdentifierEcho echo = new IdentifierEcho();
        collect(source, retained, echo);
        return echo;
    }

    private static void collect(DataSet source, Set<RetainOption> retained, IdentifierEcho echo) {
        for (Element element : source) {
            if (element.vr() == Vr.SQ) {
                element.items().forEach(item -> collect(item, retained, echo));
            }
            if (!element.vr().isText()) {
                // Samples as texts would be many times as large as the file.
                continue;
            }
            Stream<String> values = source.strings(element.tag()).stream();
            if (IDS.contains(element.tag())) {
                values.forEach(echo::addId);
            } else if (element.vr() == Vr.PN || element.tag().equals(PATIENT_ADDRESS)) {
                values.forEach(echo::addName);
            } else if (INSTITUTION.contains(element.tag()) && !retained.contains(RetainOption.INSTITUTION)) {
                values.forEach(echo::addId);
            }
        }
    }
}

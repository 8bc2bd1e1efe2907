package org.subtext.deidentification;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.subtext.deidentification.identifiers.IdentifierEcho;
import org.subtext.deidentification.identifiers.IdentifierIndex;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * What the files call their patients, by pseudonym: a table without a column of names may name people all the same, in
 * a finding or a model. Of the data set itself, not of its items. Thread-safe while it is filled.
 */
final class KnownFromFiles {
    private final IdentifierTable table = IdentifierTable.ofBuild();
    private final Set<RetainOption> retained;
    private final Map<String, Known> byPatient = new ConcurrentHashMap<>();

    KnownFromFiles(Set<RetainOption> retained) {
        this.retained = Set.copyOf(retained);
    }

    /** One way of calling a patient. */
    private record Call(IdentifierTable.Kind kind, String value) {}

    /** All that files say of one patient. */
    static final class Known {
        private final Set<Call> calls = ConcurrentHashMap.newKeySet();

        void addTo(IdentifierEcho echo) {
            for (Call call : calls) {
                switch (call.kind()) {
                    case PATIENT_NAME -> echo.addPatientName(call.value());
                    case PATIENT_ID -> echo.addPatientId(call.value());
                    case BIRTH -> echo.addDays(call.value(), true);
                    case ID -> echo.addId(call.value());
                    case TELEPHONE -> echo.addTelephone(call.value());
                    case ADDRESS -> echo.addPlace(call.value());
                    case INSTITUTION -> echo.addInstitution(call.value());
                    case TIME, DEVICE, ORDINAL, STRUCTURE -> {
                        // A table of images tells no patient by these.
                    }
                }
            }
        }

        void addTo(IdentifierIndex everybody) {
            for (Call call : calls) {
                switch (call.kind()) {
                    case PATIENT_NAME -> everybody.addName(call.value());
                    case PATIENT_ID, ID -> everybody.addId(call.value());
                    case BIRTH -> everybody.addDays(call.value(), true);
                    case TELEPHONE -> everybody.addTelephone(call.value());
                    case ADDRESS, INSTITUTION -> everybody.addPlace(call.value());
                    case TIME, DEVICE, ORDINAL, STRUCTURE -> {
                        // As above.
                    }
                }
            }
        }
    }

    boolean institutionsStay() {
        return retained.contains(RetainOption.INSTITUTION);
    }

    /** @param nobody ids that name nobody and are not looked for */
    void add(DataSet source, String patient, Pseudonyms nobody) {
        Set<Call> calls = byPatient.computeIfAbsent(patient, key -> new Known()).calls;
        for (Element element : source) {
            Optional<IdentifierTable.Kind> kind = kind(element);
            if (kind.isPresent() && element.length() > 0 && element.vr().isText()) {
                source.strings(element.tag()).stream()
                        .filter(value -> !value.isBlank() && !nobody.isNobody(value))
                        .forEach(value -> calls.add(new Call(kind.get(), value.strip())));
            }
        }
    }

    private Optional<IdentifierTable.Kind> kind(Element element) {
        Tag tag = element.tag();
        Optional<IdentifierTable.Kind> kind = table.kind(tag);
        return kind.isEmpty() && element.vr() == Vr.PN
                ? Optional.of(IdentifierTable.Kind.PATIENT_NAME)
                : kind.filter(known -> known != IdentifierTable.Kind.INSTITUTION || !institutionsStay());
    }

    void forEach(BiConsumer<String, Known> use) {
        byPatient.forEach(use);
    }
}

package org.subtext.deidentification;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.subtext.deidentification.identifiers.IdentifierEcho;
import org.subtext.deidentification.identifiers.IdentifierIndex;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
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
    private record Call(Identifying kind, String value) {}

    /** All that files say of one patient. */
    static final class Known {
        private final Set<Call> calls = ConcurrentHashMap.newKeySet();

        void addTo(IdentifierEcho echo) {
            calls.forEach(call -> call.kind().add(call.value(), echo));
        }

        void addTo(IdentifierIndex everybody) {
            calls.forEach(call -> call.kind().add(call.value(), everybody));
        }
    }

    boolean institutionsStay() {
        return retained.contains(RetainOption.INSTITUTION);
    }

    /** @param nobody ids that name nobody and are not looked for */
    void add(DataSet source, String patient, Pseudonyms nobody) {
        Set<Call> calls = byPatient.computeIfAbsent(patient, key -> new Known()).calls;
        for (Element element : source) {
            Identifying kind = kind(element);
            if (kind != Identifying.NOT && element.length() > 0 && element.vr().isText()) {
                source.strings(element.tag()).stream()
                        .filter(value -> !value.isBlank() && !nobody.isNobody(value))
                        .forEach(value -> calls.add(new Call(kind, value.strip())));
            }
        }
    }

    private Identifying kind(Element element) {
        Identifying kind = table.kind(element.tag())
                .map(Identifying::of)
                .orElse(element.vr() == Vr.PN ? Identifying.PERSON : Identifying.NOT);
        return kind == Identifying.INSTITUTION && institutionsStay() ? Identifying.NOT : kind;
    }

    void forEach(BiConsumer<String, Known> use) {
        byPatient.forEach(use);
    }
}

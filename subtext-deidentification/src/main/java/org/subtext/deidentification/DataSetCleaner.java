package org.subtext.deidentification;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.deidentification.pseudonyms.Ages;
import org.subtext.deidentification.pseudonyms.DateShift;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * Makes the de-identified data set of one file (PS3.15 section E.1.1) and tallies what was done to every element.
 *
 * <p>What is not on the list of {@link AttributeTable} is removed, whatever it is, and so is what does not belong where
 * it stands ({@link ItemTable}). The rest stays only if its value is of its representation and repeats no identifier of
 * the file. Sequences are entered; a removed one takes all
 * within it along. Immutable and thread-safe.
 */
final class DataSetCleaner {
    private static final String DUMMY_TEXT = "REMOVED";
    private static final String DUMMY_DATE = "19000101";
    private static final String DUMMY_TIME = "000000";

    private static final Tag PIXEL_DATA = Tag.of(0x7FE00010);

    private final AttributeTable table;
    private final ItemTable items = ItemTable.ofBuild();
    private final EnumeratedValues enumerated = EnumeratedValues.ofBuild();
    private final CodingSchemes schemes = CodingSchemes.ofBuild();
    private final IdentifierTable identifying = IdentifierTable.ofBuild();
    private final Set<RetainOption> retained;
    private final Pseudonyms pseudonyms;

    DataSetCleaner(AttributeTable table, Set<RetainOption> retained, Pseudonyms pseudonyms) {
        this.table = table;
        this.retained = Set.copyOf(retained);
        this.pseudonyms = pseudonyms;
    }

    /** A data set, whose it is by their pseudonym, and what was done. */
    record Cleaned(DataSet dataSet, String patient, TagTally tally) {}

    Cleaned clean(DataSet source) {
        TagTally tally = new TagTally();
        String patient = SourceFacts.patient(source, pseudonyms);
        SourceIdentifiers identifiers = SourceIdentifiers.of(source, table, identifying, retained, pseudonyms);
        identifiers.tooShort().forEach(path -> tally.add(path, Outcome.TOO_SHORT));
        Pass pass = new Pass(patient, new DateShift(pseudonyms.daysBack(patient)), identifiers, tally);
        List<Element> kept = new ArrayList<>(pass.clean(source, null));
        if (kept.stream().noneMatch(element -> element.tag().equals(SourceFacts.PATIENT_AGE))) {
            SourceFacts.derivedAge(source).ifPresent(age -> {
                kept.add(Element.text(SourceFacts.PATIENT_AGE, Vr.AS, age));
                tally.add(TagPath.of(SourceFacts.PATIENT_AGE), Outcome.AGE_DERIVED);
            });
        }
        if (kept.stream().noneMatch(element -> element.tag().equals(SourceFacts.PATIENT_ID))) {
            kept.add(Element.text(SourceFacts.PATIENT_ID, Vr.LO, patient));
            tally.add(TagPath.of(SourceFacts.PATIENT_ID), Outcome.ADDED);
        }
        for (Element element : MethodRecord.of(retained)) {
            kept.removeIf(old -> old.tag().equals(element.tag()));
            kept.add(element);
            tally.add(TagPath.of(element.tag()), Outcome.ADDED);
        }
        return new Cleaned(DataSet.of(kept), patient, tally);
    }

    /** One file's way through the rules. */
    private final class Pass {
        private final String patient;
        private final DateShift shift;
        private final SourceIdentifiers identifiers;
        private final TagTally tally;

        Pass(String patient, DateShift shift, SourceIdentifiers identifiers, TagTally tally) {
            this.patient = patient;
            this.shift = shift;
            this.identifiers = identifiers;
            this.tally = tally;
        }

        /** @param sequence whose item this is; null for the data set itself */
        List<Element> clean(DataSet source, @Nullable TagPath sequence) {
            List<Element> kept = new ArrayList<>();
            for (Element element : source) {
                TagPath path = sequence == null ? TagPath.of(element.tag()) : sequence.within(element.tag());
                one(source, element, path).ifPresent(kept::add);
            }
            return kept;
        }

        private Optional<Element> one(DataSet source, Element element, TagPath path) {
            Tag tag = element.tag();
            int group = tag.group() & 0xFF00;
            if (tag.isPrivate()) {
                return removed(element, path, Outcome.PRIVATE);
            }
            if (group == 0x5000 || group == 0x6000) {
                return removed(element, path, Outcome.OVERLAY_OR_CURVE);
            }
            if (tag.element() == 0) {
                // Group lengths (retired) count bytes that are about to change.
                return removed(element, path, Outcome.NOT_LISTED);
            }
            if (tag.equals(SourceFacts.PATIENT_ID) && path.isTop()) {
                return done(Element.text(tag, Vr.LO, patient), path, Outcome.PSEUDONYM);
            }
            Optional<AttributeRule> rule = table.find(tag);
            if (rule.isEmpty()) {
                return removed(element, path, Outcome.NOT_LISTED);
            }
            AttributeRule.Kind kind = rule.get().kind(retained);
            if (kind != AttributeRule.Kind.REMOVE && !items.belongs(path)) {
                return removed(element, path, Outcome.MISPLACED);
            }
            return switch (kind) {
                case KEEP -> kept(source, element, rule.get(), path);
                case REMOVE -> removed(element, path, Outcome.REMOVED);
                case EMPTY -> emptied(element, path);
                case DUMMY -> dummy(element, path);
                case UID -> uid(source, element, path);
                case DATE -> date(source, element, rule.get(), path);
            };
        }

        private Optional<Element> kept(DataSet source, Element element, AttributeRule rule, TagPath path) {
            if (element.vr() == Vr.SQ) {
                return rule.vrs().contains(Vr.SQ)
                        ? sequence(element, path)
                        : removed(element, path, Outcome.NOT_ITS_KIND);
            }
            List<String> values = element.vr().isText() ? source.strings(element.tag()) : List.of();
            if (element.tag().equals(SourceFacts.PATIENT_AGE)) {
                return age(values, path);
            }
            boolean loose = !element.fragments().isEmpty() && !element.tag().equals(PIXEL_DATA);
            if (loose || !ValueCheck.isOfItsKind(element, rule.vrs(), values)) {
                return removed(element, path, Outcome.NOT_ITS_KIND);
            }
            if (enumerated.areAsked(path)) {
                int lawful = enumerated.lawful(element.tag(), values);
                if (lawful < values.size()) {
                    return lawful == 0
                            ? removed(element, path, Outcome.NO_TERM)
                            : cutShort(source, element, values.subList(0, lawful), path);
                }
            }
            if (!enumerated.areTerms(element.tag(), values) && identifiers.areIn(element, source)) {
                return removed(element, path, Outcome.REPEATS_IDENTIFIER);
            }
            return done(element, path, element.fragments().isEmpty() ? Outcome.KEPT : Outcome.REWRITTEN);
        }

        private Optional<Element> cutShort(DataSet source, Element element, List<String> values, TagPath path) {
            Element cut = Element.text(element.tag(), element.vr(), values.toArray(String[]::new));
            return enumerated.areTerms(element.tag(), values) || !identifiers.areIn(cut, source.with(cut))
                    ? done(cut, path, Outcome.CUT_SHORT)
                    : removed(element, path, Outcome.REPEATS_IDENTIFIER);
        }

        private Optional<Element> age(List<String> values, TagPath path) {
            if (values.isEmpty() || values.get(0).isEmpty()) {
                return Optional.empty();
            }
            Optional<String> age = Ages.topped(values.get(0));
            if (age.isEmpty()) {
                tally.add(path, Outcome.NOT_ITS_KIND);
                return Optional.empty();
            }
            return done(
                    Element.text(SourceFacts.PATIENT_AGE, Vr.AS, age.get()),
                    path,
                    age.get().equals(Ages.TOP) ? Outcome.AGE_TOPPED : Outcome.KEPT);
        }

        private Optional<Element> sequence(Element element, TagPath path) {
            List<DataSet> kept = new ArrayList<>();
            for (DataSet item : element.items()) {
                if (items.holdsCodes(element.tag()) && !schemes.isPublic(item)) {
                    item.forEach(nested -> lost(nested, path.within(nested.tag()), Outcome.LOCAL_CODE));
                } else {
                    kept.add(DataSet.of(clean(item, path)));
                }
            }
            return done(Element.sequence(element.tag(), kept), path, Outcome.KEPT);
        }

        private Optional<Element> uid(DataSet source, Element element, TagPath path) {
            if (element.vr() != Vr.UI) {
                return removed(element, path, Outcome.NOT_ITS_KIND);
            }
            String[] mapped = source.strings(element.tag()).stream()
                    .map(uid -> uid.isEmpty() ? "" : pseudonyms.uid(uid))
                    .toArray(String[]::new);
            return done(Element.text(element.tag(), Vr.UI, mapped), path, Outcome.UID);
        }

        private Optional<Element> date(DataSet source, Element element, AttributeRule rule, TagPath path) {
            if (element.length() == 0) {
                return done(element, path, Outcome.KEPT);
            }
            Optional<String> moved = source.string(element.tag()).flatMap(shift::dicom);
            if (moved.isEmpty() || !rule.vrs().contains(element.vr())) {
                return rule.type() == 3 ? removed(element, path, Outcome.NOT_ITS_KIND) : emptied(element, path);
            }
            return done(Element.text(element.tag(), element.vr(), moved.get()), path, Outcome.DATE_MOVED);
        }

        private Optional<Element> emptied(Element element, TagPath path) {
            element.items()
                    .forEach(item -> item.forEach(one -> lost(one, path.within(one.tag()), Outcome.WITH_SEQUENCE)));
            Element empty = element.vr() == Vr.SQ
                    ? Element.sequence(element.tag(), List.of())
                    : Element.of(element.tag(), element.vr(), ByteBuffer.allocate(0));
            return done(empty, path, Outcome.EMPTIED);
        }

        private Optional<Element> dummy(Element element, TagPath path) {
            Vr vr = element.vr();
            if (vr == Vr.DA || vr == Vr.DT) {
                return done(Element.text(element.tag(), vr, DUMMY_DATE), path, Outcome.REPLACED);
            }
            if (vr == Vr.TM) {
                return done(Element.text(element.tag(), vr, DUMMY_TIME), path, Outcome.REPLACED);
            }
            // A dummy for anything but short text would have to be made for that attribute.
            return vr == Vr.LO || vr == Vr.SH || vr == Vr.PN
                    ? done(Element.text(element.tag(), vr, DUMMY_TEXT), path, Outcome.REPLACED)
                    : removed(element, path, Outcome.REMOVED);
        }

        private Optional<Element> removed(Element element, TagPath path, Outcome outcome) {
            lost(element, path, outcome);
            return Optional.empty();
        }

        /** Tallies an element that goes, and all within it. */
        private void lost(Element element, TagPath path, Outcome outcome) {
            tally.add(path, outcome);
            element.items()
                    .forEach(item ->
                            item.forEach(nested -> lost(nested, path.within(nested.tag()), Outcome.WITH_SEQUENCE)));
        }

        private Optional<Element> done(Element element, TagPath path, Outcome outcome) {
            tally.add(path, outcome);
            return Optional.of(element);
        }
    }
}

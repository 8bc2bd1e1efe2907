package org.subtext.deidentification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.deidentification.identifiers.IdentifierEcho;
import org.subtext.deidentification.pseudonyms.DateShift;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * The identifiers of one file, found anywhere in it before anything is changed, and whether an element that would stay
 * repeats one of them.
 */
final class SourceIdentifiers {
    /** Longer arrays of numbers are samples or tables, and no longer people's ids. */
    private static final int MOST_BYTES = 1 << 13;

    private static final Set<Vr> NUMBERS = Set.of(Vr.US, Vr.SS, Vr.UL, Vr.SL, Vr.UV, Vr.SV, Vr.FL, Vr.FD, Vr.AT);

    /** Instance Creator UID, Device UID and Manufacturer's Device Class UID end with a device's number. */
    private static final Set<Tag> DEVICES = Set.of(Tag.of(0x00080014), Tag.of(0x00181002), Tag.of(0x0018100B));

    private final AttributeTable attributes;
    private final IdentifierTable table;
    private final Set<RetainOption> retained;
    private final Pseudonyms pseudonyms;
    private final IdentifierEcho echo = new IdentifierEcho();
    private final List<TagPath> tooShort = new ArrayList<>();

    private SourceIdentifiers(
            AttributeTable attributes, IdentifierTable table, Set<RetainOption> retained, Pseudonyms pseudonyms) {
        this.attributes = attributes;
        this.table = table;
        this.retained = retained;
        this.pseudonyms = pseudonyms;
    }

    /** @param pseudonyms know ids that name nobody */
    static SourceIdentifiers of(
            DataSet source,
            AttributeTable attributes,
            IdentifierTable table,
            Set<RetainOption> retained,
            Pseudonyms pseudonyms) {
        SourceIdentifiers found = new SourceIdentifiers(attributes, table, retained, pseudonyms);
        found.collect(source, null);
        return found;
    }

    /** Where identifiers stand that are too short to be told from other values; they were not looked for. */
    List<TagPath> tooShort() {
        return List.copyOf(tooShort);
    }

    private void collect(DataSet source, @Nullable TagPath sequence) {
        for (Element element : source) {
            TagPath path = sequence == null ? TagPath.of(element.tag()) : sequence.within(element.tag());
            element.items().forEach(item -> collect(item, path));
            Optional<IdentifierTable.Kind> kind = table.kind(element.tag());
            // Samples as texts would be many times as large as the file.
            if (element.length() > 0 && (element.vr().isText() || kind.isPresent() && element.vr() == Vr.UN)) {
                for (String value : source.strings(element.tag())) {
                    if (!value.isEmpty() && !add(element, kind, value)) {
                        tooShort.add(path);
                    }
                }
            }
        }
    }

    /** Whether the value can be looked for, or need not be. */
    private boolean add(Element element, Optional<IdentifierTable.Kind> kind, String value) {
        if (kind.isPresent()) {
            return add(kind.get(), value);
        }
        switch (element.vr()) {
            case PN -> echo.addPerson(value);
            case DA, DT -> moment(value);
            case TM -> echo.addTime(value.replace(":", ""));
            case UI -> uid(element.tag(), value);
            default -> {
                // Tells of nobody by itself.
            }
        }
        return true;
    }

    private boolean add(IdentifierTable.Kind kind, String value) {
        switch (kind) {
            case PATIENT_NAME -> {
                return echo.addPatientName(value);
            }
            case PATIENT_ID -> {
                return pseudonyms.isNobody(value) || echo.addPatientId(value);
            }
            case BIRTH -> birth(value);
            case ID -> echo.addId(value);
            case TIME -> echo.addTime(value.replace(":", ""));
            case TELEPHONE -> echo.addTelephone(value);
            case ADDRESS -> echo.addPlace(value);
            case INSTITUTION -> {
                if (!retained.contains(RetainOption.INSTITUTION)) {
                    echo.addInstitution(value);
                }
            }
            case DEVICE -> {
                if (!retained.contains(RetainOption.DEVICE) && value.chars().anyMatch(Character::isDigit)) {
                    echo.addId(value);
                }
            }
            case CLASS, ORDINAL, STRUCTURE -> {
                // Asked, and ask nothing.
            }
        }
        return true;
    }

    private void birth(String value) {
        Optional<LocalDate> day = DateShift.day(value);
        if (day.isPresent()) {
            echo.addBirth(day.get());
        } else {
            echo.addId(value);
        }
    }

    /** The day of a date or of a date with time, and that time. */
    private void moment(String value) {
        DateShift.day(value).ifPresent(echo::addDay);
        if (value.length() >= 14) {
            echo.addTime(value.substring(8));
        }
    }

    private void uid(Tag tag, String value) {
        boolean replaced = attributes
                .find(tag)
                .filter(rule -> rule.kind(retained) == AttributeRule.Kind.UID)
                .isPresent();
        if (replaced && DEVICES.contains(tag)) {
            echo.addUidOfDevice(value);
        } else if (replaced) {
            echo.addUid(value);
        }
    }

    /** Whether an element that would stay repeats an identifier. */
    boolean areIn(Element element, DataSet source) {
        Optional<IdentifierTable.Kind> kind = table.kind(element.tag());
        if (element.vr().isText()) {
            List<String> values = source.strings(element.tag());
            return values.stream().anyMatch(value -> isIn(element.vr(), kind, value))
                    || values.size() > 1 && isTogetherIn(element.vr(), values);
        }
        if (!NUMBERS.contains(element.vr())
                || element.length() > MOST_BYTES
                || kind.filter(IdentifierTable.Kind.STRUCTURE::equals).isPresent()) {
            return false;
        }
        return element.vr() == Vr.AT
                ? source.strings(element.tag()).stream().anyMatch(this::isInTag)
                : source.strings(element.tag()).stream().anyMatch(value -> isInNumber(kind, value));
    }

    private boolean isIn(Vr vr, Optional<IdentifierTable.Kind> kind, String value) {
        return switch (vr) {
            case DS, IS -> kind.filter(IdentifierTable.Kind.STRUCTURE::equals).isEmpty() && isInNumber(kind, value);
            case UI -> echo.isInUid(value);
            case LO, SH, LT, ST, UT, UC, PN ->
                kind.filter(IdentifierTable.Kind.CLASS::equals).isPresent()
                        ? echo.isInClass(value)
                        : echo.isInText(value);
            default -> echo.isInCode(value);
        };
    }

    /** Text that goes on from one value to the next. */
    private boolean isTogetherIn(Vr vr, List<String> values) {
        return vr == Vr.DS || vr == Vr.IS
                ? echo.isInMeasure(String.join("", values).replaceAll("[^0-9]", "")) || areDay(values)
                : vr != Vr.UI
                        && echo.isInCode(values.stream()
                                .filter(value -> !IdentifierEcho.isTerm(value))
                                .collect(Collectors.joining(" ")));
    }

    private boolean areDay(List<String> values) {
        List<String> numbers = values.stream()
                .map(value -> value.strip().replaceFirst("^[+-]?(\\d{1,8})(\\.0*)?$", "$1"))
                .toList();
        return numbers.stream().allMatch(number -> number.matches("\\d{1,8}")) && echo.isInNumbers(numbers);
    }

    private boolean isInNumber(Optional<IdentifierTable.Kind> kind, String value) {
        return kind.filter(IdentifierTable.Kind.ORDINAL::equals).isPresent()
                ? echo.isInOrdinal(value)
                : echo.isInMeasure(value);
    }

    /** A tag is eight hexadecimal digits, which may be those of an id. */
    private boolean isInTag(String number) {
        return echo.isInMeasure(Tag.of((int) Long.parseLong(number)).toString().replaceAll("[^0-9A-F]", ""));
    }
}

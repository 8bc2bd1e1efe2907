package org.subtext.deidentification.identifiers;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The identifiers of one file, or of one patient of a table, and whether a value that would otherwise stay repeats one:
 * such as a name typed into a protocol.
 *
 * <p>Filled first, then asked; from then on it may be asked by several threads. What is too short to be told from
 * anything else is not looked for, and whoever adds it is told so.
 */
public final class IdentifierEcho {
    private final LookAlikes lookAlikes = new LookAlikes();
    private final PersonNames names = new PersonNames(lookAlikes);
    private final IdNumbers ids = new IdNumbers(lookAlikes);
    private final Initials initials = new Initials();
    private final CalendarDays days = new CalendarDays();
    private final DayTimes times = new DayTimes();

    /** Adds the patient's own name, as PN or in any other writing; false where it is too short to be looked for. */
    public boolean addPatientName(String name) {
        initials.add(name);
        return names.add(name, true);
    }

    /** Adds the name of somebody else. */
    public void addPerson(String name) {
        names.add(name, false);
    }

    /** Adds an address. */
    public void addPlace(String place) {
        names.addPlace(place);
        ids.addNumbers(place);
    }

    /** Adds the patient's own id; false where it is too short to be looked for. */
    public boolean addPatientId(String id) {
        return ids.add(id, true);
    }

    /** Adds any other id. */
    public void addId(String id) {
        ids.add(id, false);
    }

    /** Adds the name of an institution: all of it, and the words that tell which one it is. */
    public void addInstitution(String institution) {
        ids.add(institution, false);
        names.addInstitution(institution);
    }

    /** Adds a UID, which is looked for as a whole, and its last number where that is long: it is the image's. */
    public void addUid(String uid) {
        ids.addUid(uid);
        ids.addTail(uid);
    }

    /** Adds a UID that is looked for as a whole alone: its last number may be a device's. */
    public void addUidOfDevice(String uid) {
        ids.addUid(uid);
    }

    public void addTelephone(String telephone) {
        ids.addTelephone(telephone);
    }

    public void addDay(LocalDate day) {
        days.add(day, false);
    }

    /** Adds the day of birth, of which the month tells too. */
    public void addBirth(LocalDate day) {
        days.add(day, true);
    }

    /** Adds every day that a text may mean, as a table writes one: 2014-05-23, 20140523 or 23.5.14. */
    public void addDays(String text, boolean birth) {
        days.addReadings(text, birth);
    }

    /** Adds a time of day that begins with hours, minutes and seconds as HHMMSS; others tell nothing. */
    public void addTime(String time) {
        times.add(time);
    }

    /** Whether free text repeats one. */
    public boolean isInText(String text) {
        return isIn(text, true, true);
    }

    /** Whether what says of which class a patient is repeats one: AA may be a race, and no initials there. */
    public boolean isInClass(String text) {
        return isIn(text, true, false);
    }

    /** Whether a code repeats one: words of two letters are no names there. */
    public boolean isInCode(String code) {
        return isIn(code, false, false);
    }

    /** Whether a value is one that everybody uses and that tells of no patient, also of one who is called so. */
    public static boolean isTerm(String value) {
        return WordList.TERMS.contains(FoldedText.readings(value).get(0).bare());
    }

    /** All lists of words by which this build tells identifiers, as one text. */
    public static String lists() {
        return Stream.of("look-alikes.txt", "months.txt", "no-institutions.txt", "no-names.txt", "terms.txt")
                .map(WordList::lines)
                .collect(Collectors.joining());
    }

    private boolean isIn(String text, boolean freeText, boolean initialsAsWords) {
        if (isTerm(text)) {
            return false;
        }
        return isRead(text, freeText, initialsAsWords)
                || EncodedText.in(text).stream().anyMatch(decoded -> isRead(decoded, false, false));
    }

    private boolean isRead(String text, boolean freeText, boolean initialsAsWords) {
        String letters = LookAlikes.signsAsLetters(text);
        return FoldedText.readings(text).stream()
                        .anyMatch(reading -> names.isIn(reading, freeText)
                                || ids.isIn(reading, freeText)
                                || days.isIn(reading)
                                || times.isIn(reading)
                                || initials.isIn(reading, initialsAsWords)
                                || lookAlikes.areIn(reading.bare()))
                || !letters.equals(text)
                        && FoldedText.readings(letters).stream().anyMatch(reading -> lookAlikes.areIn(reading.bare()));
    }

    /** Whether a measured number repeats one. */
    public boolean isInMeasure(String number) {
        return isIn(NumberDigits.of(number), false);
    }

    /** Whether whole numbers in a row, such as the values of a position, are a day of the patient's. */
    public boolean isInNumbers(List<String> digits) {
        return days.isIn(digits);
    }

    /** Whether a number that counts, such as one of a series, repeats one: an id of four digits tells there. */
    public boolean isInOrdinal(String number) {
        return isIn(NumberDigits.of(number), true);
    }

    /** Whether a UID repeats one, in one of its numbers, in several in a row, or as a whole. */
    public boolean isInUid(String uid) {
        List<String> numbers = List.of(uid.split("\\."));
        return ids.isInUid(uid.replace(".", ""))
                || numbers.stream().anyMatch(this::isInMeasure)
                || ids.isInParts(numbers)
                || days.isInRow(numbers);
    }

    private boolean isIn(NumberDigits number, boolean ordinal) {
        return ids.isIn(number, ordinal) || days.isIn(number) || times.isIn(number);
    }
}

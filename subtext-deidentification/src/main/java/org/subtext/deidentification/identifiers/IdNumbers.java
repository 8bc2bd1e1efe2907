package org.subtext.deidentification.identifiers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ids and telephone numbers found again in text and in numbers.
 *
 * <p>From {@value #ANYWHERE} characters on an id is looked for anywhere, of four within a word, of three as a whole
 * word of free text (two where one is a letter, and the patient's own alone). A number is compared with the digits of
 * an id from {@value #NUMBER} on, leading zeros aside: equal, or, from {@value #WITHIN_NUMBER} on, anywhere in the
 * digits. The few digits of a short id are those of many a measured value.
 */
final class IdNumbers {
    private static final int ANYWHERE = 5;
    private static final int IN_WORD = 4;
    private static final int WHOLE = 3;
    private static final int NUMBER = 5;
    private static final int WITHIN_NUMBER = 7;
    private static final int ORDINAL = 4;
    private static final int SHORT_UID = 8;
    private static final int TAIL = 9;
    private static final int LONGEST_ID = 64;

    private final Set<String> anywhere = new HashSet<>();
    private final Set<String> inWord = new HashSet<>();
    private final Set<String> whole = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();
    private final Set<String> ordinals = new HashSet<>();
    private final LookAlikes lookAlikes;

    /** @param lookAlikes learns what is looked for anywhere */
    IdNumbers(LookAlikes lookAlikes) {
        this.lookAlikes = lookAlikes;
    }

    /**
     * Adds an id.
     *
     * @param patient whether it is the patient's own, of which shorter ones count
     * @return whether it can be looked for
     */
    boolean add(String id, boolean patient) {
        FoldedText folded = FoldedText.readings(id).get(0);
        String bare = folded.bare();
        if (WordList.TERMS.contains(bare) || WordList.NO_NAMES.contains(bare)) {
            return true;
        }
        boolean letters = !bare.chars().allMatch(Character::isDigit);
        boolean digits = bare.chars().anyMatch(Character::isDigit);
        boolean found = true;
        if (bare.length() >= ANYWHERE && (digits || bare.length() > ANYWHERE)) {
            anywhere.add(bare);
            lookAlikes.add(bare);
        } else if (bare.length() >= IN_WORD && digits) {
            inWord.add(bare);
        } else if (bare.length() >= WHOLE || patient && bare.length() == 2 && letters) {
            found = patient || bare.length() > WHOLE;
            if (found) {
                whole.add(bare);
            }
        } else {
            found = bare.isEmpty();
        }
        number(folded.digits());
        folded.tokens().stream().filter(FoldedText.Token::number).forEach(token -> number(token.text()));
        if (patient || letters) {
            // Without a letter the id of a study may be that of its series, counted from it.
            folded.tokens().stream()
                    .filter(FoldedText.Token::number)
                    .map(token -> significant(token.text()))
                    .filter(number -> number.length() == ORDINAL)
                    .forEach(ordinals::add);
        }
        return found;
    }

    void addUid(String uid) {
        String digits = uid.replace(".", "");
        if (digits.length() > SHORT_UID) {
            anywhere.add(digits);
        }
    }

    /** Adds the last number of a UID that is made for an image; those before it may be the maker's and the device's. */
    void addTail(String uid) {
        String last = uid.substring(uid.lastIndexOf('.') + 1);
        if (last.length() >= TAIL) {
            number(last);
        }
    }

    /** Adds the long numbers within an address, such as a postal code. */
    void addNumbers(String place) {
        FoldedText.readings(place).get(0).tokens().stream()
                .filter(FoldedText.Token::number)
                .forEach(token -> number(token.text()));
    }

    /** Adds a telephone number, by its last digits: people leave out the country or the zero. */
    void addTelephone(String telephone) {
        String digits = FoldedText.readings(telephone).get(0).digits();
        if (digits.length() >= WITHIN_NUMBER) {
            number(digits.substring(digits.length() - WITHIN_NUMBER));
        }
    }

    private void number(String digits) {
        String significant = significant(digits);
        if (significant.length() >= NUMBER) {
            numbers.add(significant);
        }
    }

    static String significant(String digits) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    boolean isIn(FoldedText text, boolean freeText) {
        if (anywhere.stream().anyMatch(text.bare()::contains)) {
            return true;
        }
        List<String> words = text.words();
        if (inWord.stream().anyMatch(id -> words.stream().anyMatch(word -> word.contains(id)))) {
            return true;
        }
        if (freeText && words.stream().anyMatch(whole::contains)) {
            return true;
        }
        String digits = text.digits();
        return text.hasNumber(numbers, WITHIN_NUMBER)
                || numbers.stream()
                        .anyMatch(id -> id.length() >= WITHIN_NUMBER
                                ? digits.contains(id)
                                : text.tokens().stream()
                                        .anyMatch(token -> token.text().contains(id)));
    }

    /** Whether numbers of a UID in a row are an id together, as 77, 319 and 04 are 7731904. */
    boolean isInParts(List<String> parts) {
        for (int from = 0; from < parts.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from; to < parts.size() && run.length() <= LONGEST_ID; to++) {
                run.append(parts.get(to));
                String digits = significant(run.toString());
                if (digits.length() > NUMBER && numbers.contains(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param digits all of a UID, in which only long ids tell */
    boolean isInUid(String digits) {
        return anywhere.stream().anyMatch(id -> id.length() > SHORT_UID && digits.contains(id));
    }

    /** @param ordinal whether the number counts series or the like, and is no measure, so that four digits tell */
    boolean isIn(NumberDigits number, boolean ordinal) {
        return number.parts().stream()
                        .map(IdNumbers::significant)
                        .anyMatch(part -> numbers.contains(part) || ordinal && ordinals.contains(part))
                || numbers.stream()
                        .anyMatch(id ->
                                id.length() >= WITHIN_NUMBER && number.all().contains(id));
    }
}

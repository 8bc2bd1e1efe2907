package org.subtext.deidentification.identifiers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of people (PN, PS3.5 section 6.2.1) found again: spaced or not, family and given name in either order, in each
 * of the alphabetic, ideographic and phonetic groups.
 *
 * <p>How a word is looked for depends on how much it tells: from {@value #TELLING} letters on, or two of a script
 * without spaces, anywhere; of three and four as a whole word; of two as a whole word of free text alone, since View
 * Position PA is no Mrs. Pa. A single letter is not looked for but within the whole name.
 */
final class PersonNames {
    private static final int TELLING = 5;
    private static final int WHOLE = 3;
    private static final int SHORT = 2;
    private static final int JOINED_ANYWHERE = 6;
    private static final int JOINED = 4;
    private static final int PREFIX = 3;

    private final Set<String> anywhere = new HashSet<>();
    private final Set<String> whole = new HashSet<>();
    private final Set<String> wholeInFreeText = new HashSet<>();
    private final AlteredNames altered = new AlteredNames();
    private final LookAlikes lookAlikes;
    private int longest;

    /** @param lookAlikes learns what is looked for anywhere */
    PersonNames(LookAlikes lookAlikes) {
        this.lookAlikes = lookAlikes;
    }

    /**
     * Adds a name.
     *
     * @param patient whether it is the patient's own, of which also words of two letters count
     * @return whether anything of it can be looked for
     */
    boolean add(String name, boolean patient) {
        int before = size();
        boolean some = false;
        for (String group : name.split("=")) {
            String[] components = components(group);
            List<List<FoldedText>> parts = new ArrayList<>();
            for (int i = 0; i < components.length; i++) {
                List<FoldedText> readings = FoldedText.readings(components[i]);
                some |= !readings.get(0).bare().isEmpty();
                if (i < PREFIX || !group.contains("^")) {
                    readings.forEach(reading -> words(reading, patient));
                    if (!readings.get(0).bare().isEmpty()) {
                        parts.add(readings);
                    }
                } else {
                    readings.forEach(reading -> reading.words().forEach(this::telling));
                }
            }
            joined(parts);
        }
        return !some || size() > before || isKnown(name);
    }

    /** Of a name without carets its words, however many: people write it as they like. */
    static String[] components(String group) {
        return group.contains("^") ? group.split("\\^") : group.strip().split("[\\s,]+");
    }

    /** Adds an address: its words that are nobody's street, and all of it. */
    void addPlace(String place) {
        for (FoldedText reading : FoldedText.readings(place)) {
            reading.words().stream()
                    .filter(word -> word.length() >= JOINED && word.chars().anyMatch(Character::isLetter))
                    .forEach(word -> word(word, false, false));
            joined(reading.bare());
        }
    }

    /** Adds the words of an institution's name that tell which one it is. */
    void addInstitution(String institution) {
        for (FoldedText reading : FoldedText.readings(institution)) {
            reading.words().stream()
                    .filter(word -> word.length() >= TELLING
                            && !WordList.NO_INSTITUTIONS.contains(word)
                            && !WordList.TERMS.contains(word)
                            && word.chars().allMatch(Character::isLetter))
                    .forEach(word -> word(word, false, false));
        }
    }

    /** Whether a name of before holds all of this one. */
    private boolean isKnown(String name) {
        return FoldedText.readings(name).stream()
                .anyMatch(reading -> isIn(reading, true) || WordList.NO_NAMES.contains(reading.bare()));
    }

    private void words(FoldedText component, boolean patient) {
        List<String> words = component.words();
        boolean particlesAlone = words.stream().allMatch(WordList.NO_NAMES::contains);
        for (String word : words) {
            word(word, patient, particlesAlone);
            altered(word);
        }
        if (words.size() > 1) {
            joined(component.bare());
        }
    }

    private void word(String word, boolean patient, boolean particleCounts) {
        int letters = word.codePointCount(0, word.length());
        if (FoldedText.isDense(word)) {
            (letters >= SHORT ? anywhere : wholeInFreeText).add(word);
        } else if (WordList.NO_NAMES.contains(word) && !(particleCounts && letters == SHORT)) {
            return;
        } else if (letters >= TELLING) {
            anywhere.add(word);
            lookAlikes.add(word);
        } else if (letters >= WHOLE) {
            whole(word);
        } else if (letters == SHORT && patient) {
            wholeInFreeText.add(word);
        }
    }

    private void telling(String word) {
        if (word.length() >= TELLING) {
            word(word, false, false);
            altered(word);
        }
    }

    private void altered(String word) {
        if (!WordList.NO_NAMES.contains(word)) {
            altered.add(word);
        }
    }

    /** All orders of the first three components, in all their readings, two or more of them. */
    private void joined(List<List<FoldedText>> parts) {
        List<List<FoldedText>> few = parts.subList(0, Math.min(PREFIX, parts.size()));
        for (int first = 0; first < few.size(); first++) {
            for (int second = 0; second < few.size(); second++) {
                if (first != second) {
                    for (FoldedText one : few.get(first)) {
                        for (FoldedText two : few.get(second)) {
                            joined(one.bare() + two.bare());
                        }
                    }
                }
            }
        }
    }

    private void joined(String name) {
        int letters = name.codePointCount(0, name.length());
        if (WordList.NO_NAMES.contains(name) || letters == 0) {
            return;
        }
        if (letters >= JOINED_ANYWHERE || letters >= SHORT && FoldedText.isDense(name)) {
            anywhere.add(name);
            lookAlikes.add(name);
        } else if (letters >= WHOLE) {
            whole(name);
        }
    }

    private void whole(String word) {
        whole.add(word);
        longest = Math.max(longest, word.length());
    }

    private int size() {
        return anywhere.size() + whole.size() + wholeInFreeText.size();
    }

    /** @param freeText whether people write there what they like; else a code */
    boolean isIn(FoldedText text, boolean freeText) {
        return anywhere.stream().anyMatch(text.bare()::contains)
                || text.hasRun(whole, longest)
                || altered.areIn(text)
                || freeText && text.tokens().stream().anyMatch(token -> wholeInFreeText.contains(token.text()));
    }
}

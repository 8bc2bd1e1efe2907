package org.subtext.deidentification.identifiers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.subtext.deidentification.identifiers.FoldedText.Token;

/**
 * The identifiers of all patients of a table, each looked for in a value at a cost that does not grow with how many
 * patients there are.
 *
 * <p>Less is looked for than of one patient ({@link IdentifierEcho}): among many people the short words and numbers of
 * some are in every value. Single words of names count from {@value #TELLING} letters on, as words, of more also
 * backwards; ids from six characters on anywhere, of five as words. Numbers of five digits count in measures, and days
 * of two-digit years in numbers, only while fewer than {@value #SCARCE} could be meant.
 */
public final class IdentifierIndex {
    private static final int TELLING = 5;
    private static final int SHORT_NAME = 3;
    private static final int LONGEST_NAME = 40;
    private static final int NUMBER = 5;
    private static final int WITHIN_NUMBER = 7;
    private static final int DAY_DIGITS = 8;
    private static final int SCARCE = 1000;
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[\\[\\]()\\\\,;|\\s]+");

    private final LongTerms anywhere = new LongTerms();
    private final Set<String> words = new HashSet<>();
    private final Set<String> joined = new HashSet<>();
    private final Set<String> wholeNames = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();
    private final CalendarDays days = new CalendarDays();
    private int birthsAndDays;

    /** Adds the name of a person, as PN or in any other writing. */
    public void addName(String name) {
        for (String group : name.split("=")) {
            List<FoldedText> parts = new ArrayList<>();
            for (String component : PersonNames.components(group)) {
                for (FoldedText reading : FoldedText.readings(component)) {
                    reading.words().forEach(this::addWord);
                    parts.add(reading);
                }
            }
            for (FoldedText one : parts) {
                for (FoldedText two : parts) {
                    if (one != two && one.bare().length() + two.bare().length() >= LongTerms.SHORTEST) {
                        joined.add(one.bare() + two.bare());
                    }
                }
            }
        }
    }

    private void addWord(String word) {
        if (WordList.NO_NAMES.contains(word) || word.isEmpty()) {
            return;
        }
        if (word.length() >= TELLING || FoldedText.isDense(word) && word.length() > 1) {
            words.add(word);
        }
        if (word.length() > TELLING) {
            words.add(new StringBuilder(word).reverse().toString());
        }
        if (word.length() >= SHORT_NAME) {
            wholeNames.add(word);
        }
    }

    /** Adds an id; one without a digit counts as a name. */
    public void addId(String id) {
        FoldedText folded = FoldedText.readings(id).get(0);
        String bare = folded.bare();
        if (WordList.TERMS.contains(bare) || WordList.NO_NAMES.contains(bare)) {
            return;
        }
        if (bare.chars().noneMatch(Character::isDigit)) {
            addWord(bare);
            return;
        }
        anywhere.add(bare);
        if (bare.length() == TELLING) {
            joined.add(bare);
        }
        addNumber(folded.digits());
        folded.tokens().stream().filter(Token::number).forEach(token -> addNumber(token.text()));
    }

    /** Adds a UID, which is looked for as a whole. */
    public void addUid(String uid) {
        String digits = uid.replace(".", "");
        if (digits.length() > DAY_DIGITS) {
            anywhere.add(digits);
        }
    }

    /** Adds a telephone number, by its last {@value #WITHIN_NUMBER} digits. */
    public void addTelephone(String telephone) {
        String digits = FoldedText.readings(telephone).get(0).digits();
        if (digits.length() >= WITHIN_NUMBER) {
            addNumber(digits.substring(digits.length() - WITHIN_NUMBER));
        }
    }

    /** Adds an address as a whole, and its long numbers. */
    public void addPlace(String place) {
        FoldedText folded = FoldedText.readings(place).get(0);
        if (folded.words().size() > 1) {
            anywhere.add(folded.bare());
        }
        folded.tokens().stream().filter(Token::number).forEach(token -> addNumber(token.text()));
    }

    /** Adds every day that a text may mean. */
    public void addDays(String text, boolean birth) {
        birthsAndDays++;
        days.addReadings(text, birth);
    }

    private void addNumber(String digits) {
        String significant = IdNumbers.significant(digits);
        if (significant.length() >= NUMBER) {
            numbers.add(significant);
            if (significant.length() >= WITHIN_NUMBER) {
                anywhere.add(significant);
            }
        }
    }

    /** The words of a value that are words of names too, of which some are in everybody's language. */
    public List<String> namesIn(String value) {
        return FoldedText.readings(value).get(0).tokens().stream()
                .map(Token::text)
                .filter(word -> words.contains(word) || wholeNames.contains(word))
                .toList();
    }

    /**
     * Whether a value repeats an identifier of anybody.
     *
     * @param common which words of names are everybody's: those that stand in the rows of many patients
     */
    public boolean areIn(String value, Predicate<String> common) {
        if (IdentifierEcho.isTerm(value)) {
            return false;
        }
        List<NumberDigits> measures = measures(value);
        return measures.isEmpty()
                ? FoldedText.readings(value).stream().anyMatch(reading -> isInText(reading, common))
                : measures.stream().anyMatch(this::isInMeasure);
    }

    /** The numbers of a value that is nothing but one number, or several of which one has a point. */
    private static List<NumberDigits> measures(String value) {
        List<String> pieces = BETWEEN_NUMBERS
                .splitAsStream(value)
                .filter(piece -> !piece.isEmpty())
                .toList();
        List<NumberDigits> numbers = pieces.stream()
                .map(NumberDigits::of)
                .filter(number -> !number.all().isEmpty())
                .toList();
        boolean all = numbers.size() == pieces.size();
        return all && (pieces.size() == 1 || value.contains(".")) ? numbers : List.of();
    }

    /** Behind a point stand as many digits as any id has. */
    private boolean isInMeasure(NumberDigits number) {
        return number.parts().stream().anyMatch(part -> {
            String digits = IdNumbers.significant(part);
            return numbers.contains(digits) && (digits.length() > NUMBER || numbers.size() < SCARCE)
                    || anywhere.areIn(digits)
                    || (digits.length() >= DAY_DIGITS || birthsAndDays < SCARCE) && days.isInDigits(digits);
        });
    }

    private boolean isInText(FoldedText text, Predicate<String> common) {
        return anywhere.areIn(text.bare())
                || anywhere.areIn(text.digits())
                || text.hasRun(joined, LONGEST_NAME)
                || text.tokens().stream().anyMatch(token -> isInToken(token, common))
                || numbers.size() < SCARCE && text.digits().length() >= NUMBER && numbers.contains(text.digits())
                || wholeNames.contains(text.bare()) && !isEverybodys(text.bare(), common)
                || days.isIn(text);
    }

    private boolean isInToken(Token token, Predicate<String> common) {
        String word = token.text();
        if (token.number()) {
            return numbers.contains(IdNumbers.significant(word));
        }
        return FoldedText.isDense(word) ? isInDense(word, common) : words.contains(word) && !isEverybodys(word, common);
    }

    /** No spaces tell where the words of a script are that has none. */
    private boolean isInDense(String run, Predicate<String> common) {
        for (int from = 0; from < run.length(); from++) {
            for (int to = from + 2; to <= Math.min(run.length(), from + LongTerms.SHORTEST); to++) {
                String word = run.substring(from, to);
                if ((words.contains(word) || joined.contains(word)) && !isEverybodys(word, common)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isEverybodys(String word, Predicate<String> common) {
        return WordList.TERMS.contains(word) || common.test(word);
    }
}

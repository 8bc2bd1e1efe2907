package org.subtext.deidentification.identifiers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.deidentification.identifiers.FoldedText.Token;

/**
 * Days found again in any order that people write: 19610203, 03.02.1961, 2/3/61, 3 Feb 1961, 1961年2月3日, and the years
 * of Japan and Thailand. Of the day of birth the month tells too.
 */
final class CalendarDays {
    private static final Pattern THREE_NUMBERS =
            Pattern.compile("(\\d{4}|\\d{1,2})[-./ ]?(\\d{2}|(?<=[-./ ])\\d)[-./ ]?(\\d{4}|\\d{1,2})");
    private static final int FARTHEST_GAP = 3;
    private static final int BUDDHIST = 543;
    private static final Set<String> BETWEEN = Set.of("年", "月", "년", "월", "de", "of", "del", "den");
    private static final Set<String> BESIDE_MONTHS =
            Set.of("st", "nd", "rd", "th", "de", "of", "del", "the", "er", "den");
    private static final Map<String, Integer> ERAS = Map.of(
            "m", 1867, "明治", 1867, "t", 1911, "大正", 1911, "s", 1925, "昭和", 1925, "h", 1988, "平成", 1988, "r", 2018);
    private static final Map<String, Integer> MONTHS = months();

    private final Set<Integer> days = new HashSet<>();
    private final Set<Integer> ofTwoDigits = new HashSet<>();
    private final Set<Integer> daysOfYears = new HashSet<>();
    private final Set<Integer> birthMonths = new HashSet<>();

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        WordList.lines("months.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    String[] words = line.split(" ");
                    for (int i = 1; i < words.length; i++) {
                        months.put(FoldedText.readings(words[i]).get(0).bare(), Integer.valueOf(words[0]));
                    }
                });
        return Map.copyOf(months);
    }

    void add(LocalDate day, boolean birth) {
        days.add(key(day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
        ofTwoDigits.add(key(day.getYear() % 100, day.getMonthValue(), day.getDayOfMonth()));
        daysOfYears.add(day.getYear() * 1000 + day.getDayOfYear());
        if (birth) {
            birthMonths.add(key(day.getYear(), day.getMonthValue(), 0));
        }
    }

    /** Adds what three numbers in a row, or eight digits, may mean as a day. */
    void addReadings(String text, boolean birth) {
        Matcher numbers = THREE_NUMBERS.matcher(text);
        if (!numbers.find()) {
            return;
        }
        int a = Integer.parseInt(numbers.group(1));
        int b = Integer.parseInt(numbers.group(2));
        int c = Integer.parseInt(numbers.group(3));
        if (numbers.group(1).length() == 4) {
            addIfDay(a, b, c, birth);
            return;
        }
        int[] years = numbers.group(3).length() == 4 ? new int[] {c} : new int[] {1900 + c % 100, 2000 + c % 100};
        for (int year : years) {
            addIfDay(year, b, a, birth);
            addIfDay(year, a, b, birth);
        }
    }

    private void addIfDay(int year, int month, int day, boolean birth) {
        try {
            add(LocalDate.of(year, month, day), birth);
        } catch (DateTimeException e) {
            // Of several readings not all are days.
        }
    }

    private static int key(int year, int month, int day) {
        return year * 10_000 + month * 100 + day;
    }

    private boolean isDay(int year, int month, int day) {
        return days.contains(key(year, month, day)) || days.contains(key(year - BUDDHIST, month, day));
    }

    boolean isIn(FoldedText text) {
        if (days.isEmpty()) {
            return false;
        }
        List<Token> tokens = text.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.number()) {
                if (isInDigits(token.text()) || isNumbered(tokens, i)) {
                    return true;
                }
            } else if (MONTHS.containsKey(token.text()) && isNamed(tokens, i, MONTHS.get(token.text()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether whole numbers in a row are a day: three of them in any order, or all of them its digits without zeros in
     * front, as 19, 47, 329 are 1947-3-29.
     */
    boolean isIn(List<String> numbers) {
        if (days.isEmpty()) {
            return false;
        }
        for (int i = 0; i + 3 <= numbers.size(); i++) {
            if (numbers.subList(i, i + 3).stream().allMatch(number -> number.length() <= 4)) {
                int a = Integer.parseInt(numbers.get(i));
                int b = Integer.parseInt(numbers.get(i + 1));
                int c = Integer.parseInt(numbers.get(i + 2));
                if (isDay(a, b, c) || isDay(a, c, b) || isDay(c, a, b) || isDay(c, b, a)) {
                    return true;
                }
            }
        }
        String digits = String.join("", numbers);
        int rest = digits.length() - 4;
        return rest >= 2
                && rest <= 4
                && (isInParts(number(digits, 0, 4), digits.substring(4))
                        || isInParts(number(digits, rest, rest + 4), digits.substring(0, rest)));
    }

    /** Whether three numbers in a row are a day, of which the year has four digits. */
    boolean isInRow(List<String> numbers) {
        for (int i = 0; i + 3 <= numbers.size() && !days.isEmpty(); i++) {
            List<String> three = numbers.subList(i, i + 3);
            if (three.stream().allMatch(number -> number.matches("\\d{1,4}")) && isIn(three)) {
                return true;
            }
        }
        return false;
    }

    /** Month and day, or day and month, of which nobody knows where one ends. */
    private boolean isInParts(int year, String digits) {
        for (int middle = 1; middle < digits.length(); middle++) {
            int one = number(digits, 0, middle);
            int other = number(digits, middle, digits.length());
            if (isDay(year, one, other) || isDay(year, other, one)) {
                return true;
            }
        }
        return false;
    }

    boolean isIn(NumberDigits number) {
        return !days.isEmpty() && (number.parts().stream().anyMatch(this::isInDigits) || hasDayOfEight(number.all()));
    }

    /** Whether digits in one run are a day: eight anywhere, or six or seven alone. */
    boolean isInDigits(String digits) {
        if (digits.length() >= 8) {
            return hasDayOfEight(digits);
        }
        if (digits.length() == 7) {
            return hasDayOfEight("0" + digits) || daysOfYears.contains(Integer.valueOf(digits));
        }
        if (digits.length() != 6) {
            return false;
        }
        int a = number(digits, 0, 2);
        int b = number(digits, 2, 4);
        int c = number(digits, 4, 6);
        return isOfTwoDigits(a, b, c)
                || birthMonths.contains(key(number(digits, 0, 4), c, 0))
                || birthMonths.contains(key(number(digits, 2, 6), a, 0));
    }

    private boolean hasDayOfEight(String digits) {
        for (int i = 0; i + 8 <= digits.length(); i++) {
            int first = number(digits, i, i + 2);
            int second = number(digits, i + 2, i + 4);
            int year = number(digits, i + 4, i + 8);
            if (isDay(number(digits, i, i + 4), number(digits, i + 4, i + 6), number(digits, i + 6, i + 8))
                    || isDay(year, second, first)
                    || isDay(year, first, second)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfTwoDigits(int a, int b, int c) {
        return ofTwoDigits.contains(key(a, b, c))
                || ofTwoDigits.contains(key(c, b, a))
                || ofTwoDigits.contains(key(c, a, b));
    }

    /** Three numbers, or two of the month of birth, from a token on. */
    private boolean isNumbered(List<Token> tokens, int at) {
        int second = next(tokens, at);
        if (second < 0) {
            return false;
        }
        String a = tokens.get(at).text();
        String b = tokens.get(second).text();
        if (isBirthMonth(a, b) || isBirthMonth(b, a) || isDayOfYear(a, b)) {
            return true;
        }
        int third = next(tokens, second);
        if (third < 0) {
            return false;
        }
        String c = tokens.get(third).text();
        if (a.length() > 4 || b.length() > 2 || c.length() > 4) {
            return false;
        }
        int[] n = {Integer.parseInt(a), Integer.parseInt(b), Integer.parseInt(c)};
        int era = at == 0 ? 0 : ERAS.getOrDefault(tokens.get(at - 1).text(), 0);
        return isDay(n[0], n[1], n[2])
                || isDay(n[0], n[2], n[1])
                || isDay(n[2], n[1], n[0])
                || isDay(n[2], n[0], n[1])
                || era > 0 && isDay(era + n[0], n[1], n[2])
                || (a.length() == 2 || c.length() == 2) && isShort(a, c, n);
    }

    /** With the last two digits of the year, which stand as two. */
    private boolean isShort(String a, String c, int[] n) {
        return a.length() == 2 && ofTwoDigits.contains(key(n[0], n[1], n[2]))
                || c.length() == 2
                        && (ofTwoDigits.contains(key(n[2], n[1], n[0])) || ofTwoDigits.contains(key(n[2], n[0], n[1])));
    }

    private boolean isDayOfYear(String year, String day) {
        return year.length() == 4 && day.length() == 3 && daysOfYears.contains(Integer.valueOf(year + day));
    }

    private boolean isBirthMonth(String year, String month) {
        return year.length() == 4
                && month.length() <= 2
                && birthMonths.contains(key(Integer.parseInt(year), Integer.parseInt(month), 0));
    }

    /** The number that follows one with little between; -1 where none does. */
    private static int next(List<Token> tokens, int at) {
        int next = at + 1;
        int gap = 0;
        if (next < tokens.size() && BETWEEN.contains(tokens.get(next).text())) {
            gap = tokens.get(next).gap();
            next++;
        }
        return next < tokens.size()
                        && tokens.get(next).number()
                        && gap + tokens.get(next).gap() <= FARTHEST_GAP
                ? next
                : -1;
    }

    private boolean isNamed(List<Token> tokens, int at, int month) {
        List<Token> near = tokens.subList(Math.max(0, at - 5), Math.min(tokens.size(), at + 6)).stream()
                .filter(token -> !BESIDE_MONTHS.contains(token.text()))
                .toList();
        int middle = near.indexOf(tokens.get(at));
        int[] b = {numberAt(near, middle - 2), numberAt(near, middle - 1)};
        int[] a = {numberAt(near, middle + 1), numberAt(near, middle + 2)};
        return isNamedDay(b[1], a[0], month)
                || isNamedDay(a[0], b[1], month)
                || isNamedDay(a[0], a[1], month)
                || isNamedDay(a[1], a[0], month)
                || isNamedDay(b[0], b[1], month)
                || isNamedDay(b[1], b[0], month)
                || birthMonths.contains(key(a[0], month, 0))
                || birthMonths.contains(key(b[1], month, 0));
    }

    private boolean isNamedDay(int day, int year, int month) {
        return day >= 0 && year >= 0 && (isDay(year, month, day) || ofTwoDigits.contains(key(year, month, day)));
    }

    private static int numberAt(List<Token> tokens, int at) {
        return at >= 0
                        && at < tokens.size()
                        && tokens.get(at).number()
                        && tokens.get(at).text().length() <= 4
                ? Integer.parseInt(tokens.get(at).text())
                : -1;
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }
}

package org.subtext.deidentification.identifiers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.subtext.deidentification.identifiers.FoldedText.Token;

/** Times of day found again, to the second: 131415, 13:14:15, 1:14:15 PM. Whole minutes tell nothing. */
final class DayTimes {
    private static final Set<String> UNITS = Set.of("h", "hr", "m", "min", "s", "sec", "u");

    private final Set<Integer> times = new HashSet<>();

    /** Adds what begins with HHMMSS. */
    void add(String time) {
        if (time.length() >= 6 && time.substring(0, 6).chars().allMatch(c -> c >= '0' && c <= '9')) {
            int value = Integer.parseInt(time.substring(0, 6));
            if (value % 100 != 0) {
                times.add(value);
            }
        }
    }

    boolean isIn(FoldedText text) {
        if (times.isEmpty()) {
            return false;
        }
        List<Token> tokens = text.tokens().stream()
                .filter(token -> !UNITS.contains(token.text()))
                .toList();
        boolean afternoon = tokens.stream().anyMatch(token -> token.text().equals("pm"));
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.number() && (isTime(token.text()) || isParted(tokens, i, afternoon))) {
                return true;
            }
        }
        return false;
    }

    boolean isIn(NumberDigits number) {
        return number.parts().stream().anyMatch(this::isTime);
    }

    private boolean isTime(String digits) {
        return (digits.length() == 5 || digits.length() == 6) && times.contains(Integer.valueOf(digits));
    }

    private boolean isParted(List<Token> tokens, int at, boolean afternoon) {
        if (at + 2 >= tokens.size()) {
            return false;
        }
        Token hour = tokens.get(at);
        Token minute = tokens.get(at + 1);
        Token second = tokens.get(at + 2);
        if (!hour.number() || hour.text().length() > 2 || !isPart(minute) || !isPart(second)) {
            return false;
        }
        int rest = Integer.parseInt(minute.text()) * 100 + Integer.parseInt(second.text());
        int hours = Integer.parseInt(hour.text());
        return times.contains(hours * 10_000 + rest) || afternoon && times.contains((hours + 12) * 10_000 + rest);
    }

    private static boolean isPart(Token token) {
        return token.number() && token.gap() <= 1 && token.text().length() == 2;
    }
}

package org.subtext.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A setting's label taken apart: "keep-tile 3 1" is kind "keep-tile" with the numbers 3 and 1. A label that is not
 * written so is a kind without numbers.
 */
record Label(String kind, List<Double> numbers) {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?");

    /** The study's form of a setting is read as the setting itself. */
    private static final Pattern AS_CODED = Pattern.compile(" as coded$");

    Label {
        numbers = List.copyOf(numbers);
    }

    static Label of(SettingResult result) {
        String[] words = BLANKS.split(
                AS_CODED.matcher(result.setting().label()).replaceFirst("").strip());
        List<Double> numbers = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            if (!NUMBER.matcher(words[i]).matches()) {
                return new Label(result.setting().label(), List.of());
            }
            numbers.add(Double.valueOf(words[i]));
        }
        return new Label(words[0], numbers);
    }
}

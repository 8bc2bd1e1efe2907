package org.subtext.joins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.subtext.wording.Lists;

/**
 * What ids look like, in words that tell none of them: "6 digits", "\"patient\" and 5 digits", "1 to 2 digits".
 *
 * <p>A word is quoted only where at least {@value #SHARED} different ids have it at the same place: what so many share
 * names nobody.
 */
final class KeyForm {
    private static final int SHARED = 5;

    private static final Pattern RUN = Pattern.compile("\\p{L}+|\\p{N}+|[^\\p{L}\\p{N}]");
    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z]\\w{1,4}(?:\\.gz)?$");
    private static final int MOST_RUNS = 7;

    private KeyForm() {}

    /** The form that these ids share. */
    static String of(Collection<String> keys) {
        if (keys.isEmpty()) {
            return "nothing";
        }
        List<List<String>> runs = keys.stream().map(KeyForm::runs).toList();
        int length = runs.get(0).size();
        boolean alike =
                length <= MOST_RUNS && runs.stream().allMatch(one -> kinds(one).equals(kinds(runs.get(0))));
        if (!alike) {
            return loose(keys);
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int place = i;
            words.add(run(runs.stream().map(one -> one.get(place)).toList()));
        }
        return Lists.and(words);
    }

    private static List<String> runs(String key) {
        return RUN.matcher(key).results().map(MatchResult::group).toList();
    }

    private static String kinds(List<String> runs) {
        return runs.stream().map(KeyForm::kind).collect(Collectors.joining());
    }

    /** L for letters, D for digits, any other sign for itself. */
    private static String kind(String run) {
        int first = run.codePointAt(0);
        return Character.isLetter(first) ? "L" : Character.isDigit(first) ? "D" : run;
    }

    private static String run(List<String> same) {
        String kind = kind(same.get(0));
        boolean shared = same.size() >= SHARED && same.stream().distinct().count() == 1;
        return switch (kind) {
            case "L" -> shared ? '"' + same.get(0) + '"' : lengths(same, "letter", "letters");
            case "D" -> lengths(same, "digit", "digits");
            default -> '"' + kind + '"';
        };
    }

    private static String lengths(Collection<String> texts, String one, String many) {
        int least = texts.stream().mapToInt(String::length).min().orElse(0);
        int most = texts.stream().mapToInt(String::length).max().orElse(0);
        return least == most ? least + " " + (least == 1 ? one : many) : least + " to " + most + " " + many;
    }

    /** Of ids that differ in form: how long they are, whether they are paths, and how they end. */
    private static String loose(Collection<String> keys) {
        boolean paths = keys.stream().allMatch(key -> key.contains("/") || key.contains("\\"));
        List<String> endings = keys.stream()
                .map(key -> {
                    var matcher = ENDING.matcher(key);
                    return matcher.find() ? matcher.group().toLowerCase(Locale.ROOT) : "";
                })
                .distinct()
                .toList();
        String what = paths ? "paths of " : "";
        String end = endings.size() == 1 && !endings.get(0).isEmpty() ? " ending in " + endings.get(0) : "";
        return what + lengths(keys, "character", "characters") + end;
    }
}

package org.subtext.audit.answers;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names that a run's table brought, made harmless: whoever shows them may take them for a person's words, a page's
 * markup or a program's order, and they are none of these.
 *
 * <p>A label is in Unicode's composed form, without control, bidirectional and zero-width characters, on one line, of
 * at most {@value #LONGEST} characters, without anything that Markdown, HTML or a link begins with. Two names of one
 * kind never share a label. Not thread-safe while it is filled.
 */
public final class Labels {
    /** Characters (code points) of the longest label. */
    public static final int LONGEST = 80;

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]+");

    /** Controls, format characters (bidi, zero width), private use, half surrogates, and letters that draw nothing. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u3164\\uFFA0\\uFE00-\\uFE0F]");

    private static final Pattern LINK = Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*):(?=//|[^\\s])(//)?");
    private static final Pattern TAG = Pattern.compile("<(?=[\\p{L}/!?])");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*):(?://|(?<=javascript:|mailto:|data:)(?=\\S))");
    private static final Pattern WWW = Pattern.compile("(?i)\\bwww\\.");
    private static final Pattern EDGE_UNDERSCORE = Pattern.compile("(?<![\\p{L}\\p{N}])_+|_+(?![\\p{L}\\p{N}])|_{2,}");

    private final Map<Slot, Map<String, String>> known = new EnumMap<>(Slot.class);
    private final List<Map.Entry<String, String>> changed = new ArrayList<>();

    /** A name made harmless. */
    public static String of(String name) {
        String one = Normalizer.normalize(name, Normalizer.Form.NFC);
        one = BLANK.matcher(one).replaceAll(" ");
        one = UNSEEN.matcher(one).replaceAll("");
        one = one.replace('<', '‹')
                .replace('>', '›')
                .replace('[', '(')
                .replace(']', ')')
                .replace('`', '\'')
                .replace('*', '∗')
                .replace('|', '¦')
                .replace('~', '∼')
                .replace('\\', '∖')
                .replace('#', '♯')
                .replace('&', '＆')
                .replace("!(", "(")
                .replace("@", " at ");
        one = EDGE_UNDERSCORE.matcher(one).replaceAll(" ");
        one = LINK.matcher(one).replaceAll("$1 ");
        one = WWW.matcher(one).replaceAll("www ");
        one = BLANK.matcher(one).replaceAll(" ").strip();
        if (one.isEmpty()) {
            return "(no name)";
        }
        return one.codePointCount(0, one.length()) <= LONGEST
                ? one
                : one.substring(0, one.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** The label of a name of one kind: the same one each time, and no other name's. */
    String of(Slot slot, String name) {
        Map<String, String> ofSlot = known.computeIfAbsent(slot, first -> new LinkedHashMap<>());
        String label = ofSlot.get(name);
        if (label == null) {
            label = of(name);
            for (int i = 2; ofSlot.containsValue(label); i++) {
                String number = " (" + i + ")";
                String start = of(name);
                int most = LONGEST - number.length();
                int kept = Math.min(most, start.codePointCount(0, start.length()));
                label = start.substring(0, start.offsetByCodePoints(0, kept)) + number;
            }
            ofSlot.put(name, label);
            if (!label.equals(name)) {
                changed.add(Map.entry(name, label));
                changed.sort(Comparator.comparingInt(entry -> -entry.getKey().length()));
            }
        }
        return label;
    }

    /**
     * A sentence of ours, in which names of the run stand: they become their labels. Of a word of the run that is no
     * name of it, such as a reason, what a tag, a picture, a link or code begins with is defused; ours have none.
     */
    String inSentence(String sentence) {
        String clean = Normalizer.normalize(sentence, Normalizer.Form.NFC);
        for (Map.Entry<String, String> one : changed) {
            clean = clean.replace(one.getKey(), one.getValue());
        }
        clean = UNSEEN.matcher(BLANK.matcher(clean).replaceAll(" ")).replaceAll("");
        clean = clean.replace('`', '\'').replace("](", ") (").replace("![", "(").replace("**", "∗∗");
        clean = TAG.matcher(clean).replaceAll("‹");
        clean = ADDRESS.matcher(clean).replaceAll("$1 ");
        return WWW.matcher(clean).replaceAll("www ").strip();
    }
}

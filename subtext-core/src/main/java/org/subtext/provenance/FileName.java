package org.subtext.provenance;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names that people choose and that become names of files: each must be the name of one file in its folder, on every
 * system that a run may be copied to.
 */
public final class FileName {
    /** Names of devices on Windows, whatever follows a dot. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    /** Leaves room for what is put before and behind. */
    private static final int LONGEST = 100;

    private FileName() {}

    /** What is wrong with a name, in words that follow it ("is the name of a device ..."); empty where it will do. */
    public static Optional<String> problem(String name) {
        if (name.isBlank()) {
            return Optional.of("is empty");
        }
        if (name.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || isInvisible(c))) {
            return Optional.of("holds characters that cannot be seen");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            return Optional.of("holds a slash");
        }
        if (name.startsWith(".") || name.startsWith("-") || name.startsWith(" ")) {
            return Optional.of("begins with a dot, a dash or a space");
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            return Optional.of("ends with a dot or a space");
        }
        String stem = name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
        if (DEVICES.contains(stem.strip().toLowerCase(Locale.ROOT))) {
            return Optional.of("is the name of a device on Windows");
        }
        return Optional.empty();
    }

    /**
     * The file's name for a name that will do: the same, but for characters that Windows does not take, which are
     * replaced and told apart by a hash.
     */
    public static String of(String name) {
        String taken = name.replaceAll("[:*?\"<>|]", "_");
        return taken.equals(name)
                ? name
                : taken + "-" + ContentHash.ofText(name).hex().substring(0, 8);
    }

    /** Line and paragraph separators, marks of direction, unpaired surrogates and the like. */
    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT
                || type == Character.SURROGATE;
    }

    /** Two names that would be one file somewhere: they differ in capitals or in how letters are composed only. */
    public static Optional<String> twin(Collection<String> names) {
        Map<String, String> known = new HashMap<>();
        for (String name : names) {
            String folded = Normalizer.normalize(name, Normalizer.Form.NFKC)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT);
            String before = known.putIfAbsent(folded, name);
            if (before != null) {
                return Optional.of(
                        before.equals(name) ? "\"" + name + "\" twice" : "\"" + before + "\" and \"" + name + "\"");
            }
        }
        return Optional.empty();
    }
}

package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.subtext.deidentification.identifiers.IdentifierEcho;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.SpellingPolicy;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;

/** What decides what the copies hold: a second call with anything else would mix two kinds of copies in one folder. */
final class ImportOptions {
    /** Below the folder of the log. */
    static final String FILE = "options.txt";

    /**
     * Counts up whenever code finds other identifiers than before, or asks another form of a value. Lists tell of their
     * changes themselves.
     */
    private static final int EDITION = 3;

    /** What belongs to a build, by hashes. */
    private static final List<String> RULES = List.of("attributes", "items", "terms", "rules");

    /** What builds did that did not know the option, which is what happens where it is not given. */
    private static final Map<String, String> DEFAULTS =
            Map.of("retained", "", "burned_in", "FLAG", "video", "exclude", "ids", "ask");

    private static final Map<String, String> MEANINGS = Map.of(
            "salt_fingerprint",
            "another salt",
            "retained",
            "other attributes to retain",
            "burned_in",
            "something else to do with text in pixels",
            "video",
            "something else to do with video",
            "ids",
            "another reading of ids",
            "id_map",
            "another table of ids");

    private ImportOptions() {}

    /** By name, in the order in which they are written; nothing of the salt but whether it is the same. */
    static Map<String, ?> of(DeidentificationPlan plan, Pseudonyms pseudonyms, AttributeTable table)
            throws IOException {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("salt_fingerprint", pseudonyms.fingerprint());
        options.put("attributes", table.hash().abbreviated());
        options.put("items", ItemTable.ofBuild().hash().abbreviated());
        options.put("terms", EnumeratedValues.ofBuild().hash().abbreviated());
        options.put("rules", rules().abbreviated());
        options.put(
                "retained",
                plan.retained().stream().map(RetainOption::word).sorted().collect(Collectors.joining(" ")));
        options.put("burned_in", plan.burnedIn().name());
        if (plan.video() == VideoPolicy.KEEP) {
            options.put("video", "keep");
        }
        if (plan.ids().spellings() == SpellingPolicy.SAME) {
            options.put("ids", "same");
        }
        Path map = plan.ids().map();
        if (map != null) {
            options.put("id_map", pseudonyms.content(Files.readAllBytes(map)));
        }
        return options;
    }

    private static ContentHash rules() {
        return ContentHash.ofText(EDITION
                + AttributeTable.resource("identifiers.csv")
                + AttributeTable.resource("coding-schemes.csv")
                + IdentifierEcho.lists());
    }

    /**
     * Notes the options of a first call, and refuses those of a later one that differ. One that a build before did not
     * know reads as what that build did; where that is not what this one does, its copies and ours are two kinds.
     */
    static void require(Map<String, ?> options, Path file) throws IOException {
        String text = options.toString();
        if (Files.exists(file)) {
            Map<String, String> before = parsed(Files.readString(file));
            Map<String, String> now = parsed(text);
            if (!before.equals(now)) {
                throw refused(before, now, file);
            }
        }
        AtomicFiles.writeString(file, text);
    }

    private static InvalidInputException refused(Map<String, String> before, Map<String, String> now, Path file) {
        boolean rules = RULES.stream().anyMatch(rule -> !Objects.equals(before.get(rule), now.get(rule)));
        if (rules) {
            return new InvalidInputException(Sentence.of("The output folder holds an import by another version of"
                            + " Subtext, with other rules of what stays (" + file
                            + "). What it holds stays as it is; the"
                            + " version that began it can go on with it. For all files under the rules of this one,"
                            + " give a new folder with ")
                    .and(Argument.OUT)
                    .and("."));
        }
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        List<String> changed = names.stream()
                .map(name -> MEANINGS.getOrDefault(name, name))
                .distinct()
                .toList();
        return new InvalidInputException(
                Sentence.of("The output folder already holds an import with another salt or other options ("
                                + String.join(", ", changed) + "; " + file
                                + "). Give the same salt and options to go on with it, or another folder with ")
                        .and(Argument.OUT)
                        .and("."));
    }

    /** Of {@code {name=value, name=value}}; no value has a comma. */
    private static Map<String, String> parsed(String text) {
        Map<String, String> options = new TreeMap<>();
        for (String one : text.strip().replaceAll("^\\{|\\}$", "").split(", ")) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                options.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        DEFAULTS.forEach((name, value) -> options.remove(name, value));
        return options;
    }
}

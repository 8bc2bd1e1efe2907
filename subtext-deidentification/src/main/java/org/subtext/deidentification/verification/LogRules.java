package org.subtext.deidentification.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether the log holds nothing but what the program writes into every log: its fixed words and meanings, options of
 * the program as {@code options.txt} has them, digests, made ids, places and names of attributes.
 */
final class LogRules {
    private static final String OPTIONS = "import-log/options.txt";
    private static final String TABLE = "table.csv";

    /** Files of every log. */
    private static final List<String> ALWAYS = List.of(
            "import-log/files.csv",
            "import-log/tags.csv",
            "import-log/cuts.csv",
            "import-log/pixels.csv",
            OPTIONS,
            "import-log/journal.jsonl");

    private static final Set<String> PARTS =
            Set.of("software", "options", "meanings", "others", "tags", "cuts", "files");
    private static final Pattern VERSION =
            Pattern.compile("development|\\d{1,3}(\\.\\d{1,3}){1,2}(-(SNAPSHOT|(RC|M)\\d{1,2}))?");
    private static final Map<String, Pattern> OPTION = Map.of(
            "salt_fingerprint", Pattern.compile("[0-9a-f]{8,64}"),
            "attributes", Pattern.compile("[0-9a-f]{8,64}"),
            "items", Pattern.compile("[0-9a-f]{8,64}"),
            "terms", Pattern.compile("[0-9a-f]{8,64}"),
            "rules", Pattern.compile("[0-9a-f]{8,64}"),
            "id_map", Pattern.compile("[0-9a-f]{8,64}"),
            "retained", Pattern.compile("((dates|device|institution)( (?!$)|$)){0,3}"),
            "burned_in", Pattern.compile("FLAG|EXCLUDE|REFUSE"),
            "video", Pattern.compile("keep"),
            "ids", Pattern.compile("same"));
    private static final Pattern MADE = Pattern.compile("[0-9a-f]{8,64}|dicom/P[0-9a-f]{16}/[0-9a-f]{8,64}\\.dcm"
            + "|\\([0-9A-F]{4},[0-9A-F]{4}\\)(/\\([0-9A-F]{4},[0-9A-F]{4}\\))*");
    private static final Set<String> FIELDS = Set.of(
            "id",
            "status",
            "output",
            "inputDigest",
            "outputSha256",
            "burnedIn",
            "frames",
            "framesLookedAt",
            "outcomes",
            "shape",
            "pixelCuts",
            "path",
            "name",
            "inAnnexE",
            "outcome",
            "elements",
            "files",
            "written",
            "excluded",
            "not_cleaned",
            "no_pixels",
            "unreadable");

    private final AllowList allowed;
    private final Map<String, String> meanings = Meanings.ofBuild();
    private final Set<String> words = new HashSet<>(meanings.keySet());

    private LogRules(AllowList allowed) {
        this.allowed = allowed;
        words.addAll(FIELDS);
    }

    /** Looks at the log below an output folder; places within the log go to {@code found}. */
    static void check(Path out, AllowList allowed, BiConsumer<FindingKind, String> found) throws IOException {
        JsonNode log;
        try {
            log = JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(Files.readAllBytes(out.resolve(OutputLog.PLACE)));
        } catch (JacksonException e) {
            found.accept(FindingKind.LOG_UNREADABLE, "");
            return;
        }
        new LogRules(allowed).check(out, log, found);
    }

    private void check(Path out, JsonNode log, BiConsumer<FindingKind, String> found) throws IOException {
        Map<String, Boolean> right = new LinkedHashMap<>();
        right.put("parts", names(log).equals(PARTS));
        right.put("software", VERSION.matcher(log.path("software").asString("")).matches());
        right.put("options", areOptions(texts(log.path("options")), out.resolve(OPTIONS)));
        right.put("meanings", texts(log.path("meanings")).equals(meanings));
        right.put("others", areDigests(texts(log.path("others"))));
        for (String part : List.of("tags", "cuts", "files")) {
            right.put(part, isMade(log.path(part)));
        }
        right.forEach((part, is) -> {
            if (!is) {
                found.accept(FindingKind.LOG_TEXT, part);
            }
        });
    }

    /** Whether a place is one that the program makes, so that it tells of nobody. */
    static boolean isMadePlace(String place) {
        return ALWAYS.contains(place)
                || place.equals(TABLE)
                || MADE.matcher(place).matches();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.properties().forEach(one -> names.add(one.getKey()));
        return names;
    }

    /** A value that is no text counts as one that nothing equals. */
    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(one -> texts.put(
                        one.getKey(), one.getValue().isString() ? one.getValue().asString() : "\0"));
        return texts;
    }

    private static boolean areOptions(Map<String, String> options, Path noted) throws IOException {
        boolean known = options.entrySet().stream().allMatch(one -> {
            Pattern pattern = OPTION.get(one.getKey());
            return pattern != null && pattern.matcher(one.getValue()).matches();
        });
        // As the program wrote them before anything else, so that no option was changed afterwards.
        return known
                && Files.isRegularFile(noted)
                && Files.readString(noted, StandardCharsets.ISO_8859_1).equals(options.toString());
    }

    private static boolean areDigests(Map<String, String> others) {
        return others.keySet().containsAll(ALWAYS)
                && others.keySet().stream().allMatch(place -> ALWAYS.contains(place) || place.equals(TABLE))
                && others.values().stream().allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    }

    private boolean isMade(JsonNode node) {
        if (node.isString()) {
            return isMade(node.asString());
        }
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            if (!isMade(one.getKey()) || !isMade(one.getValue())) {
                return false;
            }
        }
        if (node.isArray()) {
            for (JsonNode one : node) {
                if (!isMade(one)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isMade(String text) {
        return words.contains(text) || MADE.matcher(text).matches() || allowed.hasName(text);
    }
}

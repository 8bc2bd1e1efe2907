package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.images.Resize;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.Problems;
import org.subtext.problems.Stumble;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.Activation;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.GoldenCase;
import org.subtext.recognition.Normalisation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads what somebody wrote of a network that another program trained: a YAML or JSON file beside its weights, {@code
 * densenet.card.yaml} beside {@code densenet.pth}.
 */
public final class ForeignCard {
    private static final List<String> ENDINGS = List.of(".card.yaml", ".card.yml", ".card.json");
    private static final List<String> KEYS = List.of(
            "architecture",
            "classes",
            "activation",
            "side",
            "normalisation",
            "resize",
            "resized_to",
            "aspect",
            "polarity",
            "channel_order",
            "golden");
    private static final List<String> GOLDEN_KEYS = List.of("image", "sha256", "scores", "tolerance");
    private static final YAMLMapper YAML = YAMLMapper.shared();

    private final Path file;
    private final JsonNode tree;
    private final Problems problems = new Problems();

    private ForeignCard(Path file, JsonNode tree) {
        this.file = file;
        this.tree = tree;
    }

    /** What stands in the file beside the weights; nothing where there is none. */
    public static ForeignModel beside(Path weights) {
        String name = String.valueOf(weights.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        Optional<Path> card = ENDINGS.stream()
                .map(ending -> weights.resolveSibling(stem + ending))
                .filter(Files::isRegularFile)
                .findFirst();
        return card.map(ForeignCard::read).orElse(ForeignModel.UNSAID);
    }

    /**
     * What stands in a card.
     *
     * @throws InvalidInputException with all that is wrong with it
     */
    public static ForeignModel read(Path file) {
        try {
            return new ForeignCard(file, YAML.readTree(Files.readString(file))).model();
        } catch (IOException | JacksonException e) {
            throw new InvalidInputException(file + " cannot be read as YAML or JSON"
                    + (e instanceof JacksonException syntax ? Stumble.at(syntax) : "")
                    + ". Mend it, or take it away and"
                    + " say the same as options.");
        }
    }

    private ForeignModel model() {
        if (!tree.isObject()) {
            throw new InvalidInputException(file + " holds no keys. It may have " + String.join(", ", KEYS) + ".");
        }
        for (String key : tree.propertyNames()) {
            if (!KEYS.contains(key)) {
                problems.add(
                        "unknown key",
                        "Unknown key \"" + key + "\" in " + file + "." + NearestName.hint(key, KEYS),
                        "Known are " + String.join(", ", KEYS) + ".");
            }
        }
        ForeignModel model = new ForeignModel(
                value("architecture", Architecture::ofId),
                classes(),
                value("activation", text -> Activation.valueOf(text.toUpperCase(Locale.ROOT))),
                value("side", Integer::valueOf),
                value("normalisation", Normalisation::parse),
                value("resize", text -> Resize.valueOf(text.toUpperCase(Locale.ROOT))),
                golden(),
                preparation());
        problems.throwIfAny();
        return model;
    }

    private @Nullable Preparation preparation() {
        Integer resized = value("resized_to", Integer::valueOf);
        Boolean keeps = value("aspect", text -> isSecond(text, "squash", "keep"));
        Boolean inverted = value("polarity", text -> isSecond(text, "usual", "inverted"));
        Boolean blueFirst = value("channel_order", text -> isSecond(text, "rgb", "bgr"));
        if (resized == null && keeps == null && inverted == null && blueFirst == null) {
            return null;
        }
        return new Preparation(
                resized, Boolean.TRUE.equals(keeps), Boolean.TRUE.equals(inverted), Boolean.TRUE.equals(blueFirst));
    }

    private static boolean isSecond(String text, String first, String second) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!word.equals(first) && !word.equals(second)) {
            throw new InvalidInputException(
                    "\"" + text + "\" in the card is none of " + first + " and " + second + ".");
        }
        return word.equals(second);
    }

    private @Nullable GoldenCase golden() {
        JsonNode node = tree.path("golden");
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        List<Double> scores = new ArrayList<>();
        if (node.path("scores").isArray()) { // of keys and numbers the order would be anybody's
            node.path("scores").forEach(score -> scores.add(score.asDouble(Double.NaN)));
        }
        JsonNode tolerance = node.path("tolerance");
        boolean isUsual = tolerance.isMissingNode() || tolerance.isNull();
        try {
            for (String key : node.propertyNames()) {
                if (!GOLDEN_KEYS.contains(key)) {
                    throw new IllegalArgumentException(
                            "unknown key \"" + key + "\"" + NearestName.hint(key, GOLDEN_KEYS));
                }
            }
            return new GoldenCase(
                    file.resolveSibling(node.path("image").asString()),
                    new ContentHash(node.path("sha256").asString().toLowerCase(Locale.ROOT)),
                    scores,
                    isUsual ? GoldenCase.USUAL_TOLERANCE : tolerance.asDouble(Double.NaN));
        } catch (IllegalArgumentException | JacksonException e) {
            problems.add("\"golden\" in " + file + " cannot be used"
                    + (e instanceof JacksonException ? "" : " (" + e.getMessage() + ")")
                    + ". It needs image (a file beside the card), sha256 of that file, scores (one number an output, in"
                    + " their order), and may have tolerance.");
        }
        return null;
    }

    private List<String> classes() {
        JsonNode node = tree.path("classes");
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        List<String> classes = new ArrayList<>();
        node.forEach(name -> classes.add(name.asString("")));
        if (!node.isArray() || classes.contains("")) {
            problems.add("\"classes\" in " + file + " must be a list of names in the order of the outputs: [A, B].");
        }
        return classes;
    }

    private <T> @Nullable T value(String key, Function<String, T> parse) {
        JsonNode node = tree.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            return parse.apply(node.asString(""));
        } catch (InvalidInputException e) {
            e.problems().forEach(problems::add);
        } catch (IllegalArgumentException e) {
            problems.add("\"" + key + "\" in " + file + " cannot be " + node + ".");
        }
        return null;
    }
}

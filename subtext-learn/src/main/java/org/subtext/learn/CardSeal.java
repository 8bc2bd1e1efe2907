package org.subtext.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.subtext.learn.weights.TensorFile;
import org.subtext.learn.weights.WeightsHash;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;

/**
 * What binds a card to the weights beside it: their hash, and a hash of both. Names of classes that were swapped, and a
 * card that was put beside other weights, give scores to the wrong class without any other sign. It keeps nobody out
 * who makes a new seal; it notices what was edited, merged or mixed up.
 */
final class CardSeal {
    private static final String WEIGHTS = "subtext_weights_sha256";
    private static final String SEAL = "subtext_card_seal";
    private static final String MEND = " Take the model from where it was trained, or train anew.";

    private CardSeal() {}

    /** The texts that bind a card to its weights. */
    static Map<String, String> of(String card, ContentHash weights) {
        return Map.of(WEIGHTS, weights.hex(), SEAL, seal(card, weights.hex()));
    }

    private static String seal(String card, String weights) {
        return ContentHash.ofText(weights + "\n" + card).hex();
    }

    /**
     * Refuses a card that is not that of the weights in the file; models of before seals have none to break.
     *
     * @param card its text, as it stands in the file
     */
    static void require(Path model, TensorFile file, String card) throws IOException {
        String weights = file.metadata().get(WEIGHTS);
        String seal = file.metadata().get(SEAL);
        if (weights == null && seal == null) {
            return;
        }
        if (weights == null || seal == null) {
            throw new InvalidInputException(
                    "Half of what binds the card in " + model + " to its weights is gone." + MEND);
        }
        if (!seal(card, weights).equals(seal)) {
            throw new InvalidInputException(
                    "The card in " + model + " (classes, pixels and how it was trained) is not as"
                            + " it was stored with these weights: it was edited, or is another model's." + MEND);
        }
        ContentHash found = WeightsHash.of(file);
        if (!found.hex().equals(weights)) {
            throw new InvalidInputException("The weights in " + model + " are not those that its card was stored with:"
                    + " found SHA-256 " + found.abbreviated() + "..., the card's are "
                    + weights.substring(0, Math.min(12, weights.length())) + "...." + MEND);
        }
    }

    /** Refuses names that do not tell classes apart. */
    static void requireNames(Path model, List<String> classes) {
        Set<String> once = new HashSet<>();
        for (String name : classes) {
            if (name.isBlank() || !once.add(name.strip().toLowerCase(Locale.ROOT))) {
                throw new InvalidInputException("The card in " + model
                        + (name.isBlank() ? " has a class without a name." : " names two classes alike: " + name + ".")
                        + MEND);
            }
        }
    }
}

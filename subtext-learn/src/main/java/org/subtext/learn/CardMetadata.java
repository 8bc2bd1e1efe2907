package org.subtext.learn;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.learn.weights.TensorFile;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.problems.Stumble;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.FlatTrainingPlan;
import org.subtext.recognition.Inference;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.WeightsFit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The model card as texts beside the weights: JSON for us, and the sentence that every model carries for everybody. */
final class CardMetadata {
    private static final String CARD = "subtext_model_card";
    private static final String TERMS = "data_set_terms";
    private static final String MUST_NOT = "must_not";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(TrainingPlan.class, FlatTrainingPlan.class)
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private CardMetadata() {}

    /** The texts of a card that stands beside these weights. */
    static Map<String, String> of(ModelCard card, ContentHash weights) {
        String text = text(card);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(CARD, text);
        texts.putAll(CardSeal.of(text, weights));
        texts.put(MUST_NOT, card.mustNot());
        if (!card.terms().isEmpty()) {
            texts.put(TERMS, String.join(" ", card.terms()));
        }
        return texts;
    }

    static String text(ModelCard card) {
        return JSON.writeValueAsString(card);
    }

    /** Whether a file is a stored model, which says itself what it is. */
    static boolean isIn(Path model) {
        try (TensorFile file = TensorFile.open(model)) {
            return file.metadata().containsKey(CARD);
        } catch (IOException e) {
            return false; // said when the model is opened
        }
    }

    /** The classes of a stored model in order; empty for weights without a card. */
    static List<String> classes(Path weights) throws IOException {
        try (TensorFile file = TensorFile.open(weights)) {
            String card = file.metadata().get(CARD);
            return card == null ? List.of() : read(weights, file, card).classes();
        } catch (JacksonException e) {
            return List.of(); // another version's, whose classes are not known
        }
    }

    private static ModelCard read(Path model, TensorFile file, String text) throws IOException {
        ModelCard card = card(text);
        CardSeal.requireNames(model, card.classes());
        CardSeal.require(model, file, text);
        return card;
    }

    /** What a card's JSON says; of older ones, also what they leave out. */
    static ModelCard card(String text) {
        JsonNode card = JSON.readTree(text);
        if (card.path("plan") instanceof ObjectNode plan && !plan.has("weightsFit")) {
            plan.put("weightsFit", WeightsFit.WHOLE.name());
        }
        if (card instanceof ObjectNode whole && !whole.hasNonNull("inference") && whole.hasNonNull("plan")) {
            Inference asPlanned = Inference.of(JSON.treeToValue(whole.get("plan"), TrainingPlan.class));
            whole.set("inference", JSON.valueToTree(asPlanned));
        }
        return JSON.treeToValue(card, ModelCard.class);
    }

    /** The card of a stored model; refuses files of weights that have none. */
    static ModelCard read(Path model) throws IOException {
        try (TensorFile file = TensorFile.open(model)) {
            String card = file.metadata().get(CARD);
            if (card == null) {
                throw new InvalidInputException(
                        Sentence.of(model + " holds " + file.tensors().size()
                                        + " tensors but no card of a Subtext model, so nobody knows its classes and pixels."
                                        + " Give a model that Subtext has trained; to train on from these weights, name the"
                                        + " file with ")
                                .and(PlanKey.TRAINING_INITIAL_WEIGHTS)
                                .and("."));
            }
            return read(model, file, card);
        } catch (JacksonException e) {
            throw new InvalidInputException("The card in " + model + " cannot be read" + Stumble.at(e)
                    + ". It was written by another version of Subtext; open it with that one, or train anew.");
        }
    }
}

package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.inputs.TrainedOn;
import org.subtext.cohort.CohortPlan;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.learn.TorchTrainer;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.Activation;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.GoldenCheck;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.PixelScaling;
import org.subtext.recognition.WeightsAddress;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;

/**
 * An audit of a network that exists: nothing is trained, everybody is assessed, and routes are looked at by testing the
 * network alone.
 */
final class GivenRecogniser {
    private static final String ENDING = ".safetensors";

    private GivenRecogniser() {}

    /**
     * Stores the network with its card among the runs, and plans its audit.
     *
     * @param who the cohort, whose classes are the network's
     * @param pixels what is said of the network's images
     */
    static AuditPlan plan(
            WeightsAddress weights,
            ForeignModel pixels,
            CohortPlan who,
            RoutesPlan routes,
            Path runs,
            @Nullable String name,
            TorchTrainer trainer)
            throws IOException {
        ForeignModel outputs = new ForeignModel(null, who.classes(), null, null, null, null, null);
        ForeignModel said = ForeignModelOptions.with(weights, outputs, pixels);
        if (!said.prepared().equals(Preparation.USUAL)) {
            throw new InvalidInputException(
                    "The card of " + weights.name() + " crops images, exchanges black and white or"
                            + " orders channels, and only a network whose images are made square as they are can be explained."
                            + " Prepare the images so beforehand, and take the keys out of the card.");
        }
        try (Recogniser recogniser = trainer.open(weights, said, ForeignModel.Use.SCORES)) {
            ModelCard card = recogniser.card();
            requireExclusive(card);
            GoldenCheck.of(recogniser, said, other -> trainer.open(weights, other, ForeignModel.Use.SCORES));
            String run = name == null ? nameFor(weights, who) : name;
            AuditPlan plan = PlanOptions.mendable(
                    () -> AuditPlan.ofDefaults(run, who.source(), who.attribute(), "small", AuditPlan.DEFAULT_SEED)
                            .withCohort(who.withClasses(card.classes()))
                            .withImages(images -> images.withPixels(card.layout())));
            Path stored = runs.resolve(plan.name() + ENDING).toAbsolutePath().normalize();
            Files.createDirectories(Objects.requireNonNull(stored.getParent()));
            TrainedOn.copy(weights.file(), stored);
            recogniser.save(stored, card);
            return plan.withRecognition(recognition -> recognition
                            .withRecogniser(stored.toString())
                            .withTraining(training -> alike(training, card)))
                    .withRoutes(routes.asksForNothing() ? routes : routes.withModes(List.of(Mode.TESTED_UNDER)));
        }
    }

    /** What controls with random weights are made by. */
    private static TrainingPlan alike(TrainingPlan plan, ModelCard card) {
        PixelScaling scaling = card.inference().normalisation().kind();
        return plan.withNetwork(
                        network -> network.withArchitecture(card.inference().network())
                                .withPixelScaling(scaling == null ? PixelScaling.UNIT : scaling))
                .withExecution(
                        execution -> execution.withPrecision(card.inference().precision()));
    }

    private static void requireExclusive(ModelCard card) {
        if (card.inference().activation() != Activation.SOFTMAX
                || card.classes().size() < 2) {
            throw new InvalidInputException(card.name() + " scores each class by itself, and only a network"
                    + " whose classes are those of the attribute, one a patient, can be explained. Of others, look at"
                    + " what their embeddings hold: subtext embed, then subtext probe.");
        }
    }

    private static String nameFor(WeightsAddress weights, CohortPlan who) {
        String file = weights.name();
        int dot = file.lastIndexOf('.');
        String name = (dot > 0 ? file.substring(0, dot) : file) + "-" + who.attribute();
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}

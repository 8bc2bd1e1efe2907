package org.subtext.recognition;

import java.util.List;
import java.util.stream.Collectors;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.TrainingPlan.ClassWeighting;
import org.subtext.recognition.TrainingPlan.Optimiser;
import org.subtext.recognition.TrainingPlan.PixelScaling;
import org.subtext.recognition.TrainingPlan.Precision;
import org.subtext.recognition.TrainingPlan.Sampling;
import org.subtext.recognition.TrainingPlan.Schedule;
import org.subtext.recognition.TrainingPlan.WeightsFit;

/**
 * The recipes that a plan may name instead of spelling out every value.
 *
 * <p>The {@code study-} presets re-create Gichoya et al., Lancet Digital Health 2022,
 * doi:10.1016/S2589-7500(22)00063-2, from its published notebooks. They share these departures: torchvision's networks
 * instead of Keras ports (post-activation ResNets, no batch norm on the input), random initial weights unless {@code
 * initialWeights} names a file (the study began from ImageNet), bfloat16 instead of float16, restore of the best
 * weights also when the limit of passes ends training, and Adam's ε of 1e-8 instead of Keras's 1e-7.
 */
public final class TrainingPresets {
    private static final TrainingPlan STUDY = new TrainingPlan(
            new NetworkPlan(Architecture.RESNET34, null, WeightsFit.WHOLE, PixelScaling.ZERO_TO_255, false),
            new Passes(100, 256, 4, ClassWeighting.NONE, Sampling.EVERY_IMAGE),
            new Optimisation(Optimiser.ADAM, 1e-3, Schedule.REDUCE_ON_PLATEAU, 0, 0),
            new Regularisation(0, 0, 0, 0),
            Augmentation.STUDY,
            new Execution(Precision.AUTOMATIC, true, 1));

    /**
     * For the demo and for cohorts of some hundred patients at 64² grey, where no images can be spared for validation:
     * a fixed number of passes under a cosine, patients rather than images in equal shares, averaged weights, and the
     * mean over each image and its mirror image. Ours.
     */
    public static final TrainingPreset SMALL = new TrainingPreset(
            "small",
            new TrainingPlan(
                    new NetworkPlan(
                            Architecture.RESNET18_SMALL,
                            null,
                            WeightsFit.WHOLE,
                            PixelScaling.STANDARDISED_PER_IMAGE,
                            true),
                    new Passes(30, 32, 0, ClassWeighting.NONE, Sampling.PATIENT_BALANCED),
                    new Optimisation(Optimiser.ADAMW, 2e-3, Schedule.COSINE, 0.1, 0),
                    new Regularisation(0.05, 0, 0.3, 0.98),
                    Augmentation.MILD,
                    new Execution(Precision.AUTOMATIC, true, 1)),
            new PixelLayout(64, 1, Resize.AREA_AVERAGE),
            "Half-width ResNet-18 at 64 x 64 grey for small cohorts; needs no validation images.");

    /**
     * Chest radiographs of MIMIC-CXR, CheXpert and Emory (study A1): ResNet-34 at 320² RGB, Adam 1e-3, batches of 256,
     * rate times 0.1 after 2 passes without a lower validation loss down to 1e-5, end after 4, best weights restored.
     * Departs: pixels are 0–255 as the study fed them, but there is no batch norm on the input to standardise them;
     * torchvision's stem has its own after the first convolution.
     */
    public static final TrainingPreset STUDY_CXR = new TrainingPreset(
            "study-cxr", STUDY, rgb(320), "The study's ResNet-34 recipe for frontal chest radiographs, 320 x 320.");

    /**
     * MIMIC-CXR with DenseNet-121 at 224² (study A1, other architectures): Adam 1e-3, 10 passes, batches of 128, no
     * augmentation, no early stopping. Departs: mean instead of max pooling before the head, one softmax where the
     * study's loss took a softmax of a softmax, and a cosine instead of the rate times e^−0.05 on every other pass
     * (0.78 of the rate after ten passes).
     */
    public static final TrainingPreset STUDY_DENSENET121_MIMIC = new TrainingPreset(
            "study-densenet121-mimic",
            STUDY.withNetwork(network ->
                            network.withArchitecture(Architecture.DENSENET121).withPixelScaling(PixelScaling.UNIT))
                    .withPasses(passes -> passes.withEpochs(10).withBatchSize(128))
                    .withOptimisation(optimisation -> optimisation.withSchedule(Schedule.COSINE))
                    .withPasses(passes -> passes.withEarlyStopping(0))
                    .withAugmentation(Augmentation.NONE),
            rgb(224),
            "The study's DenseNet-121 for MIMIC-CXR, 224 x 224, ten passes without augmentation.");

    /**
     * Emory chest radiographs with EfficientNet-B0 at 224² (study A1, other architectures): Adam 1e-3, batches of 256,
     * at most 20 passes, the study's augmentation. Departs: the best weights are those of the lowest validation loss,
     * where the study kept the best validation PR-AUC; the plateau waits 2 passes, not 3; drop-connect is torchvision's
     * 0.2, not 0.4; pixels are scaled with ImageNet's mean and deviation, as Keras does inside the network.
     */
    public static final TrainingPreset STUDY_EFFICIENTNET_B0_EMORY = new TrainingPreset(
            "study-efficientnet-b0-emory",
            STUDY.withNetwork(network -> network.withArchitecture(Architecture.EFFICIENTNET_B0)
                            .withPixelScaling(PixelScaling.IMAGENET))
                    .withPasses(passes -> passes.withEpochs(20).withEarlyStopping(20)),
            rgb(224),
            "The study's EfficientNet-B0 for Emory chest radiographs, 224 x 224.");

    /**
     * Mammograms (study A3): EfficientNet-B2 at 256², pixels in [0, 1], batches of 32, the study's augmentation,
     * plateau after 2 passes, end after 4. Departs: the study's rate is not recorded, 1e-3 is ours; it began from
     * noisy-student weights; its lowest rate was 1e-6, ours is 1e-5.
     */
    public static final TrainingPreset STUDY_MAMMOGRAPHY = new TrainingPreset(
            "study-mammography",
            STUDY.withNetwork(network -> network.withArchitecture(Architecture.EFFICIENTNET_B2)
                            .withPixelScaling(PixelScaling.UNIT))
                    .withPasses(passes -> passes.withBatchSize(32)),
            rgb(256),
            "The study's EfficientNet-B2 for mammograms, 256 x 256.");

    /** Lateral cervical-spine radiographs (study A3): the recipe of {@link #STUDY_CXR}, two classes, split 80/10/10. */
    public static final TrainingPreset STUDY_CSPINE = new TrainingPreset(
            "study-cspine", STUDY, rgb(320), "The study's ResNet-34 recipe for lateral cervical-spine radiographs.");

    /**
     * Hand radiographs of the Digital Hand Atlas (study A3): ResNet-50 at 320², Adam 1e-6, 100 passes, batches of 32.
     * The plateau schedule of the study could not act at that rate, so the rate is constant. Departs: the study's rate
     * only makes sense from ImageNet weights, so name some in {@code initialWeights}; it split by image, Subtext by
     * patient.
     */
    public static final TrainingPreset STUDY_HAND = new TrainingPreset(
            "study-hand",
            STUDY.withNetwork(network -> network.withArchitecture(Architecture.RESNET50))
                    .withPasses(passes -> passes.withBatchSize(32))
                    .withOptimisation(
                            optimisation -> optimisation.withLearningRate(1e-6).withSchedule(Schedule.CONSTANT))
                    .withPasses(passes -> passes.withEarlyStopping(0)),
            rgb(320),
            "The study's ResNet-50 for hand radiographs; give initial weights, its rate of 1e-6 needs them.");

    /**
     * The frequency-filter and corruption experiments (study C): DenseNet-121 at 224², Adam 1e-4, batches of 64, at
     * most 10 passes, no augmentation. Departs: the study looked at the validation loss every 100 steps, on at most
     * 8,192 images, cut the rate after 5 looks and ended after 7; here it is looked at after each pass on all images,
     * the rate is cut after 2 passes and training ends after 3. The study also ran DeiT-small.
     */
    public static final TrainingPreset STUDY_FILTERS = new TrainingPreset(
            "study-filters",
            STUDY.withNetwork(network ->
                            network.withArchitecture(Architecture.DENSENET121).withPixelScaling(PixelScaling.IMAGENET))
                    .withPasses(passes -> passes.withEpochs(10).withBatchSize(64))
                    .withOptimisation(optimisation -> optimisation.withLearningRate(1e-4))
                    .withPasses(passes -> passes.withEarlyStopping(3))
                    .withAugmentation(Augmentation.NONE),
            rgb(224),
            "The study's DenseNet-121 for networks newly trained on filtered images, 224 x 224.");

    private static final List<TrainingPreset> ALL = List.of(
            SMALL,
            STUDY_CXR,
            STUDY_DENSENET121_MIMIC,
            STUDY_EFFICIENTNET_B0_EMORY,
            STUDY_MAMMOGRAPHY,
            STUDY_CSPINE,
            STUDY_HAND,
            STUDY_FILTERS);

    private TrainingPresets() {}

    /** Every preset, in the order a list should show them. */
    public static List<TrainingPreset> all() {
        return ALL;
    }

    /** The preset of that name, or a message that lists all. */
    public static TrainingPreset named(String name) {
        return ALL.stream()
                .filter(preset -> preset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("Unknown training preset \"" + name + "\". Use one of: "
                        + ALL.stream().map(TrainingPreset::name).collect(Collectors.joining(", ")) + "."));
    }

    private static PixelLayout rgb(int side) {
        return new PixelLayout(side, 3, Resize.ANTIALIASED_BILINEAR);
    }
}

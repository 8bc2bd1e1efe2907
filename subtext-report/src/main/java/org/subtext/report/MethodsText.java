package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.SmallestGroups;
import org.subtext.folds.FoldCalibration;
import org.subtext.images.PixelLayout;
import org.subtext.predictions.Aggregation;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.Augmentation;
import org.subtext.recognition.LoadedWeights;
import org.subtext.recognition.TrainingPlan;
import org.subtext.report.charts.NumberText;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** Sentences of a methods section from a plan: every parameter with its unit, defaults included. */
final class MethodsText {
    private MethodsText() {}

    /** What a network is fed. */
    static String images(PixelLayout layout, TrainingPlan plan) {
        String resize = switch (layout.resize()) {
            case AREA_AVERAGE -> "by averaging over the source area of each target pixel";
            case ANTIALIASED_BILINEAR -> "by antialiased bilinear interpolation at 8 bits";
        };
        String scaling = switch (plan.network().pixelScaling()) {
            case STANDARDISED_PER_IMAGE -> "standardised image by image to zero mean and unit variance";
            case IMAGENET -> "scaled by the mean and standard deviation of ImageNet";
            case ZERO_TO_255 -> "scaled to 0–255";
            case UNIT -> "scaled to 0–1";
        };
        return "Images were resized to %d × %d pixels %s without keeping the aspect ratio, taken as %s, and %s."
                .formatted(
                        layout.side(),
                        layout.side(),
                        resize,
                        layout.channels() == 1 ? "one grey channel" : "three colour channels",
                        scaling);
    }

    /** How the recogniser was made. */
    static String training(TrainingPlan plan, @Nullable LoadedWeights weights) {
        return String.join(
                " ",
                network(plan, weights),
                optimiser(plan),
                loss(plan),
                augmentation(plan.augmentation()),
                computing(plan));
    }

    private static String network(TrainingPlan plan, @Nullable LoadedWeights weights) {
        String given = weights == null ? "" : " (" + weights.share() + ")";
        String start = plan.network().initialWeights() == null ? "from random weights" : "from given weights" + given;
        return "A %s was trained %s for at most %s in batches of %d images%s."
                .formatted(
                        name(plan.network().architecture()),
                        start,
                        Digits.counted(plan.passes().epochs(), "pass", "passes"),
                        plan.passes().batchSize(),
                        plan.passes().earlyStopping() == 0
                                ? ", without early stopping"
                                : ", stopping after "
                                        + Digits.counted(plan.passes().earlyStopping(), "pass", "passes")
                                        + " without a lower validation loss, with the best weights restored");
    }

    private static String optimiser(TrainingPlan plan) {
        String rule = switch (plan.optimisation().optimiser()) {
            case ADAMW -> "AdamW";
            case ADAM -> "Adam";
            case SGD -> "stochastic gradient descent with momentum 0.9";
        };
        String schedule = switch (plan.optimisation().schedule()) {
            case CONSTANT -> "kept constant";
            case COSINE -> "lowered to zero along half a cosine";
            case REDUCE_ON_PLATEAU ->
                "multiplied by 0.1 when the validation loss had not fallen by 0.0001 for 2 passes";
        };
        return "The optimiser was %s with learning rate %s, %s%s, and weight decay %s; the gradient's norm was %s."
                .formatted(
                        rule,
                        Digits.exact(plan.optimisation().learningRate()),
                        plan.optimisation().warmUp() > 0
                                ? "raised linearly over the first "
                                        + NumberText.level(plan.optimisation().warmUp()) + " of the steps and then "
                                : "",
                        schedule,
                        Digits.exact(plan.regularisation().weightDecay()),
                        plan.optimisation().clipNorm() > 0
                                ? "clipped at "
                                        + Digits.exact(plan.optimisation().clipNorm())
                                : "not clipped");
    }

    private static String loss(TrainingPlan plan) {
        String weighting = switch (plan.passes().classWeighting()) {
            case NONE -> "without class weights";
            case BALANCED -> "weighted inversely to the images of a class";
        };
        String sampling = switch (plan.passes().sampling()) {
            case EVERY_IMAGE -> "every image was used once a pass";
            case PATIENT_BALANCED ->
                "images were drawn with replacement, with weight one over the square root of their patient's"
                        + " image count";
        };
        String weights = plan.regularisation().weightAverage() > 0
                ? "Validated, scored and saved was an exponential moving average of the weights with decay "
                        + Digits.exact(plan.regularisation().weightAverage()) + " a step."
                : "The weights were not averaged over steps.";
        return "The loss was cross-entropy %s, with label smoothing %s and dropout %s; %s. %s"
                .formatted(
                        weighting,
                        Digits.exact(plan.regularisation().labelSmoothing()),
                        Digits.exact(plan.regularisation().dropout()),
                        sampling,
                        weights);
    }

    private static String augmentation(Augmentation a) {
        List<String> changes = new ArrayList<>();
        if (a.rotationDegrees() > 0) {
            changes.add("rotation within ±" + Digits.exact(a.rotationDegrees()) + "°");
        }
        if (a.zoom() > 0) {
            changes.add("zoom within ±" + NumberText.level(a.zoom())
                    + (a.independentAxes() ? ", independently by axis" : ""));
        }
        if (a.shift() > 0) {
            changes.add("shift within ±" + NumberText.level(a.shift()) + " of the side");
        }
        if (a.horizontalFlip()) {
            changes.add("mirroring of half of the images");
        }
        if (a.crop() > 0) {
            changes.add("cropping of up to " + NumberText.level(a.crop()) + " of the side");
        }
        if (a.brightness() > 0) {
            changes.add("brightness within ±" + NumberText.level(a.brightness()));
        }
        if (a.noise() > 0) {
            changes.add("Gaussian noise of standard deviation " + Digits.exact(a.noise()) + " in standardised units");
        }
        return changes.isEmpty()
                ? "Training images were not augmented."
                : "Training images were changed at random by " + String.join("; ", changes) + ".";
    }

    private static String computing(TrainingPlan plan) {
        String precision = switch (plan.execution().precision()) {
            case FLOAT32 -> "32-bit floating point";
            case BFLOAT16 -> "bfloat16 with 32-bit weights";
            case AUTOMATIC -> "bfloat16 or 32-bit floating point, as the machine computes faster";
        };
        return "Arithmetic was in %s%s, with %s. A score is the softmax probability%s."
                .formatted(
                        precision,
                        plan.execution().channelsLast() ? ", channels last" : "",
                        Digits.counted(plan.execution().workers(), "training worker", "data-parallel training workers"),
                        plan.network().mirroredScoring() ? ", averaged over the image and its mirror image" : "");
    }

    /** What was estimated and how. */
    static String statistics(Assessment assessment) {
        AssessmentPlan plan = assessment.plan();
        String unit = plan.primaryUnit().noun();
        return ("The primary measures were the areas under the ROC curve (AUC) of each of the %d classes against the"
                                + " rest and, of more than two classes, their mean, one case a %s%s. Intervals have nominal coverage %s."
                                + " Those of AUCs are score intervals with Obuchowski's variance clustered by patient; all others come"
                                + " from a bootstrap of patients with all their images (%s replicates, bias-corrected and accelerated)."
                                + " Classes of at least %d patients were tested against chance by permuting labels over patients (%s"
                                + " permutations, one-sided), corrected over all that is tested by the largest statistic of each"
                                + " permutation, at level %s, that of one side of a two-sided test at %s. Equivalence of every class to"
                                + " chance was tested by two one-sided tests against a margin of ±%s around 0.5, fixed in the plan. %s."
                                + " The random seed of the statistics was %s.")
                        .formatted(
                                assessment.classes().size(),
                                unit,
                                plan.primaryUnit() == org.subtext.predictions.Unit.IMAGE
                                        ? ""
                                        : " by " + joined(plan.aggregation()),
                                NumberText.level(plan.level()),
                                NumberText.count(plan.replicates()),
                                SmallestGroups.OF_A_VERDICT,
                                NumberText.count(plan.permutations()),
                                Digits.exact(plan.alpha() / 2),
                                Digits.exact(plan.alpha()),
                                Digits.exact(plan.margin()),
                                Lists.capitalised(operatingPoint(plan.operatingPoint())),
                                Long.toUnsignedString(plan.seed()))
                + folds(assessment.folds());
    }

    private static String folds(@Nullable FoldCalibration folds) {
        if (folds == null) {
            return " Intervals take the scores as given: what another training run would change is not in them.";
        }
        return " Intervals were widened " + Digits.fixed(folds.factor(), 3) + " times, and p-values made larger"
                + " accordingly, for what the recognisers of " + folds.folds() + " folds share: the widest spread of "
                + folds.learners().size() + " learners over " + Digits.count(folds.relabellings())
                + " relabellings of the patients within their folds.";
    }

    private static String joined(Aggregation aggregation) {
        return aggregation == Aggregation.MEAN
                ? "its mean score over images"
                : "the " + aggregation.title() + " of its images' scores";
    }

    static String privacy(AssessmentPlan plan) {
        if (plan.smallestCell() <= 1) {
            return "No counts were suppressed.";
        }
        return "Counts of 1 to %d were hidden together with such others as keep every hidden count uncertain by at least %d."
                .formatted(plan.smallestCell() - 1, plan.smallestCell());
    }

    static String operatingPoint(AssessmentPlan.OperatingPoint point) {
        return switch (point) {
            case YOUDEN -> "thresholds maximise sensitivity + specificity − 1 (Youden)";
            case FALSE_POSITIVE_RATE_20 -> "thresholds give the false positive rate nearest 0.20";
        };
    }

    private static String name(Architecture architecture) {
        return switch (architecture) {
            case RESNET18 -> "ResNet-18";
            case RESNET34 -> "ResNet-34";
            case RESNET50 -> "ResNet-50";
            case DENSENET121 -> "DenseNet-121";
            case EFFICIENTNET_B0 -> "EfficientNet-B0";
            case EFFICIENTNET_B2 -> "EfficientNet-B2";
            case MOBILENET_V3_SMALL -> "MobileNetV3-small";
            case CONVNEXT_TINY -> "ConvNeXt-tiny";
            case VIT_B_16 -> "ViT-B/16";
            case RESNET18_SMALL -> "ResNet-18 at half width with a 3 × 3 stem of stride 1";
        };
    }
}

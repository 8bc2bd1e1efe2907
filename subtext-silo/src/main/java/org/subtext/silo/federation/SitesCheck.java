package org.subtext.silo.federation;

import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.ClassWeighting;
import org.subtext.recognition.TrainingPlan.Schedule;
import org.subtext.recognition.TrainingTask;

/** Refuses, all at once, what would train nothing across sites or something else than it says. */
final class SitesCheck {
    private static final int LEAST_IMAGES_OF_STEP = 2; // batch statistics of one image say nothing

    private SitesCheck() {}

    /** What a plan may not ask of sites that never see one another's images. */
    static void requireSharable(TrainingPlan plan, FederationPlan federation) {
        Problems problems = new Problems();
        int passes = plan.passes().epochs();
        if (passes % federation.passesOfRound() != 0) {
            problems.add(Sentence.of(passes + " passes are no whole number of rounds of " + federation.passesOfRound()
                            + ". Give ")
                    .set(
                            PlanKey.TRAINING_EPOCHS,
                            Integer.toString(federation.passesOfRound()
                                    * Math.max(1, Math.round((float) passes / federation.passesOfRound()))))
                    .and("."));
        }
        if (plan.passes().earlyStopping() > 0) {
            problems.add(Sentence.of(
                            "Early stopping looks at validation images of all sites at once, which nobody has. Give ")
                    .set(PlanKey.TRAINING_EARLY_STOPPING, "0")
                    .and("."));
        }
        if (plan.optimisation().schedule() == Schedule.REDUCE_ON_PLATEAU) {
            problems.add(Sentence.of("A rate that falls on a plateau would fall at every site by itself. Give ")
                    .set(PlanKey.TRAINING_SCHEDULE, Schedule.COSINE.name().toLowerCase(Locale.ROOT))
                    .and("."));
        }
        if (plan.regularisation().weightAverage() > 0) {
            problems.add(Sentence.of("A running average of weights would be one of a site's own steps. Give ")
                    .set(PlanKey.TRAINING_WEIGHT_AVERAGE, "0")
                    .and(": the mean over the sites is an average already."));
        }
        problems.throwIfAny();
    }

    /** What images there must be. */
    static void requireTrainable(TrainingTask whole, SortedMap<String, TrainingTask> sites, FederationPlan federation) {
        Problems problems = new Problems();
        if (whole.training().areFindings()) {
            problems.add(
                    "Findings are not learnt across sites yet. Ask of a recorded attribute, or train at one site.");
            problems.throwIfAny();
        }
        int fewest = federation.combining().fewestSites();
        if (sites.size() < fewest) {
            problems.add("The training patients are of " + sites.size() + " sites (" + String.join(", ", sites.keySet())
                    + "), but this way of putting models together takes " + fewest + " at least.");
        }
        for (int label = 0; label < whole.classes().size(); label++) {
            if (!has(whole.training(), label)) {
                problems.add("No site has a training image of class \""
                        + whole.classes().get(label) + "\". Leave the class out, or take sites that have it.");
            }
        }
        sites.forEach((site, task) -> {
            requireSteps(site, task, problems);
            requireWeighable(site, task, problems);
        });
        problems.throwIfAny();
    }

    private static boolean has(LabelledImages images, int label) {
        return IntStream.range(0, images.size()).anyMatch(place -> images.label(place) == label);
    }

    private static void requireSteps(String site, TrainingTask task, Problems problems) {
        int images = task.training().size();
        int batch = task.plan().passes().batchSize();
        int steps = (images + batch - 1) / batch;
        int ofWorker = steps == 0 ? 0 : images / steps / task.plan().execution().workers();
        if (ofWorker < LEAST_IMAGES_OF_STEP) {
            problems.add(Sentence.of("Site " + site + " has " + images + " images to learn from: a worker gets "
                            + ofWorker + " a step, at least " + LEAST_IMAGES_OF_STEP + " are needed. Raise ")
                    .and(PlanKey.TRAINING_BATCH_SIZE)
                    .and(", lower ")
                    .and(PlanKey.TRAINING_WORKERS)
                    .and(", or leave the site out."));
        }
    }

    private static void requireWeighable(String site, TrainingTask task, Problems problems) {
        if (task.plan().passes().classWeighting() != ClassWeighting.BALANCED) {
            return;
        }
        for (int label = 0; label < task.classes().size(); label++) {
            if (!has(task.training(), label)) {
                problems.add(Sentence.of("Site " + site + " has no image of class \""
                                + task.classes().get(label) + "\", so that its weight there is not defined. Give ")
                        .set(PlanKey.TRAINING_CLASS_WEIGHTING, "none")
                        .and("."));
            }
        }
    }
}

package org.subtext.web.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.SplitPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortReader;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.TrainingPace;
import org.subtext.wording.Digits;
import org.subtext.wording.Durations;

/**
 * What an audit amounts to: images to decode, networks to teach, passes over images, as far as its table tells, and
 * what these passes take at most at the pace at which this machine teaches such a network.
 */
final class AuditCost {
    private static final String COURSE =
            " Where it stands is told while it goes on; cancelled, it keeps what was done and can be resumed.";

    private AuditCost() {}

    /**
     * In sentences; without a word of the table but counts.
     *
     * @param pace of this machine; asked for where networks are taught
     */
    static String of(AuditPlan plan, Supplier<TrainingPace> pace) {
        if (!Files.isRegularFile(plan.cohort().table())) {
            return "Its table is made when it starts, so that nothing is known of its size." + COURSE;
        }
        try {
            return of(plan, CohortReader.read(plan.cohort(), Progress.SILENT), pace) + COURSE;
        } catch (InvalidInputException e) {
            return "Started so, it would end at once: its table cannot be read as the plan asks ("
                    + Digits.counted(e.problems().size(), "problem", "problems") + ").";
        } catch (IOException e) {
            return "Started so, it would end at once: its table cannot be read ("
                    + e.getClass().getSimpleName() + ").";
        }
    }

    private static String of(AuditPlan plan, Cohort cohort, Supplier<TrainingPace> pace) {
        int images = cohort.size();
        int patients = cohort.patients().size();
        String listed = "The table lists " + Digits.counted(images, "image", "images") + " of "
                + Digits.counted(patients, "patient", "patients") + " that count; each is decoded once.";
        if (plan.recognition().recogniser() != null) {
            return listed + " The given network scores each; none is taught.";
        }
        int networks = plan.split().kindFor(patients) == SplitPlan.Kind.FOLDS
                ? plan.split().folds()
                : 1;
        int epochs = plan.recognition().training().passes().epochs();
        long most = (long) networks * epochs * images;
        String ladder = plan.ladder().readers().isEmpty() ? "" : " Readers of the ladder are taught beside.";
        String routes =
                plan.routes().asksForNothing() ? "" : " Routes come on top; their price is told when it is over.";
        return listed + " " + Digits.counted(networks, "network is taught", "networks are taught")
                + (networks == 1 ? ", in" : ", each in") + " at most " + Digits.counted(epochs, "pass", "passes")
                + " over its part of them: fewer than " + Digits.counted(most, "image", "images") + " of "
                + plan.images().pixels().side() + " pixels a side go through networks." + measured(pace, most) + ladder
                + routes;
    }

    private static String measured(Supplier<TrainingPace> pace, long most) {
        try {
            TrainingPace here = pace.get();
            return " Measured here, on made-up images: " + Digits.significant(here.imagesPerSecond(), 2)
                    + " images/s, so that teaching takes at most about "
                    + Durations.words(Math.max(1, here.seconds(most)))
                    + "; reading the images, scores and statistics come"
                    + " on top.";
        } catch (InvalidInputException e) {
            return " Started so, it would end before anything is taught: "
                    + Digits.counted(e.problems().size(), "problem", "problems") + " with its network.";
        }
    }
}

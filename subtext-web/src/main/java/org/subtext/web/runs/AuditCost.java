package org.subtext.web.runs;

import java.io.IOException;
import java.nio.file.Files;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.SplitPlan;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortReader;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.wording.Digits;

/**
 * What an audit amounts to, as far as its table tells: images to decode, networks to teach, passes over images. How
 * long a pass takes is known of no machine before the first one.
 */
final class AuditCost {
    private static final String COURSE =
            " How long a pass takes is known after the first one. Where it stands is told while it goes on; cancelled,"
                    + " it keeps what was done and can be resumed.";

    private AuditCost() {}

    /** In sentences; without a word of the table but counts. */
    static String of(AuditPlan plan) {
        if (!Files.isRegularFile(plan.cohort().table())) {
            return "Its table is made when it starts, so that nothing is known of its size." + COURSE;
        }
        try {
            return of(plan, CohortReader.read(plan.cohort(), Progress.SILENT)) + COURSE;
        } catch (InvalidInputException e) {
            return "Started so, it would end at once: its table cannot be read as the plan asks ("
                    + Digits.counted(e.problems().size(), "problem", "problems") + ").";
        } catch (IOException e) {
            return "Started so, it would end at once: its table cannot be read ("
                    + e.getClass().getSimpleName() + ").";
        }
    }

    private static String of(AuditPlan plan, Cohort cohort) {
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
                + plan.images().pixels().side() + " pixels a side go through networks." + ladder + routes;
    }
}

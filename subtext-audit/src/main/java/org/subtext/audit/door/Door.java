package org.subtext.audit.door;

import java.util.List;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.Diagnosis;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.looks.Look;
import org.subtext.predictions.ScorePlan;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.TrainingPace;
import org.subtext.routes.battery.Battery;
import org.subtext.routes.contract.RoutesPlan;

/**
 * What a face may ask for, of the runs of one folder; {@link LocalDoor} does it on this machine.
 *
 * <p>What takes time comes back at once as a {@link Work}. A run is known by its name, and one work at a time is done
 * on it: a second one is refused. Thread-safe.
 */
public interface Door extends ReadingDoor {
    /**
     * Starts an audit of images, or continues one; the plan names the run.
     *
     * @param resume whether an earlier run of the same plan is continued
     * @param follower hears of everything from the beginning
     */
    Work<Answers> audit(AuditPlan plan, boolean resume, Follower follower);

    /** Starts teaching a diagnostic model the findings that the plan names, or continues. */
    Work<Diagnosis.Result> diagnose(AuditPlan plan, boolean resume, Follower follower);

    /** Starts a battery of routes on a finished run, or continues it; what was found before stays among the answers. */
    Work<Answers> explain(String run, RoutesPlan routes, Follower follower);

    /** Starts finding out what a battery would cost on this machine; none of it is run. */
    Work<Battery.Estimate> price(String run, RoutesPlan routes, Follower follower);

    /**
     * Starts finding out how fast this machine would teach the networks of an audit; no image is read and none of it is
     * run.
     */
    Work<TrainingPace> pace(AuditPlan plan, Follower follower);

    /** Starts an audit of somebody's table of scores; what the run of that name held is replaced. */
    Work<Answers> scores(String run, ScorePlan plan, AssessmentPlan how, Follower follower);

    /** Starts a run of harm from a table; what an earlier one of that name held is replaced. */
    Work<HarmAnswers> harm(String run, HarmRequest request, Follower follower);

    /** What this door started and has not ended, for whoever comes back to follow or to cancel it. */
    List<Work<?>> works();

    /**
     * Every look at patients that is noted beside the runs, also of runs that are gone; answered ones in the order of
     * their answers.
     */
    List<Look> looks();

    /**
     * The answers of a finished run.
     *
     * @throws InvalidInputException when there is no such run, or it is not finished
     */
    Answers open(String run);

    /**
     * What a finished run of harm found.
     *
     * @throws InvalidInputException when there is no such run, or it is not finished
     */
    HarmAnswers openHarm(String run);

    /**
     * What a finished run of findings taught, and how well that does.
     *
     * @throws InvalidInputException when there is no such run, or it is not finished
     */
    DiagnosisAnswers openDiagnosis(String run);

    /**
     * The cases of a finished run with their images, to be looked at one by one; whoever asks closes it.
     *
     * @throws InvalidInputException when there is no such run, or it does not keep its images as they were
     */
    CasesOfRun cases(String run);

    /**
     * Tells whether what was read of a run is still what lies in its folder; not whether files of folders in it are.
     *
     * @throws InvalidInputException when that is no name of a run
     */
    Stamps stamps(String run);

    /** How far a run has come that others work on; of no stage where there is none. */
    Course course(String run);
}

package org.subtext.web.pages;

import org.subtext.audit.Stage;
import org.subtext.audit.door.Course;
import org.subtext.audit.door.ProgressEvent;
import org.subtext.audit.door.RunSummary;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.audit.door.RunSummary.State;

/** Where a run has come to, in words: stages and counts of steps, of nobody. */
public final class Standing {
    /** What a finished audit of images has stored without its routes. */
    private static final int STAGES = Stage.values().length - 1;

    private Standing() {}

    /** Of a run that somebody else works on, as its folder tells. */
    static String of(RunSummary run, Course course) {
        if (run.state() != State.RUNNING) {
            return run.answer();
        }
        String step = course.step().isEmpty()
                ? ""
                : "; last: " + course.step() + (course.finished() > 1 ? ", " + course.finished() + " steps" : "");
        return run.answer() + stages(run, course) + step;
    }

    private static String stages(RunSummary run, Course course) {
        if (run.kind() != Kind.IMAGES) {
            return "";
        }
        int done = course.stages().size();
        return done >= STAGES ? ": routes of an audit" : ": " + done + " of " + STAGES + " stages done";
    }

    /** Of one that is worked on here. */
    public static String of(ProgressEvent event) {
        return "Running: " + event.stage() + ", " + event.count() + (event.total() > 0 ? " of " + event.total() : "")
                + " " + event.unit();
    }
}

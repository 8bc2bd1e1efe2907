package org.subtext.silo.enrolment;

/** A site is not enrolled; the reason is what the site is told too. */
public final class RefusedEnrolment extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedEnrolment(String reason) {
        super("The enrolment is refused: " + reason + ".");
    }
}

package org.subtext.looks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Verdict;

/**
 * One look at the patients of a cohort.
 *
 * @param number in its ledger, from 1
 * @param when it was begun or, once there is one, answered
 * @param asked what was asked
 * @param patients who was looked at
 * @param rows a salted hash of rows and recorded classes
 * @param answer null while there is none: the run goes on, or was ended before anybody saw its answer
 * @param otherNames of the patients; null in ledgers of before patients were known again by them
 */
public record Look(
        int number,
        Instant when,
        Asked asked,
        PatientSketch patients,
        String rows,
        @Nullable Answer answer,
        @Nullable OtherNames otherNames) {
    static final int ROW_DIGITS = 32;

    /**
     * A question.
     *
     * @param run the name of the run
     * @param plan its hash
     * @param attribute the recorded attribute asked about
     */
    public record Asked(String run, String plan, String attribute) {}

    /**
     * What was answered.
     *
     * @param rule which tells rules and their parameters apart
     * @param verdict null where several models are compared and no single answer is given
     * @param estimates their hash: equal where the same was computed once more
     * @param margin around one half within which an AUC counts as chance; null in ledgers of before it was noted
     * @param surveyed the columns that a survey ranked; null where there was none
     * @param harm what was said of harm; null where it was not asked about
     */
    public record Answer(
            String rule,
            Verdict.@Nullable Kind verdict,
            String estimates,
            @Nullable Double margin,
            @Nullable List<Surveyed> surveyed,
            @Nullable OfHarm harm) {
        /** An answer about anything but harm. */
        public Answer(
                String rule,
                Verdict.@Nullable Kind verdict,
                String estimates,
                @Nullable Double margin,
                @Nullable List<Surveyed> surveyed) {
            this(rule, verdict, estimates, margin, surveyed, null);
        }

        /** An answer about one attribute. */
        public Answer(String rule, Verdict.@Nullable Kind verdict, String estimates, @Nullable Double margin) {
            this(rule, verdict, estimates, margin, null);
        }
    }

    /**
     * Whether groups are served worse.
     *
     * @param findings how many were assessed
     * @param holdsBack whether what anybody may read of it hides something; null in ledgers of before it was noted
     */
    public record OfHarm(
            int findings,
            org.subtext.harm.Verdict verdict,
            @Nullable Boolean holdsBack) {
        /** Whether something may be hidden. */
        boolean mayHoldBack() {
            return !Boolean.FALSE.equals(holdsBack);
        }

        /** "harm shown in 14 findings". */
        public String words() {
            String said = switch (verdict) {
                case HARM_SHOWN -> "harm shown";
                case HARM_EXCLUDED -> "harm excluded";
                case CANNOT_TELL -> "cannot tell of harm";
                case NOT_ASSESSED -> "harm not assessed";
            };
            return said + " in " + findings + (findings == 1 ? " finding" : " findings");
        }
    }

    /** A column that a survey ranked, and whether it called it detectable. */
    public record Surveyed(String column, boolean detectable) {}

    /** Whether it is at the same patients, by their ids however written, by their images or by their rows. */
    public boolean isAtThePatientsOf(Look other) {
        return patients.isSame(other.patients)
                || rows.equals(other.rows)
                || isRecordedAs(other)
                || other.isRecordedAs(this)
                || otherNames != null && other.otherNames != null && otherNames.areSame(other.otherNames);
    }

    /** Whether the same run asked the same of the same rows. */
    boolean asksTheSameAs(Look other) {
        return asked.equals(other.asked) && asksAlikeOfTheRowsOf(other);
    }

    /**
     * Whether the same plan was asked of the same rows, in whatever run: estimates may be equal of plans that ask more,
     * or of tables that differ elsewhere.
     */
    boolean asksAlikeOfTheRowsOf(Look other) {
        return asked.plan().equals(other.asked.plan())
                && asked.attribute().equals(other.asked.attribute())
                && rows.equals(other.rows)
                && patients.isSame(other.patients);
    }

    /**
     * Whether both are answers on harm, to different questions about some of the same patients, of which one holds
     * something back that the other may tell; or to two plans about one attribute of the same patients, as at two
     * thresholds, between which few may lie.
     */
    boolean givesAwayWith(Look other) {
        OfHarm here = answer == null ? null : answer.harm();
        OfHarm there = other.answer == null ? null : other.answer.harm();
        return here != null
                && there != null
                && !asksAlikeOfTheRowsOf(other)
                && (here.mayHoldBack()
                        || there.mayHoldBack()
                        || asked.attribute().equals(other.asked.attribute()))
                && (isAtThePatientsOf(other) || shareIn(other) > 0);
    }

    /** Whether these are, without their ids, the other's rows. */
    private boolean isRecordedAs(Look other) {
        return otherNames != null && otherNames.recorded().equals(other.rows);
    }

    /** About which share of these patients is also in the other look, by whatever name most are. */
    double shareIn(Look other) {
        double byId = patients.shareIn(other.patients).orElse(0);
        return otherNames == null || other.otherNames == null
                ? byId
                : Math.max(byId, otherNames.shareIn(other.otherNames));
    }
}

package org.subtext.report.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.statistics.Estimate;

/**
 * How many cases of a class, and of the others, lie on the right side of its operating point, as it may be told beside
 * the table of readings.
 *
 * <p>Both cut the same scores: the difference of their counts is how many score between the cuts. Where it is 1 to k −
 * 1 the readings are told, and of the operating point only that it lies within k cases of them.
 *
 * @param own cases of the class at or above the threshold
 * @param others cases of the other classes below it
 */
public record OperatingCounts(Count own, Count others) {
    /**
     * One count.
     *
     * @param count the truth
     * @param of cases that it is a share of
     * @param least the least it may be, for all that is told
     * @param most likewise; the same where it is told to the last
     * @param isHidden whether nothing of it is told
     */
    public record Count(int count, int of, int least, int most, boolean isHidden) {
        static final Count NONE = new Count(0, 0, 0, 0, true);

        static Count hidden(int count, int of) {
            return new Count(count, of, 0, of, true);
        }

        static Count exactly(int count, int of) {
            return new Count(count, of, count, count, false);
        }

        /** Whether it is told as lying between two bounds. */
        public boolean isBetween() {
            return !isHidden && least < most;
        }

        /** Whether it is a number that anybody may know, and not one of few or of all but a few. */
        boolean isKnown(int smallest) {
            return !isHidden && least == most && !isFew(count, smallest) && !isFew(of - count, smallest);
        }
    }

    /**
     * For each class of a level, in order.
     *
     * @param readings as they are told, {@code [read][recorded]}; null where there are none
     */
    public static List<OperatingCounts> of(
            LevelAssessment level, HiddenClasses classes, @Nullable SmallCells readings, int smallest) {
        List<OperatingCounts> counts = new ArrayList<>();
        for (int c = 0; c < level.classes().size(); c++) {
            ClassAssessment one = level.classes().get(c);
            if (smallest > 1 && classes.isHidden(c)) {
                counts.add(new OperatingCounts(Count.NONE, Count.NONE));
                continue;
            }
            counts.add(new OperatingCounts(
                    told(one.sensitivity(), one.positives(), rightlyRead(level, readings, c), smallest),
                    told(one.specificity(), one.negatives(), rightlyNotRead(level, readings, c), smallest)));
        }
        if (counts.size() == 2) {
            // The two classes' operating points cut one score, and need not cut it at the same place.
            OperatingCounts first = counts.get(0);
            OperatingCounts second = counts.get(1);
            counts.set(
                    0,
                    new OperatingCounts(
                            beside(first.own, second.others, smallest), beside(first.others, second.own, smallest)));
        }
        return counts;
    }

    private static Count beside(Count one, Count told, int smallest) {
        boolean areExact = one.isKnown(smallest) && told.isKnown(smallest);
        return areExact && isFew(Math.abs(one.count - told.count), smallest) ? Count.hidden(one.count, one.of) : one;
    }

    private static Count told(Estimate share, int of, int reading, int smallest) {
        if (!share.isDefined()) {
            return Count.NONE;
        }
        int count = (int) Math.round(share.valueOr(0) * of);
        if (reading < 0
                || isFew(count, smallest)
                || isFew(of - count, smallest)
                || !isFew(Math.abs(count - reading), smallest)) {
            return Count.exactly(count, of);
        }
        int least = Math.max(0, count > reading ? reading : reading - smallest);
        int most = Math.min(of, count > reading ? reading + smallest : reading);
        return most - least < smallest ? Count.hidden(count, of) : new Count(count, of, least, most, false);
    }

    /** Cases of the class that are read as it; −1 where that is not told. */
    private static int rightlyRead(LevelAssessment level, @Nullable SmallCells readings, int c) {
        return readings == null || readings.isHidden(c, c)
                ? -1
                : level.confusion().get(c).get(c);
    }

    /** Cases of the others that are not read as the class; −1 where that is not told. */
    private static int rightlyNotRead(LevelAssessment level, @Nullable SmallCells readings, int c) {
        int mistaken = 0;
        for (int recorded = 0; recorded < level.confusion().size(); recorded++) {
            if (recorded != c) {
                if (readings == null || readings.isHidden(c, recorded)) {
                    return -1;
                }
                mistaken += level.confusion().get(recorded).get(c);
            }
        }
        return level.classes().get(c).negatives() - mistaken;
    }

    /** Whether both counts are told as they are: a ROC curve through the operating point tells them. */
    public boolean areExact() {
        return !own.isHidden && !others.isHidden && !own.isBetween() && !others.isBetween();
    }

    /**
     * Where a class's score is cut, by what is told: how many of the class, and of the others, lie below; −1 if not.
     */
    public record Cut(int below, int othersBelow) {}

    /** All cuts of a class's score that are told of in numbers. */
    public static List<Cut> cuts(
            List<OperatingCounts> counts, LevelAssessment level, @Nullable SmallCells readings, int c, int smallest) {
        List<Cut> cuts = new ArrayList<>();
        OperatingCounts one = counts.get(c);
        cuts.add(new Cut(
                one.own.isKnown(smallest) ? one.own.of - one.own.count : -1,
                one.others.isKnown(smallest) ? one.others.count : -1));
        if (counts.size() == 2) {
            OperatingCounts other = counts.get(1 - c);
            cuts.add(new Cut(
                    other.others.isKnown(smallest) ? other.others.of - other.others.count : -1,
                    other.own.isKnown(smallest) ? other.own.count : -1));
            int read = rightlyRead(level, readings, c);
            int notRead = rightlyNotRead(level, readings, c);
            cuts.add(new Cut(read < 0 ? -1 : level.classes().get(c).positives() - read, notRead));
        }
        return cuts;
    }

    static boolean isFew(int count, int smallest) {
        return count > 0 && count < smallest;
    }
}

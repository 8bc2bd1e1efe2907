package org.subtext.audit.compare;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** What comes of comparing two runs, as anybody may be told of it; names are labels. */
public sealed interface Comparison {
    /** What differs between audits of images and scores. */
    String AUC = "AUC";

    /** Whether they could be compared. */
    boolean isComparable();

    /**
     * They could.
     *
     * @param first name of a run
     * @param second name of the run whose numbers are taken off the first one's
     * @param attribute recorded, that both ask about
     * @param unit what one case is
     * @param common patients that both assessed, on whom alone numbers stand; null where that would tell of few
     * @param who the same in a sentence
     * @param measure what differs: AUC, or rate
     * @param tests how p-values were made
     * @param differences of the mean over classes, then of each class; of runs of harm by finding, rate and group
     * @param notes what a reader should know, a sentence each
     * @param limits what it does not say
     * @param sources the files that were read
     */
    record Compared(
            String first,
            String second,
            String attribute,
            String unit,
            @Nullable Integer common,
            String who,
            String measure,
            String tests,
            List<Difference> differences,
            List<String> notes,
            String limits,
            List<Source> sources)
            implements Comparison {
        public Compared {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
            sources = List.copyOf(sources);
        }

        @Override
        public boolean isComparable() {
            return true;
        }

        /** What was taken off what, of whom. */
        public String about() {
            return first + " less " + second + ", recorded " + attribute + ", one case "
                    + (unit.equals("image") ? "an " : "a ") + unit + ". " + who + ".";
        }

        /** Of values that are printed. */
        public int decimals() {
            return measure.equals(AUC) ? 3 : 2;
        }

        /** How intervals and p-values were made; empty where there is no interval. */
        public Optional<String> methods() {
            Map<String, Long> methods = differences.stream()
                    .filter(one -> one.level() != null)
                    .collect(groupingBy(
                            one -> Percent.exact(Objects.requireNonNull(one.level())) + " %, " + one.method(),
                            LinkedHashMap::new,
                            counting()));
            if (methods.isEmpty()) {
                return Optional.empty();
            }
            boolean isOfAll = methods.containsValue((long) differences.size());
            String each = methods.entrySet().stream()
                    .map(method -> method.getKey()
                            + (isOfAll ? "" : " (" + Digits.counted(method.getValue(), "row", "rows") + ")"))
                    .collect(joining("; "));
            return Optional.of("Intervals: " + each + ". p: two-sided, " + tests + ".");
        }
    }

    /**
     * They could not.
     *
     * @param reason in a sentence
     */
    record NotComparable(String first, String second, String reason) implements Comparison {
        @Override
        public boolean isComparable() {
            return false;
        }
    }

    /**
     * One number in both runs, on the same patients.
     *
     * @param of a class against the rest, or the mean over classes; a group's rate, or a gap
     * @param first AUC or rate, rounded as it is printed; null where not told
     * @param second the same of the other run
     * @param difference first less second; null where not told
     * @param lower end of its interval; null without one
     * @param upper end of its interval; null without one
     * @param level coverage; null without an interval
     * @param method of the interval; empty without one
     * @param p two-sided, corrected; null without one
     * @param text of the difference
     * @param reason why something is not told or not defined; empty where all is
     */
    record Difference(
            String of,
            @Nullable Double first,
            @Nullable Double second,
            @Nullable Double difference,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double level,
            String method,
            @Nullable Double p,
            String text,
            String reason) {}

    /** A file that was read. */
    record Source(String run, String file, String sha256) {}
}

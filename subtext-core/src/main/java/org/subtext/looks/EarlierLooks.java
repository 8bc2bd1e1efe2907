package org.subtext.looks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Verdict;
import org.subtext.wording.Lists;

/**
 * What the reader of an answer should know of the looks before it. Holds no count of patients, so that it may be
 * shared.
 *
 * @param same earlier answers about the same patients, oldest first
 * @param unanswered runs on the same patients that were begun before and gave no answer
 * @param sharingMost earlier looks at other cohorts that hold at least half of these patients
 * @param sharingSome earlier looks at other cohorts that hold fewer of them, and some
 * @param unrecorded runs beside this one of which the ledger has no look
 * @param surveys earlier surveys of columns of these patients, or of some of them, oldest first
 * @param givingAway earlier answers on harm to another question about these patients, or some of them, where that
 *     answer or this one holds something back, or both are about one attribute
 */
public record EarlierLooks(
        List<Earlier> same,
        int unanswered,
        int sharingMost,
        int sharingSome,
        int unrecorded,
        List<Survey> surveys,
        int givingAway) {
    /** Without a survey, and without an answer that would tell what another holds back. */
    public EarlierLooks(List<Earlier> same, int unanswered, int sharingMost, int sharingSome, int unrecorded) {
        this(same, unanswered, sharingMost, sharingSome, unrecorded, List.of(), 0);
    }

    /**
     * A survey of columns.
     *
     * @param attribute that is asked about now
     * @param columns how many it ranked
     * @param detectable whether it called the attribute so; null where it did not rank it
     */
    public record Survey(
            String attribute, int columns, @Nullable Boolean detectable) {
        private String words() {
            return "surveyed " + columns + " columns"
                    + (detectable == null
                            ? ""
                            : " and ranked recorded " + attribute + " as “" + (detectable ? "detectable" : "not shown")
                                    + "”");
        }
    }

    /**
     * An earlier answer.
     *
     * @param attribute asked about
     * @param verdict null where several models were compared
     * @param repeated whether exactly the same was asked of the same rows and computed, to the last digit
     * @param otherMargin the margin that was its own; null where it was this one's, or is not known
     * @param harm what was said of harm; null where it was not asked about
     */
    public record Earlier(
            String attribute,
            Verdict.@Nullable Kind verdict,
            boolean repeated,
            @Nullable Double otherMargin,
            Look.@Nullable OfHarm harm) {
        /** About anything but harm. */
        public Earlier(
                String attribute, Verdict.@Nullable Kind verdict, boolean repeated, @Nullable Double otherMargin) {
            this(attribute, verdict, repeated, otherMargin, null);
        }

        private String said() {
            if (harm != null) {
                return "said “" + harm.words() + "”";
            }
            return verdict == null ? "compared several models" : "answered “" + verdict.words() + "”";
        }

        private String words() {
            return said() + " for recorded " + attribute
                    + (otherMargin == null ? "" : String.format(Locale.ROOT, " at a margin of %.2f", otherMargin));
        }
    }

    public EarlierLooks {
        same = List.copyOf(same);
        surveys = List.copyOf(surveys);
    }

    /** Whether nothing is recorded that could have told anything of these patients before, and no record is missing. */
    public boolean isFirst() {
        return same.isEmpty()
                && surveys.isEmpty()
                && unanswered == 0
                && sharingMost == 0
                && sharingSome == 0
                && unrecorded == 0;
    }

    /** Which look at these patients the answer is, from 1. */
    public int ordinal() {
        return same.size() + surveys.size() + 1;
    }

    /** All of it in a few sentences. */
    public String sentence() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "This is the " + ordinalWord(ordinal()) + " look at these patients that is recorded beside these runs"
                        + (ordinal() == 1 ? "." : "; " + before() + "."));
        long repeated = same.stream().filter(Earlier::repeated).count();
        if (repeated > 0) {
            sentences.add(many(repeated, "earlier look", "earlier looks") + " computed exactly the same.");
        }
        if (unanswered > 0) {
            sentences.add(many(unanswered, "further run", "further runs")
                    + " on these patients had been begun and gave no answer.");
        }
        if (sharingMost > 0) {
            sentences.add(many(
                            sharingMost,
                            "earlier look was at a cohort that holds",
                            "earlier looks were at cohorts that hold")
                    + " at least half of these patients.");
        }
        if (sharingSome > 0) {
            sentences.add(many(
                            sharingSome,
                            "earlier look was at a cohort that holds",
                            "earlier looks were at cohorts that hold")
                    + " some of these patients.");
        }
        if (sharingMost + sharingSome > 0) {
            sentences.add("Where few patients are in one of two such cohorts alone, both answers together can tell of"
                    + " them: share one of the two.");
        }
        if (unrecorded > 0) {
            sentences.add("Of " + (unrecorded == 1 ? "one run" : unrecorded + " runs")
                    + " beside this one the ledger has no look, so nobody knows whether it was at these patients.");
        }
        if (givingAway > 0) {
            sentences.add((givingAway == 1 ? "One of the earlier answers" : givingAway + " of the earlier answers")
                    + " asked otherwise of these patients, or of some of them. Where one of two holds a small group back,"
                    + " or both differ by few, as at thresholds near each other, the two together tell of these: what"
                    + " one tells less what the other tells. Share one of them, and not both.");
        }
        if (!isFirst()) {
            sentences.add("The error rates of the rule are those of a first look.");
        }
        return String.join(" ", sentences);
    }

    private String before() {
        Map<String, Integer> times = new LinkedHashMap<>();
        surveys.forEach(survey -> times.merge(survey.words(), 1, Integer::sum));
        same.forEach(earlier -> times.merge(earlier.words(), 1, Integer::sum));
        List<String> all = new ArrayList<>();
        times.forEach((words, count) -> all.add(count == 1 ? words : words + " (" + count + " times)"));
        return (ordinal() == 2 ? "the earlier one " : "the earlier ones ") + Lists.and(all);
    }

    private static String many(long count, String one, String more) {
        return count == 1 ? "One " + one : count + " " + more;
    }

    private static String ordinalWord(int n) {
        int tens = n % 100;
        String ending = tens >= 11 && tens <= 13
                ? "th"
                : switch (n % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return n == 1 ? "first" : n + ending;
    }
}

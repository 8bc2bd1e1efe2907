package org.subtext.bench.routes;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One phantom's row of the table.
 *
 * @param phantom its name
 * @param planted in words
 * @param seed of phantom, split and training
 * @param verdict of the audit, in words
 * @param auc at patient level, with its interval {@code lower} to {@code upper}; NaN where undefined
 * @param pointedAt the strongest first
 * @param judgements one a pointer
 * @param result {@link #HIT}, {@link #MISS}, {@link #SILENT} or {@link #FALSE_ALARM}
 * @param seconds audit and battery, wall clock
 */
record Outcome(
        String phantom,
        String planted,
        long seed,
        String verdict,
        double auc,
        double lower,
        double upper,
        List<String> pointedAt,
        List<Judgement> judgements,
        String result,
        double seconds) {
    /** The strongest pointer of the planted kind is what was planted. */
    static final String HIT = "hit";

    /** It is not, or there is none. */
    static final String MISS = "miss";

    /** Nothing was planted, nothing revealed and nothing pointed at. */
    static final String SILENT = "silent";

    /** Nothing was planted, and the audit revealed something or the battery pointed at something. */
    static final String FALSE_ALARM = "false alarm";

    Outcome {
        pointedAt = List.copyOf(pointedAt);
        judgements = List.copyOf(judgements);
    }

    /** Pointers at what was not planted. */
    long falseAlarms() {
        return judgements.stream().filter(one -> one == Judgement.FALSE_ALARM).count();
    }

    static String csvHeader() {
        return "phantom,planted,seed,verdict,auc,lower,upper,pointed_at,judgements,result,false_alarms,seconds";
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%s,\"%s\",%d,%s,%.4f,%.4f,%.4f,\"%s\",\"%s\",%s,%d,%.0f",
                phantom,
                planted,
                seed,
                verdict,
                auc,
                lower,
                upper,
                String.join("; ", pointedAt),
                judgements.stream().map(Outcome::words).collect(Collectors.joining("; ")),
                result,
                falseAlarms(),
                seconds);
    }

    static String markdownHeader() {
        return "| planted | seed | verdict | AUC | pointed at, strongest first | result | false alarms |\n"
                + "|---|---|---|---|---|---|---|";
    }

    String markdown() {
        StringBuilder pointers = new StringBuilder();
        for (int i = 0; i < pointedAt.size(); i++) {
            pointers.append(i == 0 ? "" : "; ").append(pointedAt.get(i));
            pointers.append(judgements.get(i) == Judgement.FALSE_ALARM ? " (false alarm)" : "");
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.3f (%.3f–%.3f) | %s | %s | %d |",
                planted,
                seed,
                verdict,
                auc,
                lower,
                upper,
                pointers.isEmpty() ? "nothing" : pointers,
                result,
                falseAlarms());
    }

    private static String words(Judgement judgement) {
        return judgement.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

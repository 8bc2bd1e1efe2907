package org.subtext.audit.listing;

import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Verdict;
import org.subtext.report.ReportContent;
import org.subtext.report.ResultTable;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmPage;

/**
 * What a list tells of a run's answer, as anybody may be told.
 *
 * @param attribute asked about
 * @param verdict null where several models were compared, and of harm
 * @param harm the answer on harm; null of everything else
 * @param size how many were assessed, in words; null where that is hidden
 */
public record ListedAnswer(
        String attribute,
        Verdict.@Nullable Kind verdict,
        org.subtext.harm.@Nullable Verdict harm,
        @Nullable String size) {
    /** Of an audit of images, scores or embeddings. */
    public static ListedAnswer of(ReportContent content) {
        Verdict verdict = content.assessment().verdict();
        return new ListedAnswer(
                content.assessment().attribute(),
                verdict == null ? null : verdict.kind(),
                null,
                ResultTable.size(content).orElse(null));
    }

    /** Of a run of harm. */
    public static ListedAnswer of(HarmContent content) {
        return new ListedAnswer(
                content.plan().about(),
                null,
                content.verdict(),
                HarmPage.sizes(content).orElse(null));
    }
}

package org.subtext.silo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.subtext.report.charts.NumberText;
import org.subtext.silo.sums.ScopeFigures;
import org.subtext.silo.sums.SiteFigures;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Columns;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** The result of an audit across sites, as a block of plain text of {@value #WIDTH} columns. */
public final class SitesSummary {
    /** Columns of the block. */
    public static final int WIDTH = 92;

    private static final int NAME = 26;
    private static final String ROW = "  %-26s %12s   %s";

    private SitesSummary() {}

    /**
     * The block.
     *
     * @param where what was written: a path
     */
    public static String of(SitesContent content, String where) {
        SummedAudit audit = content.audit();
        SitesSentences sentences = new SitesSentences(content);
        List<String> lines = new ArrayList<>();
        lines.add("ACROSS " + Digits.counted(audit.sites(), "SITE", "SITES"));
        lines.addAll(Columns.wrapped(sentences.answer(), "", WIDTH));
        lines.add(row("", "patients", "AUC (" + Percent.exact(SummedAudit.LEVEL) + " % CI)"));
        for (SiteFigures site : audit.own()) {
            String patients =
                    Digits.count(site.patientsWithPositives()) + " + " + Digits.count(site.patientsWithNegatives());
            lines.add(
                    site.auc().isDefined()
                            ? row(site.site() + " alone", patients, SitesSentences.own(site))
                            : row(site.site() + " alone", "", "not told"));
        }
        ScopeFigures everyone = audit.everyone();
        lines.add(row("within sites", "", cell(everyone.auc().within())));
        lines.add(row("pooled", "", cell(everyone.auc().pooled())));
        lines.add(row("random effects", "", cell(sentences.joined())));
        content.pooled().ifPresent(rows -> {
            lines.add(row("rows: within sites", "", cell(rows.within())));
            lines.add(row("rows: pooled", "", cell(rows.auc())));
        });
        sentences.certain().ifPresent(text -> lines.addAll(Columns.wrapped(text, "", WIDTH)));
        lines.addAll(Columns.wrapped(sentences.heterogeneity(), "", WIDTH));
        sentences.notes().forEach(note -> lines.addAll(Columns.wrapped("Note: " + note, "  ", WIDTH)));
        long bytes = content.left().stream().mapToLong(SitesContent.Left::bytes).sum();
        lines.add("Left all houses together: " + Digits.count(bytes) + " bytes of numbers, no row.");
        lines.add("Report: " + where);
        return String.join("\n", lines) + "\n";
    }

    private static String row(String name, String patients, String auc) {
        return String.format(Locale.ROOT, ROW, Columns.fitted(name, NAME), patients, auc)
                .stripTrailing();
    }

    private static String cell(Estimate estimate) {
        return estimate.isDefined() ? NumberText.cell(estimate) : "not told";
    }
}

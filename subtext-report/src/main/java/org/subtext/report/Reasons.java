package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/**
 * Why cells of a table hold a dash or are hidden: narrow cells take no sentence, so the reasons stand below. Not
 * thread-safe.
 */
final class Reasons {
    private record Row(String name, Estimate.Undefined why) {}

    private final Map<Row, List<String>> columns = new LinkedHashMap<>();

    /** The estimate with its interval; a mark where there is none, whose reason is kept. */
    String cell(String row, String column, Estimate estimate) {
        return noted(row, column, estimate) ? NumberText.none(estimate) : NumberText.cell(estimate);
    }

    /** A p value, or a mark whose reason is kept. */
    String p(String row, String column, Estimate estimate) {
        return noted(row, column, estimate) ? NumberText.none(estimate) : NumberText.p(estimate);
    }

    /** The bare value, or a mark whose reason is kept. */
    String value(String row, String column, Estimate estimate, int digits) {
        return noted(row, column, estimate) ? NumberText.none(estimate) : Digits.fixed(estimate.valueOr(0), digits);
    }

    /** A share that may give counts away, or a mark whose reason is kept. */
    String share(String row, String column, Estimate share, int denominator, int smallest) {
        return noted(row, column, share) ? NumberText.none(share) : ShareText.of(share, denominator, smallest);
    }

    /** Writes a small paragraph of what was undefined, and one of what is hidden. */
    void writeTo(Page page) {
        write(page, "– ", false);
        write(page, "", true);
    }

    private void write(Page page, String mark, boolean isHidden) {
        List<String> sentences = new ArrayList<>();
        columns.forEach((row, names) -> {
            if (row.why().isHidden() == isHidden) {
                sentences.add(row.name() + " (" + String.join(", ", names) + "): " + NumberText.notDefined(row.why())
                        + ", " + row.why().reason());
            }
        });
        if (!sentences.isEmpty()) {
            page.small(mark + String.join("; ", sentences) + ".");
        }
    }

    private boolean noted(String row, String column, Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            columns.computeIfAbsent(new Row(row, undefined), key -> new ArrayList<>())
                    .add(column);
            return true;
        }
        return false;
    }
}

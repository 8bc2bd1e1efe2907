package org.subtext.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/**
 * Why cells of a table hold a dash: narrow cells take no sentence, so the reasons stand below. Not thread-safe.
 */
final class Reasons {
    private record Row(String name, String reason) {}

    private final Map<Row, List<String>> columns = new LinkedHashMap<>();

    /** The estimate with its interval; a dash where it is undefined, whose reason is kept. */
    String cell(String row, String column, Estimate estimate) {
        return noted(row, column, estimate) ? "–" : NumberText.cell(estimate);
    }

    /** A p value, or a dash whose reason is kept. */
    String p(String row, String column, Estimate estimate) {
        return noted(row, column, estimate) ? "–" : NumberText.p(estimate);
    }

    /** The bare value, or a dash whose reason is kept. */
    String value(String row, String column, Estimate estimate, int digits) {
        return noted(row, column, estimate) ? "–" : Digits.fixed(estimate.valueOr(0), digits);
    }

    /** A share that may give counts away, or a dash whose reason is kept. */
    String share(String row, String column, Estimate share, int denominator, int smallest) {
        return noted(row, column, share) ? "–" : ShareText.of(share, denominator, smallest);
    }

    /** Writes one small paragraph, if anything was undefined. */
    void writeTo(Page page) {
        List<String> sentences = new ArrayList<>();
        columns.forEach((row, names) ->
                sentences.add(row.name() + " (" + String.join(", ", names) + "): not defined, " + row.reason()));
        if (!sentences.isEmpty()) {
            page.small("– " + String.join("; ", sentences) + ".");
        }
    }

    private boolean noted(String row, String column, Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            columns.computeIfAbsent(new Row(row, undefined.reason()), key -> new ArrayList<>())
                    .add(column);
            return true;
        }
        return false;
    }
}

package org.subtext.report.harm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/** Intersections of the groups with other columns, each rate drawn towards all others. */
final class CrossSection {
    private final Page page;
    private final HarmShown shown;

    private CrossSection(Page page, HarmShown shown) {
        this.page = page;
        this.shown = shown;
    }

    static void write(Page page, HarmShown shown) {
        if (shown.drawn().stream()
                .anyMatch(finding -> !finding.beside().intersections().isEmpty())) {
            new CrossSection(page, shown).write();
        }
    }

    private void write() {
        page.section("intersections", "Intersections");
        page.paragraph(
                "A cell of few images is drawn towards what its group and its other value have in common, by as much as"
                        + " its size allows (main effects of both on the scale of log odds, and a normal effect of each"
                        + " cell). Intervals are by patient, around the whole fit. Cells are shown in the order of their"
                        + " names and rank nobody.");
        boolean isAny = false;
        for (String column : shown.content().plan().comparison().strata()) {
            for (Rate rate : shown.content().plan().rates()) {
                isAny |= table(column, rate);
            }
        }
        if (!isAny) {
            page.paragraph("No cell is large enough to be told of.");
        }
    }

    /** @return whether there is a cell to tell of */
    private boolean table(String column, Rate rate) {
        List<String> values = values(column, rate);
        List<String> headers = new ArrayList<>(List.of("Group"));
        headers.addAll(values);
        Table table = new Table(
                "Pooled " + HarmSentences.words(rate) + " of " + shown.attribute() + " by " + column + "."
                        + (shown.told().isInternal()
                                ? " In square brackets: images that the rate counts, of those that it is a share of."
                                : " Cells of few images are pooled and not shown; groups whose rates are not told are neither.")
                        + shown.leftOut(),
                headers);
        for (HarmShown.Both finding : shown.drawn()) {
            finding.beside().intersections().stream()
                    .filter(one -> one.column().equals(column) && one.rate() == rate)
                    .map(one -> shown.beside().told(finding.assessed(), one))
                    .filter(one -> one.cells().stream().anyMatch(one::isTold))
                    .forEach(one -> rows(table, finding, rate, one, values));
        }
        if (!table.isEmpty()) {
            page.table(table);
        }
        return !table.isEmpty();
    }

    /** Those of which some group has a cell that is told: a value of few images is not named. */
    private List<String> values(String column, Rate rate) {
        Set<String> values = new LinkedHashSet<>();
        for (HarmShown.Both finding : shown.drawn()) {
            finding.beside().intersections().stream()
                    .filter(one -> one.column().equals(column) && one.rate() == rate)
                    .map(one -> shown.beside().told(finding.assessed(), one))
                    .flatMap(one -> one.cells().stream().filter(one::isTold))
                    .map(BesideGaps.Cell::value)
                    .sorted()
                    .forEach(values::add);
        }
        return List.copyOf(values);
    }

    private void rows(Table table, HarmShown.Both finding, Rate rate, CrossedTold found, List<String> values) {
        table.group(finding.title());
        for (String group : shown.groups()) {
            // no row is not told apart from few
            String none = shown.told().isInternal() ? "–" : NumberText.HIDDEN;
            List<String> cells = new ArrayList<>(List.of(group));
            for (String value : values) {
                cells.add(found.cells().stream()
                        .filter(cell ->
                                cell.group().equals(group) && cell.value().equals(value))
                        .findFirst()
                        .map(cell -> found.isTold(cell) ? text(cell) : NumberText.HIDDEN)
                        .orElse(none));
            }
            table.row(cells);
        }
    }

    private String text(BesideGaps.Cell cell) {
        String pooled = cell.pooled() instanceof Estimate.Known known
                ? IntervalText.around(
                        known.value(),
                        known.interval().lower(),
                        known.interval().upper(),
                        2)
                : cell.pooled().isDefined() ? Digits.fixed(cell.pooled().valueOr(0), 2) : "–";
        return shown.told().isInternal() ? pooled + " [" + cell.hits() + " of " + cell.rows() + "]" : pooled;
    }
}

package org.subtext.report.harm;

import java.util.List;
import java.util.Set;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.groups.Rate;
import org.subtext.wording.Digits;
import org.subtext.wording.Percent;

/** By how much models of one finding differ, group by group. */
final class ModelSection {
    private ModelSection() {}

    static void write(Page page, HarmShown shown) {
        ModelDifferences models = shown.content().models();
        if (models.pairs().isEmpty()) {
            return;
        }
        ModelsTold told = new ModelsTold(shown.content(), shown.told(), NumberText.HIDDEN);
        page.section("models", "Models on the same images");
        page.paragraph(
                "Each model against the first that the table names, both at their own thresholds and on the images"
                        + " that both scored: by how much "
                        + (shown.hasGroups()
                                ? "a group's rate differs, and by how much its gap to " + shown.reference()
                                        + " does. Above 0 the second model has the higher rate, or the larger gap. p by"
                                : "the rate of all patients differs. Above 0 the second model has the higher rate. p by")
                        + " exchanging the models within patients.");
        Table table = new Table(
                "Differences between models. Intervals hold for all "
                        + Digits.counted(models.family().size(), "difference", "differences") + " together at "
                        + Percent.exact(1 - shown.content().plan().decision().alpha()) + " %, p likewise."
                        + (told.hidesAnything()
                                ? " An interval and a p-value would tell how many images only one of the models calls,"
                                        + " and are hidden where those are few: whether the interval holds 0 is told."
                                : ""),
                List.of("Group", "Rate", "First", "Second", "Difference", "p", "Gap differs by", "p of gap"),
                Set.of(1));
        for (ModelDifferences.OfPair pair : models.pairs()) {
            table.group(pair.title() + (pair.reason().isEmpty() ? "" : ": not assessed, " + pair.reason()));
            for (ModelDifferences.OfGroup group : pair.groups()) {
                for (Rate rate :
                        pair.reason().isEmpty() ? shown.content().plan().rates() : List.<Rate>of()) {
                    table.row(
                            group.group(),
                            HarmSentences.words(rate),
                            told.rate(pair, group, rate, false),
                            told.rate(pair, group, rate, true),
                            told.difference(pair, group, rate),
                            told.p(pair, group, rate),
                            told.gap(pair, group, rate),
                            told.pOfGap(pair, group, rate));
                }
            }
        }
        page.table(table);
    }
}

package org.subtext.silo.visits;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;

/** The section of a report that tells of visits. */
public final class VisitsPage {
    private VisitsPage() {}

    /** What can be said in a sentence: first what was never seen, then what travelled worst. */
    public static List<String> sentences(VisitMatrix matrix) {
        List<String> sentences = new ArrayList<>();
        matrix.worstLeftOut()
                .ifPresentOrElse(
                        worst -> sentences.add("At a site that it never saw, a recogniser of all the others together"
                                + " tells " + matrix.positive() + " least at " + worst.site() + ": AUC "
                                + NumberText.withInterval(worst.auc()) + "."),
                        () -> sentences.add("At no site could a recogniser of all the others be assessed."));
        matrix.worstJourney()
                .ifPresent(worst -> sentences.add("Beside what it tells at home, the recogniser of " + worst.from()
                        + " alone does worst at " + worst.at() + ": AUC " + NumberText.withInterval(worst.auc())
                        + " there and " + NumberText.withInterval(matrix.auc(worst.from(), worst.from()))
                        + " at home."));
        return sentences;
    }

    /** Adds the section. */
    public static void addTo(Page page, VisitMatrix matrix) {
        page.section("visits", "At sites that a recogniser never saw");
        sentences(matrix).forEach(page::paragraph);
        Table left = new Table(
                "AUC of " + matrix.positive() + " at each site, by a recogniser of all the others together; "
                        + NumberText.level(0.95) + " intervals by patient.",
                List.of("Site left out", "AUC"),
                Set.of(0));
        matrix.leftOut().forEach(one -> left.row(one.site(), cell(one.auc())));
        page.table(left);
        List<String> headers = new ArrayList<>(List.of("Learnt at"));
        matrix.sites().forEach(site -> headers.add("at " + site));
        Table visits = new Table(
                "AUC of " + matrix.positive() + " of each site's own recogniser, at home and at the others, on patients"
                        + " from whom it did not learn.",
                headers,
                Set.of(0));
        for (String from : matrix.sites()) {
            List<String> row = new ArrayList<>(List.of(from));
            matrix.sites().forEach(at -> row.add(cell(matrix.auc(from, at))));
            visits.row(row);
        }
        page.table(visits);
        page.small(
                "A recogniser travels and an AUC comes back; scores stay where the patients are. A site that has fewer"
                        + " than " + Visits.FEWEST_PATIENTS + " patients of the class, or of another, gives none.");
    }

    private static String cell(Estimate auc) {
        return auc instanceof Estimate.Undefined none ? none.reason() : NumberText.withInterval(auc);
    }
}

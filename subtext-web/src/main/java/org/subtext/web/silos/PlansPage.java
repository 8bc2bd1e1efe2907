package org.subtext.web.silos;

import java.util.List;
import java.util.Set;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Markup;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.site.ConsentWords;
import org.subtext.silo.site.Consideration;
import org.subtext.web.pages.Exhibits;

/** All plans that were offered to a site, and the fingerprints to compare before any of them is believed. */
final class PlansPage {
    private PlansPage() {}

    static Markup notEnrolled(PublicIdentity site) {
        return Markup.fragment(List.of(
                parties(site, List.of()),
                Markup.text("p", "This site is not enrolled yet. Ask the coordinator for an invitation.")));
    }

    static Markup of(PublicIdentity site, CoordinatorCard coordinator, List<Consideration> latestFirst) {
        Markup parties =
                parties(site, List.of("Coordinator", coordinator.address().getAuthority(), coordinator.fingerprint()));
        return Markup.fragment(List.of(
                latestFirst.isEmpty()
                        ? Markup.text(
                                "p", "No plan was offered yet. One that comes appears when the page is read again.")
                        : PlanList.of(
                                List.of("Plan", "Who asks", "Question", "State", "What to do", "Until"),
                                latestFirst.stream().map(PlansPage::row).toList()),
                Markup.text("h2", "Whom to believe"),
                parties,
                Markup.text(
                                "p",
                                "A fingerprint is of keys. Compare the coordinator's by telephone, by a number that you"
                                        + " know; yours is what the coordinator reads to you.")
                        .with("class", "small")));
    }

    private static Markup parties(PublicIdentity site, List<String> coordinator) {
        Page page = Page.forScreen();
        Table table = new Table(
                "Fingerprints to compare by telephone.", List.of("Party", "Called", "Fingerprint"), Set.of(1, 2));
        table.row("This site", site.name().value(), site.fingerprint());
        if (!coordinator.isEmpty()) {
            table.row(coordinator);
        }
        page.table(table);
        return new Exhibits(page.body(), file -> "").shown();
    }

    private static Markup row(Consideration one) {
        return PlanList.row(
                one.plan(),
                one.hash(),
                List.of(
                        one.plan().asked().asker(),
                        one.plan().asked().question(),
                        ConsentWords.state(one),
                        ConsentWords.toDo(one)));
    }
}

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
import org.subtext.wording.Digits;

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
                        : list(latestFirst),
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

    private static Markup list(List<Consideration> plans) {
        Markup head = Markup.tag("tr");
        for (String column : List.of("Plan", "Who asks", "Question", "State", "What to do", "Until")) {
            head = head.add(Markup.text("th", column).with("scope", "col"));
        }
        Markup rows = Markup.tag("tbody");
        for (Consideration plan : plans) {
            rows = rows.add(row(plan));
        }
        return Markup.tag("div")
                .with("class", "table")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Plans")
                .add(Markup.tag("table")
                        .with("class", "runs")
                        .add(Markup.text(
                                "caption", Digits.counted(plans.size(), "plan", "plans") + ", the latest first"))
                        .add(Markup.tag("thead").add(head))
                        .add(rows));
    }

    private static Markup row(Consideration one) {
        Markup name = Markup.text("a", one.plan().name())
                .with("class", "item")
                .with("href", Link.to(one.hash()))
                .with("aria-label", one.plan().name() + ", " + one.hash().abbreviated());
        return Markup.tag("tr")
                .add(Markup.tag("th")
                        .with("scope", "row")
                        .add(name)
                        .add(Markup.tag("br"))
                        .add(Markup.text("span", one.hash().abbreviated()).with("class", "small")))
                .add(Markup.text("td", one.plan().asked().asker()))
                .add(Markup.text("td", one.plan().asked().question()))
                .add(Markup.tag("td")
                        .add(Markup.text("span", ConsentWords.state(one)).with("class", "answer")))
                .add(Markup.text("td", ConsentWords.toDo(one)))
                .add(Markup.text("td", one.plan().expires().substring(0, "2026-12-01".length())));
    }
}

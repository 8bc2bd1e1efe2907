package org.subtext.web.silos;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Markup;
import org.subtext.silo.coordinator.PlanStanding;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.enrolment.Register;
import org.subtext.silo.keys.PartyName;
import org.subtext.web.pages.Exhibits;

/** All plans of a coordinator, and the roster of its sites. */
final class OfferingsPage {
    private OfferingsPage() {}

    static Markup of(
            List<PlanStanding> latestFirst,
            CoordinatorCard card,
            Collection<Register.Party> roster,
            Map<PartyName, Instant> heard) {
        return Markup.fragment(List.of(
                latestFirst.isEmpty()
                        ? Markup.text("p", "No plan was offered yet.")
                        : PlanList.of(
                                List.of("Plan", "Question", "State", "Answers", "Until"),
                                latestFirst.stream().map(OfferingsPage::row).toList()),
                Markup.text("h2", "Roster"),
                roster(roster, heard),
                Markup.text("h2", "This coordinator"),
                Markup.text(
                        "p",
                        "Reached at " + card.address().getAuthority()
                                + ". Fingerprint to be read to a site by telephone: " + card.fingerprint() + ".")));
    }

    private static Markup row(PlanStanding one) {
        return PlanList.row(one.plan(), one.hash(), List.of(one.plan().asked().question(), one.words(), one.answers()));
    }

    private static Markup roster(Collection<Register.Party> roster, Map<PartyName, Instant> heard) {
        if (roster.isEmpty()) {
            return Markup.text("p", "No site is enrolled yet.");
        }
        Page page = Page.forScreen();
        Table table = new Table(
                "Sites that are enrolled and not revoked. When each was heard last is by its own clock.",
                List.of("Site", "Fingerprint", "Certificate until", "Last heard"),
                Set.of(1, 2, 3));
        for (Register.Party site : roster) {
            Instant last = heard.get(site.identity().name());
            table.row(
                    site.identity().name().value(),
                    site.identity().fingerprint(),
                    site.until().toString(),
                    last == null
                            ? "never"
                            : last.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        page.table(table);
        return new Exhibits(page.body(), file -> "").shown();
    }
}

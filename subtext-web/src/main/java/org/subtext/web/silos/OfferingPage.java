package org.subtext.web.silos;

import java.util.List;
import java.util.Set;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Markup;
import org.subtext.silo.coordinator.PlanStanding;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.site.Consideration;
import org.subtext.wording.Lists;

/** Where one plan stands at its coordinator: what came out first, then who said what, how far rounds are. */
final class OfferingPage {
    private final Page page = Page.forScreen();
    private final PlanStanding standing;
    private final SiloPlan plan;
    private final String coordinator;

    /** @param coordinator fingerprint of its keys and authority */
    OfferingPage(PlanStanding standing, String coordinator) {
        this.standing = standing;
        this.plan = standing.plan();
        this.coordinator = coordinator;
    }

    Markup body() {
        standing.result().ifPresent(this::result);
        sites();
        rounds();
        page.section("asked", "What is asked");
        PlanSections.asked(page, plan, standing.hash(), plan.expires(), standing.words(), coordinator);
        page.section("leaves", "What leaves each house, and nothing else");
        PlanSections.outputs(page, plan, Consideration.Output.allOf(plan));
        PlanSections.history(page, standing.steps());
        return page.body();
    }

    private void result(String words) {
        page.section("result", "What came out");
        page.small("As every site was told it; nothing of fewer than "
                + plan.terms().limit() + " patients.");
        page.listing(words);
        page.add(Markup.tag("p")
                .with("class", "save")
                .add(saved("html", "The page with figures (HTML)"))
                .add(" · ")
                .add(saved("json", "Its numbers (JSON)"))
                .add(" · ")
                .add(saved("txt", "These words (text)")));
    }

    private Markup saved(String ending, String words) {
        return Markup.text("a", words)
                .with("class", "item")
                .with("href", Link.toResult(standing.hash(), ending))
                .with("download", "");
    }

    private void sites() {
        page.section("sites", "Who said what");
        Table table = new Table(
                "The last word of each site to this plan (" + standing.answers() + "). It begins with "
                        + plan.parties().quorum() + "; no other site is told who refused.",
                List.of("Site", "Says", "Heard", "Fingerprint"),
                Set.of(1, 2, 3));
        for (PlanStanding.Site site : standing.sites()) {
            table.row(
                    site.identity().name().value(),
                    Lists.capitalised(site.says()),
                    site.answer().map(answer -> answer.at().toString()).orElse("–"),
                    site.identity().fingerprint());
        }
        page.table(table);
    }

    private void rounds() {
        page.section("rounds", "How far the rounds are");
        Table table = new Table(
                "One operation a round. What is opened is a sum over sites, or what each told of itself.",
                List.of("Round", "Operation", "Stands"),
                Set.of(1, 2));
        for (PlanStanding.Round round : standing.rounds()) {
            table.row(Integer.toString(round.number()), round.operation(), Lists.capitalised(round.stands()));
        }
        page.table(table);
    }
}

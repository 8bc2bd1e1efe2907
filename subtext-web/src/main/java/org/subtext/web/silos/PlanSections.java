package org.subtext.web.silos;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.provenance.ContentHash;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanLife;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.site.ConsentWords;
import org.subtext.silo.site.Consideration;
import org.subtext.wording.Lists;

/** What the pages of every party say of a plan alike. */
final class PlanSections {
    private PlanSections() {}

    /**
     * The plan's own words.
     *
     * @param until when it is over
     * @param state where it is in its life
     * @param coordinator by its fingerprint
     */
    static void asked(Page page, SiloPlan plan, ContentHash hash, String until, String state, String coordinator) {
        Table table = new Table("The plan, as its coordinator signed it.", List.of("What", "Says"), Set.of(1));
        table.row("Who asks", plan.asked().asker());
        table.row("Question", plan.asked().question());
        table.row("Purpose", plan.asked().purpose());
        table.row("Until", until);
        table.row("State", state);
        table.row("Coordinator", coordinator);
        table.row("Hash of the plan", hash.hex());
        table.row(
                "Cohort",
                plan.cohort().attribute() + ": "
                        + plan.cohort().classes().stream().map(PlanClass::name).collect(Collectors.joining(", ")));
        plan.cohort().rules().forEach(rule -> table.row("Rule", rule));
        plan.cohort().images().lines().forEach(line -> table.row("Only images", line));
        table.row("Rounds", Lists.capitalised(ConsentWords.rounds(plan)));
        table.row("Privacy", Lists.capitalised(ConsentWords.privacy(plan)));
        page.table(table);
        page.small("The hash is what is approved: with any change it is another plan, which needs another yes.");
    }

    /** Everything that leaves a house. */
    static void outputs(Page page, SiloPlan plan, List<Consideration.Output> all) {
        Table outputs = new Table(
                "Everything that leaves a house, in the order in which it is asked.",
                List.of("Operation", "Size", "What for", "Who can read it", "What it could tell"),
                Set.of(1, 2, 3, 4));
        for (Consideration.Output output : all) {
            outputs.row(
                    output.planned().operation(),
                    ConsentWords.size(output),
                    output.operation().purpose(),
                    Lists.capitalised(ConsentWords.readers(output.operation(), plan)),
                    output.operation().inference());
        }
        page.table(outputs);
    }

    /** What came out, in the words that every site was told. */
    static void result(Page page, SiloPlan plan, String words) {
        page.section("result", "What came out");
        page.small("As every site was told it; nothing of fewer than "
                + plan.terms().limit() + " patients.");
        page.listing(words);
    }

    /** What became of it. */
    static void history(Page page, List<PlanLife.Step> steps) {
        page.section("history", "So far");
        Table table = new Table("What became of the plan here.", List.of("When", "State", "About"), Set.of(1, 2));
        for (PlanLife.Step step : steps) {
            table.row(step.at().toString(), step.state().word(), step.about());
        }
        page.table(table);
    }
}

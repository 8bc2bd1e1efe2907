package org.subtext.web.silos;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.Markup;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.site.ConsentWords;
import org.subtext.silo.site.Consideration;
import org.subtext.silo.sums.Layout;
import org.subtext.wording.Lists;

/** What a yes to a plan would mean, in the order in which an administrator decides; how to give one stands last. */
final class PlanPage {
    private final Page page = Page.forScreen();
    private final Consideration considered;
    private final SiloPlan plan;
    private final boolean areRowsAsSeen;
    private final Optional<String> result;
    private final List<String> left;
    private final Commands commands;

    /**
     * Begins a page.
     *
     * @param areRowsAsSeen false where rows were chosen that cannot be read as they were looked at
     * @param result what came out; empty before it was told
     * @param left what left for the plan, a line for each envelope
     */
    PlanPage(
            Consideration considered,
            boolean areRowsAsSeen,
            Optional<String> result,
            List<String> left,
            Commands commands) {
        this.considered = considered;
        this.result = result;
        this.left = left;
        this.plan = considered.plan();
        this.areRowsAsSeen = areRowsAsSeen;
        this.commands = commands;
    }

    Markup body() {
        toDo();
        result.ifPresent(words -> PlanSections.result(page, plan, words));
        asked();
        rows();
        leaves();
        heldBack();
        before();
        sites();
        decision();
        PlanSections.history(page, considered.steps());
        left();
        return page.body();
    }

    /** Where somebody is waited for, this is said first. */
    private void toDo() {
        String what = ConsentWords.toDo(considered);
        if (!what.isEmpty()) {
            page.add(Markup.tag("section")
                    .with("class", "verdict no-evidence")
                    .with("aria-label", "What to do")
                    .add(Markup.text("p", "This site has to answer: " + what + ".")
                            .with("class", "answer"))
                    .add(Markup.tag("p")
                            .add("How, ")
                            .add(Markup.text("a", "stands at the end").with("href", "#decision"))
                            .add(", after what it would mean.")));
        }
    }

    private void asked() {
        page.section("asked", "What is asked");
        PlanSections.asked(
                page,
                plan,
                considered.hash(),
                plan.expires() + " (" + ConsentWords.remaining(considered) + ")",
                ConsentWords.state(considered),
                considered.coordinator() + " (" + ConsentWords.COMPARE + ")");
    }

    private void rows() {
        page.section("rows", "Rows of this house");
        if (considered.rows().isEmpty()) {
            page.paragraph(
                    areRowsAsSeen
                            ? "None were chosen yet. They are chosen by a look at the plan with them, by the command below;"
                                    + " what would leave can be seen then."
                            : "Rows were chosen for this plan that cannot be used as they are now: they changed or moved"
                                    + " since they were looked at, or this site's ledger does not hold what was"
                                    + " answered. Nobody approved what they would answer. The command below says which"
                                    + " it is.");
            return;
        }
        Consideration.Rows rows = considered.rows().get();
        page.paragraph(Lists.capitalised(ConsentWords.counts(rows, plan)) + ".");
        Table table = new Table(
                Lists.capitalised(ConsentWords.STAYS) + "; columns that are read: " + ConsentWords.columns(rows, plan)
                        + ".",
                List.of("Class", "Images"),
                Set.of(1));
        rows.classes().forEach(one -> table.row(one.name(), ConsentWords.images(one)));
        page.table(table);
        ConsentWords.facts(rows).ifPresent(facts -> page.paragraph(Lists.capitalised(facts) + "."));
        rows.ages().ifPresent(ages -> page.paragraph(Lists.capitalised(ConsentWords.ages(ages)) + "."));
        if (!rows.surprises().isEmpty()) {
            page.heading("Look at");
            page.list(rows.surprises());
        }
        page.paragraph("Not looked at: " + ConsentWords.notLookedAt(plan) + ".");
    }

    private void leaves() {
        page.section("leaves", "What would leave, and nothing else");
        PlanSections.outputs(page, plan, considered.outputs());
        page.paragraph(ConsentWords.SEEN_TOO);
        Table blocks = new Table(
                "What each number is, and between what it lies.", List.of("Numbers", "How many", "Between"), Set.of(2));
        for (Consideration.Output output : considered.outputs()) {
            blocks.group(output.planned().operation());
            for (Layout.Block block : output.operation().layout(plan.terms()).blocks()) {
                blocks.row(
                        block.name(),
                        String.format(Locale.ROOT, "%,d", block.places().size()),
                        ConsentWords.bounds(block));
            }
        }
        page.table(blocks);
        page.heading("Show me the bytes");
        page.add(numbers());
    }

    /** Where the very numbers stand. */
    private Markup numbers() {
        if (considered.rows().isEmpty()) {
            return Markup.text("p", "No rows can be counted now, so that there are no numbers yet.");
        }
        Markup list = Markup.tag("ul").with("class", "questions");
        for (int output = 1; output <= considered.outputs().size(); output++) {
            Consideration.Output one = considered.outputs().get(output - 1);
            String operation = one.planned().operation();
            list = list.add(
                    one.operation().needs().isEmpty()
                            ? Markup.tag("li")
                                    .add(Markup.text("a", operation + ": " + ConsentWords.size(one))
                                            .with("class", "item")
                                            .with("href", Link.toNumbers(considered.hash(), output)))
                            : Markup.text(
                                    "li",
                                    operation + ": "
                                            + ConsentWords.depends(
                                                    one.planned(),
                                                    one.operation().needs())));
        }
        return list;
    }

    private void heldBack() {
        page.section("held-back", "What is held back, and why");
        page.paragraph(Lists.capitalised(ConsentWords.small(plan)) + ".");
        considered.rows().ifPresent(rows -> {
            page.paragraph(Lists.capitalised(ConsentWords.withheld(rows, plan)
                            .orElse("of the plan's groups none is held back with these rows"))
                    + ".");
            if (!rows.flow().isEmpty()) {
                page.list(rows.flow().stream()
                        .map(one -> ConsentWords.leftOut(one, plan))
                        .toList());
            }
        });
    }

    private void before() {
        page.section("before", "Answered before");
        considered.rows().ifPresent(rows -> page.paragraph(Lists.capitalised(ConsentWords.ledger(rows, plan)) + "."));
        if (considered.answered().isEmpty()) {
            page.paragraph("No other plan was answered here.");
        } else {
            Table table = new Table(
                    "What this site's ledger said of other plans.", List.of("Plan", "Hash", "Said"), Set.of(1, 2));
            considered
                    .answered()
                    .forEach(one -> table.row(one.plan(), one.hash().abbreviated(), ConsentWords.answered(one)));
            page.table(table);
        }
        if (considered.before().isEmpty()) {
            page.paragraph(Lists.capitalised(ConsentWords.FIRST) + ".");
            return;
        }
        Consideration.Before last = considered.before().get();
        page.heading("Different from " + last.hash().abbreviated() + ", the last that was approved here");
        page.list(last.differences());
    }

    private void sites() {
        page.section("sites", "Who is asked");
        Table table =
                new Table("Sites, by the fingerprints that the plan fixes.", List.of("Site", "Fingerprint"), Set.of(1));
        for (PublicIdentity site : plan.parties().sites()) {
            table.row(
                    site.name().value() + (site.name().equals(considered.site()) ? " (this site)" : ""),
                    site.fingerprint());
        }
        page.table(table);
    }

    private void decision() {
        page.section("decision", "Yes or no");
        PlanState state = considered.state();
        boolean mayAnswer = state == PlanState.OFFERED || state == PlanState.MAPPED;
        if (considered.isOver()) {
            page.paragraph("Nothing is to be decided: " + ConsentWords.state(considered) + ".");
        } else if (mayAnswer) {
            page.paragraph("No page says yes. A yes is signed with this site's key, by a command that you run on this"
                    + " machine:");
            command(
                    "To look at it with your rows, and to write the bytes that would leave",
                    commands.look(considered.hash()));
            if (state == PlanState.MAPPED) {
                command(
                        "To say yes, for at most so many rounds",
                        commands.approve(considered.hash(), plan.rounds().most()));
            }
            command("To say no; only the coordinator hears it", commands.refuse(considered.hash()));
        } else {
            page.paragraph("Yes was said, to at most " + considered.approvedRounds() + " rounds.");
            command("To take it back from now on", commands.withdraw(considered.hash()));
        }
        page.paragraph(ConsentWords.AFTERWARDS);
    }

    private void command(String what, String command) {
        page.paragraph(what + ":");
        page.listing(command);
    }

    private void left() {
        page.section("left", "What left");
        if (left.isEmpty()) {
            page.paragraph("Nothing left this house for this plan yet.");
            return;
        }
        page.small("An envelope a line; each is kept as it went, and what was in it beside it.");
        page.listing(String.join("\n", left));
    }
}

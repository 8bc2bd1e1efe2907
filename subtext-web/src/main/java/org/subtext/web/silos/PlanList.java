package org.subtext.web.silos;

import java.util.List;
import org.subtext.provenance.ContentHash;
import org.subtext.report.charts.Markup;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.wording.Digits;

/** Plans of a party as a list whose lines lead to their pages. */
final class PlanList {
    private PlanList() {}

    /** @param columns the first is of the plan's name, the last of its end */
    static Markup of(List<String> columns, List<Markup> rows) {
        Markup head = Markup.tag("tr");
        for (String column : columns) {
            head = head.add(Markup.text("th", column).with("scope", "col"));
        }
        return Markup.tag("div")
                .with("class", "table")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Plans")
                .add(Markup.tag("table")
                        .with("class", "plans")
                        .add(Markup.text(
                                "caption", Digits.counted(rows.size(), "plan", "plans") + ", the latest first"))
                        .add(Markup.tag("thead").add(head))
                        .add(Markup.tag("tbody").addAll(rows)));
    }

    /** @param cells between the name and the day on which the plan is over */
    static Markup row(SiloPlan plan, ContentHash hash, List<String> cells) {
        Markup row = Markup.tag("tr")
                .add(Markup.tag("th")
                        .with("scope", "row")
                        .add(Markup.text("a", plan.name())
                                .with("class", "item")
                                .with("href", Link.to(hash))
                                .with("aria-label", plan.name() + ", " + hash.abbreviated()))
                        .add(Markup.tag("br"))
                        .add(Markup.text("span", hash.abbreviated()).with("class", "small")));
        for (String cell : cells) {
            row = row.add(Markup.text("td", cell));
        }
        String day = plan.expires().substring(0, plan.expires().indexOf('T'));
        return row.add(Markup.tag("td").add(Markup.text("time", day).with("datetime", plan.expires())));
    }
}

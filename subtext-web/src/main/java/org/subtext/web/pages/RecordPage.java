package org.subtext.web.pages;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.PlanFile;
import org.subtext.audit.door.HarmAnswers;
import org.subtext.report.Page;
import org.subtext.report.Table;

/** What a run was made of beside its methods: the plan, and of harm the versions and hashes. */
final class RecordPage {
    /** A path, from a root or a drive on, up to the name of what it leads to. */
    private static final Pattern PLACE =
            Pattern.compile("(?<![\\w.])(?:/|[A-Za-z]:[\\\\/])(?:[^\\s/\\\\,\"']+[\\\\/])+");

    private RecordPage() {}

    /** The plan with every default, places of files left out. */
    static void plan(Page page, AuditPlan plan) {
        page.section("plan", "Plan");
        page.small("Every default is spelled out. Of files the names stand here, not where they lie.");
        page.listing(PLACE.matcher(PlanFile.toYaml(plan)).replaceAll("…/"));
    }

    static void harm(Page page, HarmAnswers answers) {
        page.section("record", "Record");
        Table table = new Table("What made it, and of what.", List.of("What", "Value"), Set.of(1));
        answers.record().forEach(table::row);
        page.table(table);
    }
}

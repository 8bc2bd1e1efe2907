package org.subtext.web.images;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.report.charts.Markup;

/** What stands above every picture. */
final class Warnings {
    private Warnings() {}

    /** @param which "1 of 1,840" */
    static List<Markup> all(CasesOfRun cases, String which) {
        List<Markup> warnings = new ArrayList<>(List.of(
                Markup.text("p", which + "; one picture proves nothing.").with("class", "one-of"),
                Markup.text(
                                "p",
                                "These are images of people. Names and dates can be burned into pixels; nothing here looks"
                                        + " for them. Do not pass pictures on.")
                        .with("class", "small must-not")));
        if (!cases.arePixelsVouched()) {
            warnings.add(Markup.text(
                            "p",
                            "The version of the program that made this run noted no hash of the pixels that it keeps: had"
                                    + " somebody changed them since, this page could not tell.")
                    .with("class", "small must-not"));
        }
        return warnings;
    }

    /** What is written over pictures. */
    static String mark(AccessLog log) {
        return log.account() + " · " + Instant.now().truncatedTo(ChronoUnit.MINUTES) + " · audit, not diagnosis";
    }
}

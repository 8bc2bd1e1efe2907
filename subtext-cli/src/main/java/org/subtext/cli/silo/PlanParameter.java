package org.subtext.cli.silo;

import java.io.IOException;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Parameters;

/** Which of a party's plans a command is about. */
final class PlanParameter {
    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = "",
            paramLabel = "PLAN",
            description = "First digits or name of the plan; may be left out where there is one.")
    String name = "";

    OfferedPlan of(SiteHome site) throws IOException {
        return site.plan(name);
    }
}

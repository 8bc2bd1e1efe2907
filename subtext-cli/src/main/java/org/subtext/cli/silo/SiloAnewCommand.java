package org.subtext.cli.silo;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins ledgers anew that are gone. */
@Command(
        name = "anew",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Site: begins its ledgers anew where one is gone or an older copy and the newest cannot be had.",
            "What is there is kept. The reason is noted and shown before every yes from now on, and the site withdraws"
                    + " from the plans that it said yes to: it does not know any more what it answered.",
            ""
        },
        footer = {"", "Example:", "  subtext silo anew --reason \"the disk of 30 November failed, the copy is older\""})
final class SiloAnewCommand implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "What was lost and how; one line.")
    private String reason = "";

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        SiteHome site = folder.site();
        List<String> lost = site.ledgers().problems();
        List<OfferedPlan> withdrawn = site.beginLedgersAnew(reason, site.post());
        lost.forEach(line -> folder.print("Lost          " + line));
        withdrawn.forEach(plan -> folder.print("Withdrawn     from plan "
                + plan.hash().abbreviated() + "; the coordinator hears it from subtext silo join"));
        folder.print("Begun anew    what was answered before is not compared with what is asked from now on");
        return 0;
    }
}

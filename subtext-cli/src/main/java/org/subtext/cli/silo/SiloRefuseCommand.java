package org.subtext.cli.silo;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A no. */
@Command(
        name = "refuse",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Site: says no to a plan. The coordinator hears it with the reason, no other site does.", ""},
        footer = {"", "Example:", "  subtext silo refuse 3f2a91 --reason \"our ethics board has not met\""})
final class SiloRefuseCommand implements Callable<Integer> {
    @Mixin
    private PlanParameter plan = new PlanParameter();

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For the coordinator; one line.")
    private String reason = "";

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        SiteHome site = folder.site();
        OfferedPlan offered = plan.of(site);
        offered.refuse(reason, site, site.post());
        folder.print("Refused       plan " + offered.hash().abbreviated());
        return 0;
    }
}

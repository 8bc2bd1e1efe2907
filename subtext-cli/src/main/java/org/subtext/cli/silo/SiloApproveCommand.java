package org.subtext.cli.silo;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A yes. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Site: says yes to a plan that was inspected with its predictions, for so many rounds.", ""},
        footer = {"", "Example:", "  subtext silo approve 3f2a91 --rounds 7"})
final class SiloApproveCommand implements Callable<Integer> {
    @Mixin
    private PlanParameter plan = new PlanParameter();

    @Option(names = "--rounds", paramLabel = "N", description = "Up to so many rounds; default: all of the plan.")
    private @Nullable Integer rounds;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        SiteHome site = folder.site();
        OfferedPlan offered = plan.of(site);
        int most = rounds == null ? offered.plan().rounds().most() : rounds;
        offered.approve(most, site, site.post());
        folder.print("Approved      plan " + offered.hash().abbreviated() + ", up to " + most
                + " rounds; the coordinator hears it from subtext silo join");
        return 0;
    }
}

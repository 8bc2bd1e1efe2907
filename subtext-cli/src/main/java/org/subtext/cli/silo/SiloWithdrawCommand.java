package org.subtext.cli.silo;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.coordinator.Offering;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a yes, or a plan, back. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Site: takes part no more from now on. Coordinator: takes the plan back.",
            "The future is stopped, not the past: a sum that was opened cannot be taken back.",
            ""
        },
        footer = {"", "Example:", "  subtext silo withdraw 3f2a91 --reason \"consent of our board ended\""})
final class SiloWithdrawCommand implements Callable<Integer> {
    @Mixin
    private PlanParameter plan = new PlanParameter();

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "One line.")
    private String reason = "";

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        if (folder.isCoordinator()) {
            CoordinatorHome home = folder.coordinator();
            Offering offered = home.plan(plan.name);
            offered.withdraw(reason, home.office(), folder.clock());
            folder.print("Withdrawn     plan " + offered.hash().abbreviated() + "; its sites hear it when they call");
        } else {
            SiteHome site = folder.site();
            OfferedPlan offered = plan.of(site);
            offered.withdraw(reason, site, site.post());
            folder.print("Withdrawn     from plan " + offered.hash().abbreviated()
                    + "; sums that were opened before stay as they are");
        }
        return 0;
    }
}

package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.silo.site.ConsentPage;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an administrator sees before a yes. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Site: shows what a yes to a plan would mean, and the bytes that would leave.",
            "That is: who asks what and why, this site's own counts, every number with who can read it and what it could"
                    + " tell, the other sites, and what is different from the last plan that was approved.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext silo inspect --predictions runs/chest/predictions.parquet --bytes what-would-leave"
        })
final class SiloInspectCommand implements Callable<Integer> {
    @Mixin
    private PlanParameter plan = new PlanParameter();

    @Option(
            names = "--bytes",
            paramLabel = "FOLDER",
            description = "Show me the bytes: write exactly what would leave, before masking and sealing.")
    private @Nullable Path bytes;

    @Mixin
    private RowsOptions rows = new RowsOptions();

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        SiteHome site = folder.site();
        OfferedPlan offered = plan.of(site);
        folder.print(ConsentPage.of(offered, site, rows.files()));
        if (bytes != null) {
            folder.print(List.of("", "THE BYTES"));
            folder.print(ConsentPage.bytes(offered, bytes));
        }
        return 0;
    }
}

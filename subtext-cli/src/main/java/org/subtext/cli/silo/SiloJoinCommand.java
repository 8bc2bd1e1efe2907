package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.cli.process.AfterSignal;
import org.subtext.silo.site.CarriedFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.site.SiteService;
import org.subtext.silo.transport.SitePost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The service of a site. */
@AfterSignal(AfterSignal.SAME_AGAIN)
@Command(
        name = "join",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Site: answers what was approved, until it is stopped. All connections go out, to the coordinator's one port.",
            "A site without network takes and packs bundles that are carried instead.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext silo join",
            "  subtext silo join --take from-coordinator.bundle --pack to-coordinator.bundle"
        })
final class SiloJoinCommand implements Callable<Integer> {
    @Option(names = "--take", paramLabel = "FILE", description = "Take a bundle that was carried here.")
    private @Nullable Path take;

    @Option(names = "--pack", paramLabel = "FILE", description = "Pack what is to leave as a bundle, and stop.")
    private @Nullable Path pack;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        SiteHome home = folder.site();
        SitePost post = home.post();
        if (take == null && pack == null) {
            try (SiteService service =
                    SiteService.open(home, post, Optional.of(home.link(folder.environment())), folder::print)) {
                folder.print("Joined        " + home.identity().name() + " calls "
                        + home.coordinator().address());
                service.run(() -> !Thread.currentThread().isInterrupted());
            }
            return 0;
        }
        CarriedFiles carried = new CarriedFiles(home, post);
        if (take != null) {
            folder.print("Taken         " + carried.take(take) + " envelopes of " + take);
        }
        try (SiteService service = SiteService.open(home, post, Optional.empty(), folder::print)) {
            service.work();
        }
        if (pack != null) {
            folder.print("Packed        " + carried.pack(pack) + " envelopes in " + pack
                    + "; its summary.txt says what is in it");
        }
        return 0;
    }
}

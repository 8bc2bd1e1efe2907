package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.cli.process.AfterSignal;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.FolderLock;
import org.subtext.silo.coordinator.CarriedPost;
import org.subtext.silo.coordinator.Conductor;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.transport.Door;
import org.subtext.silo.transport.PostOffice;
import org.subtext.silo.transport.Route;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The service of a coordinator. */
@AfterSignal(AfterSignal.SAME_AGAIN)
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Coordinator: opens its one port and conducts the plans that enough sites approved, until it is stopped.",
            "For a site without network it takes and packs bundles that are carried instead.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext silo serve",
            "  subtext silo serve --site north-clinic --take to-coordinator.bundle --pack from-coordinator.bundle"
        })
final class SiloServeCommand implements Callable<Integer> {
    @Option(names = "--site", paramLabel = "NAME", description = "The site whose bundle is taken or packed.")
    private @Nullable String site;

    @Option(names = "--take", paramLabel = "FILE", description = "Take a bundle of that site.")
    private @Nullable Path take;

    @Option(names = "--pack", paramLabel = "FILE", description = "Pack what waits for that site as a bundle.")
    private @Nullable Path pack;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CoordinatorHome home = folder.coordinator();
        if (take != null || pack != null) {
            carry(home);
            return 0;
        }
        try (FolderLock lock = FolderLock.take(home.folder().resolve("serve.lock"))
                .orElseThrow(() -> new InvalidInputException("Another process serves " + home.folder()
                        + " already. One at a time may: stop the other one."))) {
            PostOffice office = home.office();
            try (Door door = home.openDoor(folder.environment(), office, folder::print)) {
                folder.print(List.of(
                        "Serving       " + home.address(folder.environment()) + ", listening at port " + door.port(),
                        "Fingerprint   " + home.card(folder.environment()).fingerprint()));
                if (home.door(folder.environment()).allowsOpenedTls()) {
                    folder.print(Route.OPENED);
                }
                new Conductor(home, office, folder::print)
                        .run(() -> !Thread.currentThread().isInterrupted());
            }
        }
        return 0;
    }

    private void carry(CoordinatorHome home) throws IOException {
        if (site == null) {
            throw new InvalidInputException("Say which site's bundle is carried: --site NAME.");
        }
        CarriedPost carried = new CarriedPost(home, home.office(), SiloInitCommand.name(site));
        if (take != null) {
            folder.print("Taken         " + carried.take(take, folder::print) + " envelopes of " + take);
        }
        if (pack != null) {
            folder.print("Packed        " + carried.pack(pack) + " envelopes in " + pack);
        }
    }
}

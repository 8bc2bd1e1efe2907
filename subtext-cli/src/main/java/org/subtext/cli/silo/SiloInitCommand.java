package org.subtext.cli.silo;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins the folder of a party. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Begins the folder of a site or a coordinator: makes its keys, which never leave it.", ""},
        footer = {
            "",
            "Example:",
            "  subtext silo init --site north-clinic",
            "  subtext silo init --coordinator silo.example.org --port 8443"
        })
final class SiloInitCommand implements Callable<Integer> {
    /** Whose folder. */
    static final class Party {
        @Option(names = "--site", paramLabel = "NAME", required = true, description = "The folder of a site.")
        @Nullable String site;

        @Option(
                names = "--coordinator",
                paramLabel = "HOST",
                required = true,
                description = "The folder of a coordinator that sites reach under this name or address.")
        @Nullable String host;
    }

    @ArgGroup(multiplicity = "1")
    private Party party = new Party();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8443",
            description = "Port of a coordinator; default: ${DEFAULT-VALUE}.")
    private int port = 8443;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        if (party.site != null) {
            SiteHome site = SiteHome.begin(folder.folder, name(party.site), folder.clock());
            folder.print(List.of(
                    "The site " + site.identity().name() + " begins in " + site.folder(),
                    "Fingerprint   " + site.identity().known().fingerprint(),
                    "Next          ask the coordinator for an invitation, then: subtext silo enrol"));
        } else {
            CoordinatorHome home =
                    CoordinatorHome.begin(folder.folder, String.valueOf(party.host), port, folder.clock());
            folder.print(List.of(
                    "The coordinator begins in " + home.folder(),
                    "Fingerprint   " + home.card(folder.environment()).fingerprint()
                            + "   read it to sites by telephone",
                    "Next          subtext silo serve, and subtext silo enrol --invite NAME for each site"));
        }
        return 0;
    }

    static PartyName name(String text) {
        try {
            return new PartyName(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("\"" + text + "\" is no name of a site. " + e.getMessage() + ".");
        }
    }
}

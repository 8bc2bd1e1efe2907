package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.enrolment.Invitation;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Invites, enrols, renews and revokes. */
@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A coordinator invites a site or revokes one; a site enrols by an invitation or renews its certificate.",
            "An invitation is good once and for 24 hours. The fingerprint is heard by telephone, not read from the file.",
            ""
        },
        footer = {
            "",
            "Example, coordinator, then site:",
            "  subtext silo enrol --invite north-clinic --out north-clinic.invitation",
            "  subtext silo enrol --invitation north-clinic.invitation --fingerprint \"3f2a 91c0 ...\""
        })
final class SiloEnrolCommand implements Callable<Integer> {
    /** What is done. */
    static final class What {
        @Option(
                names = "--invite",
                paramLabel = "NAME",
                required = true,
                description = "Coordinator: invite a site; give --out.")
        @Nullable String invite;

        @Option(
                names = "--revoke",
                paramLabel = "NAME",
                required = true,
                description = "Coordinator: nobody speaks in this site's name from now on.")
        @Nullable String revoke;

        @Option(
                names = "--invitation",
                paramLabel = "FILE",
                required = true,
                description = "Site: enrol; give --fingerprint.")
        @Nullable Path invitation;

        @Option(names = "--renew", required = true, description = "Site: the next certificate, under the same keys.")
        boolean isRenewal;
    }

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the invitation is written.")
    private @Nullable Path out;

    @Option(
            names = "--fingerprint",
            paramLabel = "DIGITS",
            description = "The coordinator's fingerprint, as you heard it by telephone.")
    private @Nullable String fingerprint;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (what.invite != null) {
            invite(what.invite);
        } else if (what.revoke != null) {
            String serial = folder.coordinator()
                    .authority()
                    .register()
                    .revoke(SiloInitCommand.name(what.revoke), folder.clock().instant());
            folder.print("Certificate " + serial + " of " + what.revoke + " is revoked from now on.");
        } else if (what.invitation != null) {
            enrol(what.invitation);
        } else {
            var keys = folder.site().renew(folder.environment());
            folder.print("The new certificate is good until "
                    + keys.own().getNotAfter().toInstant() + ".");
        }
        return 0;
    }

    private void invite(String name) throws IOException {
        if (out == null) {
            throw new InvalidInputException("An invitation is a file: say where it is written with --out.");
        }
        CoordinatorHome home = folder.coordinator();
        Invitation invitation = home.authority()
                .invite(
                        SiloInitCommand.name(name),
                        home.address(folder.environment()),
                        folder.clock().instant());
        invitation.write(out);
        folder.print(List.of(
                "Invitation    " + out + ", good once, until " + invitation.expires(),
                "              send it so that only the administrator of " + name + " can read it",
                "Fingerprint   " + invitation.coordinator().fingerprint() + "   read it to them by telephone"));
    }

    private void enrol(Path file) throws IOException, InterruptedException {
        if (fingerprint == null) {
            throw new InvalidInputException(
                    "Telephone the coordinator, by a number that you know, and give what you hear"
                            + " with --fingerprint \"" + "3f2a 91c0 ...\". Nothing was sent yet.");
        }
        Invitation invitation =
                Invitation.read(file, fingerprint, folder.clock().instant());
        SiteHome site = folder.site();
        var keys = site.enrol(invitation, folder.environment());
        folder.print(List.of(
                "Enrolled      " + site.identity().name() + " at "
                        + invitation.coordinator().address(),
                "Certificate   good until " + keys.own().getNotAfter().toInstant(),
                "Fingerprint   " + site.identity().known().fingerprint() + "   read it to the coordinator",
                "Next          subtext silo join"));
    }
}

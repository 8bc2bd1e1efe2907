package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.coordinator.Offering;
import org.subtext.silo.coordinator.PlanStanding;
import org.subtext.silo.enrolment.Register;
import org.subtext.silo.site.OfferedPlan;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How things stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Keys, certificates, plans with their history, and what waits or left.", ""},
        footer = {"", "Example:", "  subtext silo status --folder silo"})
final class SiloStatusCommand implements Callable<Integer> {
    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        folder.print(folder.isCoordinator() ? ofCoordinator(folder.coordinator()) : ofSite(folder.site()));
        return 0;
    }

    private List<String> ofCoordinator(CoordinatorHome home) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("Coordinator   " + home.address(folder.environment()));
        lines.add("Fingerprint   " + home.card(folder.environment()).fingerprint());
        lines.add("Door          certificate good until "
                + home.doorKeys().own().getNotAfter().toInstant());
        for (Register.Party site : home.authority().register().parties().values()) {
            lines.add("Site          " + site.identity().name() + "  "
                    + site.identity().fingerprint() + "  until " + site.until());
        }
        for (Offering plan : home.offerings()) {
            lines.add("Plan          " + plan.hash().abbreviated() + " ("
                    + plan.plan().name() + "), " + plan.life().state().word());
            plan.history().forEach(step -> lines.add("                " + step));
            plan.consents()
                    .forEach((site, consent) ->
                            lines.add("                " + site + " " + PlanStanding.Site.says(consent)));
            if (Files.exists(plan.resultFile())) {
                lines.add("                result " + plan.resultFile());
            }
        }
        return lines;
    }

    private List<String> ofSite(SiteHome home) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("Site          " + home.identity().name());
        lines.add("Fingerprint   " + home.identity().known().fingerprint());
        if (!home.isEnrolled()) {
            lines.add("Not enrolled  ask the coordinator for an invitation, then: subtext silo enrol");
            return lines;
        }
        lines.add("Coordinator   " + home.coordinator().address() + "  "
                + home.coordinator().fingerprint());
        home.settings(folder.environment()).route().remarks().forEach(lines::add);
        for (OfferedPlan plan : home.plans()) {
            boolean isOver = !plan.life().state().isEnd()
                    && plan.plan().isOver(folder.clock().instant());
            lines.add("Plan          " + plan.hash().abbreviated() + " ("
                    + plan.plan().name() + "), " + plan.life().state().word()
                    + (isOver ? "; over since " + plan.plan().expires() + ", nothing is answered any more" : ""));
            plan.history().forEach(step -> lines.add("                " + step));
        }
        home.ledgers().problems().forEach(line -> lines.add("Ledgers       " + line + " Nothing is answered."));
        home.ledgers().begunAnew().forEach(line -> lines.add("Begun anew    " + line));
        lines.add("To leave      " + home.post().pending().names().size() + " envelopes");
        lines.add("What left     " + home.post().record().read().size() + " envelopes, named in "
                + home.post().record().file());
        return lines;
    }
}

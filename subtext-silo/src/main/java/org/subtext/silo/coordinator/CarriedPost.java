package org.subtext.silo.coordinator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.enrolment.Register;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.transport.Bundle;
import org.subtext.silo.transport.EnvelopeFolder;
import org.subtext.silo.transport.PostOffice;

/** Bundles that somebody carries between the coordinator and a site without network. */
public final class CarriedPost {
    private final CoordinatorHome home;
    private final PostOffice office;
    private final Register.Party site;

    public CarriedPost(CoordinatorHome home, PostOffice office, PartyName site) throws IOException {
        this.home = home;
        this.office = office;
        this.site = home.authority()
                .register()
                .party(site)
                .orElseThrow(() -> new InvalidInputException("No site \"" + site + "\" is enrolled here."));
    }

    /**
     * Takes a bundle of the site's, once.
     *
     * @param log takes a line for each envelope that is refused
     * @return how many envelopes were taken
     */
    public int take(Path file, Consumer<String> log) throws IOException {
        Bundle bundle = Bundle.take(
                file,
                site.identity(),
                home.identity().name(),
                new Lines(home.folder().resolve("bundles.txt")));
        int taken = 0;
        for (Envelope envelope : bundle.envelopes()) {
            try {
                office.receive(envelope.bytes());
                taken++;
            } catch (RefusedEnvelope e) {
                log.accept(String.valueOf(e.getMessage()));
            }
        }
        return taken;
    }

    /** Packs what waits for the site; it counts as having been taken. */
    public int pack(Path file) throws IOException {
        EnvelopeFolder waiting = office.waiting(site.identity().name());
        List<String> names = waiting.names();
        List<Envelope> envelopes = new ArrayList<>();
        for (String name : names) {
            waiting.get(name).ifPresent(envelopes::add);
        }
        Bundle.pack(
                home.identity(),
                site.identity().name(),
                envelopes,
                file,
                home.clock().instant());
        for (String name : names) {
            waiting.remove(name);
        }
        return envelopes.size();
    }
}

package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.transport.Bundle;
import org.subtext.silo.transport.SitePost;

/** Bundles that somebody carries between a site without network and its coordinator. */
public final class CarriedFiles {
    private final SiteHome home;
    private final SitePost post;

    public CarriedFiles(SiteHome home, SitePost post) {
        this.home = home;
        this.post = post;
    }

    /**
     * Takes a bundle of the coordinator's, once.
     *
     * @return how many envelopes were new
     */
    public int take(Path file) throws IOException {
        Bundle bundle = Bundle.take(
                file,
                home.coordinator().identity(),
                home.identity().name(),
                home.ledgers().bundles());
        int taken = 0;
        for (Envelope envelope : bundle.envelopes()) {
            try {
                taken += post.receive(envelope) ? 1 : 0;
            } catch (RefusedEnvelope e) {
                throw new InvalidInputException("The bundle " + file + " holds an envelope that is refused: "
                        + e.reason().words() + ". Tell the coordinator.");
            }
        }
        return taken;
    }

    /** Packs what is to leave; it counts as having left. */
    public int pack(Path file) throws IOException {
        List<Envelope> envelopes = post.packed();
        Bundle.pack(
                home.identity(),
                CoordinatorCard.NAME,
                envelopes,
                file,
                home.clock().instant());
        post.carried();
        return envelopes.size();
    }
}

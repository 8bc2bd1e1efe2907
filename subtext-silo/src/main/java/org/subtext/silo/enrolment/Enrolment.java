package org.subtext.silo.enrolment;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.Identity;

/**
 * A site's side of its enrolment: what it sends, and what it makes of the answer. The private keys stay here.
 *
 * <p>The answer fits only the key that the request was made with, so that one object asks and takes.
 */
public final class Enrolment {
    private static final String RENEWAL = "renewal";

    private final Identity site;
    private final CoordinatorCard coordinator;
    private final String token;
    private final KeyPair tls = TlsKeys.newKeys();

    private Enrolment(Identity site, CoordinatorCard coordinator, String token) {
        this.site = site;
        this.coordinator = coordinator;
        this.token = token;
    }

    /** By an invitation. */
    public static Enrolment by(Invitation invitation, Identity site) {
        if (!invitation.site().equals(site.name())) {
            throw new InvalidInputException("The invitation is for \"" + invitation.site() + "\", this site is \""
                    + site.name() + "\". Begin a folder under the invited name, or ask for another invitation.");
        }
        return new Enrolment(site, invitation.coordinator(), invitation.token());
    }

    /** Of a site that is enrolled and wants its next certificate. */
    public static Enrolment again(Identity site, CoordinatorCard coordinator) {
        return new Enrolment(site, coordinator, RENEWAL);
    }

    /** What is sent; sealed for the coordinator. */
    public byte[] request() {
        return EnrolmentRequest.bytes(site, tls, token, coordinator.identity());
    }

    /**
     * Takes the certificate that came back, and keeps it with its key and the coordinator's card.
     *
     * @throws RefusedEnvelope if the answer is not the coordinator's
     */
    public TlsKeys take(byte[] answer, Path folder) throws RefusedEnvelope, IOException {
        Envelope envelope = Envelope.read(answer);
        byte[] der = envelope.open(site, coordinator.identity());
        X509Certificate own = Certificates.read(der);
        boolean isOurs =
                Arrays.equals(own.getPublicKey().getEncoded(), tls.getPublic().getEncoded())
                        && own.getSubjectX500Principal().getName().equals("CN=" + site.name());
        if (!isOurs || !envelope.header().kind().equals("certificate")) {
            throw new RefusedEnvelope(RefusedEnvelope.Reason.NOT_OPENED);
        }
        TlsKeys keys = new TlsKeys(tls.getPrivate(), own, coordinator.authority());
        keys.save(folder);
        coordinator.save(folder);
        return keys;
    }
}

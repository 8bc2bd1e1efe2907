package org.subtext.archive;

import java.util.Set;
import org.subtext.archive.AssociateRequest.Proposed;

/**
 * What was agreed on for one presentation context.
 *
 * @param id odd, 1 to 255, given by the peer
 * @param result 0 accepted, 3 abstract syntax not supported, 4 no transfer syntax supported (PS3.8 table 9-18)
 * @param abstractSyntax the SOP class it is for
 * @param transferSyntax the one accepted; without meaning when not accepted
 */
record PresentationContext(int id, int result, String abstractSyntax, String transferSyntax) {
    static final String VERIFICATION = "1.2.840.10008.1.1";
    static final String IMPLICIT = "1.2.840.10008.1.2";

    /** SOP classes of the Storage Service begin so (PS3.4 section B.5, PS3.6 table A-1). */
    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

    /** What can be read later: uncompressed, deflated, JPEG, JPEG-LS, JPEG 2000, HTJ2K and RLE (PS3.5 section 10). */
    private static final Set<String> READ = Set.of(
            IMPLICIT,
            "1.2.840.10008.1.2.1",
            "1.2.840.10008.1.2.1.99",
            "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.4.50",
            "1.2.840.10008.1.2.4.51",
            "1.2.840.10008.1.2.4.57",
            "1.2.840.10008.1.2.4.70",
            "1.2.840.10008.1.2.4.80",
            "1.2.840.10008.1.2.4.81",
            "1.2.840.10008.1.2.4.90",
            "1.2.840.10008.1.2.4.91",
            "1.2.840.10008.1.2.4.201",
            "1.2.840.10008.1.2.4.202",
            "1.2.840.10008.1.2.4.203",
            "1.2.840.10008.1.2.5");

    /**
     * Decides about a proposal. The peer's first transfer syntax that can be read is taken: the one it has the image
     * in.
     */
    static PresentationContext decide(Proposed proposed) {
        boolean known = proposed.abstractSyntax().startsWith(STORAGE)
                || proposed.abstractSyntax().equals(VERIFICATION);
        if (!known) {
            return new PresentationContext(proposed.id(), 3, proposed.abstractSyntax(), IMPLICIT);
        }
        return proposed.transferSyntaxes().stream()
                .filter(READ::contains)
                .findFirst()
                .map(syntax -> new PresentationContext(proposed.id(), 0, proposed.abstractSyntax(), syntax))
                .orElse(new PresentationContext(proposed.id(), 4, proposed.abstractSyntax(), IMPLICIT));
    }

    boolean isAccepted() {
        return result == 0;
    }
}

package org.subtext.silo.enrolment;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;

/**
 * Who is enrolled, under which keys and by which certificate: a line for every enrolment, renewal and revocation.
 *
 * <p>Only the certificate that a party was given last is good, so that a renewal revokes the one before. Read anew each
 * time, since a command may write while the service runs.
 */
public final class Register {
    /**
     * A site that may speak.
     *
     * @param serial of its certificate, in hexadecimal digits
     * @param until the certificate ends
     */
    public record Party(PublicIdentity identity, String serial, Instant until) {}

    private final Lines lines;

    Register(Path file) {
        this.lines = new Lines(file);
    }

    /** Sites that are enrolled and not revoked, by name. */
    public Map<PartyName, Party> parties() throws IOException {
        return after(lines.read());
    }

    /** The site of a name, if it may speak. */
    public Optional<Party> party(PartyName name) throws IOException {
        return Optional.ofNullable(parties().get(name));
    }

    private Map<PartyName, Party> after(List<String> all) {
        Map<PartyName, Party> parties = new TreeMap<>();
        for (String line : all) {
            String[] parts = line.split(" ", 7);
            try {
                PartyName name = new PartyName(parts[1]);
                if (parts[0].equals("enrolled")) {
                    parties.put(
                            name,
                            new Party(new PublicIdentity(name, parts[2], parts[3]), parts[4], Instant.parse(parts[5])));
                } else if (parts[0].equals("revoked")) {
                    parties.computeIfPresent(
                            name, (same, party) -> party.serial().equals(parts[2]) ? null : party);
                } else {
                    throw new IllegalArgumentException("no such line");
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
                throw new InvalidInputException("The register " + lines.file()
                        + " has a line that was not written so. Who is revoked cannot be told from it: bring it back"
                        + " from a copy.");
            }
        }
        return parties;
    }

    void enrol(PublicIdentity site, BigInteger serial, Instant until, Instant now) throws IOException {
        lines.append("enrolled " + site.name() + " " + site.signing() + " " + site.sealing() + " "
                + serial.toString(16) + " " + until.truncatedTo(ChronoUnit.SECONDS) + " "
                + now.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Takes a site's certificate back; from now on nobody speaks in its name.
     *
     * @return the serial of the certificate
     * @throws InvalidInputException if nobody of that name is enrolled
     */
    public String revoke(PartyName site, Instant now) throws IOException {
        String[] serial = new String[1];
        lines.append(before -> {
            Map<PartyName, Party> parties = after(before);
            Party party = parties.get(site);
            if (party == null) {
                throw new InvalidInputException("No site \"" + site + "\" is enrolled. Enrolled are: "
                        + String.join(
                                ", ",
                                parties.keySet().stream().map(PartyName::value).toList()) + ".");
            }
            serial[0] = party.serial();
            return "revoked " + site + " " + party.serial() + " " + now.truncatedTo(ChronoUnit.SECONDS);
        });
        return serial[0];
    }
}

package org.subtext.silo.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.keys.PartyName;

/**
 * What a coordinator sends the administrator of a site: a file of some lines, with a token that is good once.
 *
 * @param site the only name that the token enrols
 * @param token 128 bits as 32 hexadecimal digits
 * @param expires after which the token is good for nothing
 * @param coordinator whom the site will speak with, once its fingerprint was compared
 */
public record Invitation(PartyName site, String token, Instant expires, CoordinatorCard coordinator) {
    private static final String FIRST_LINE = "subtext-silo invitation 1";
    private static final int OWN_LINES = 4;

    public Invitation {
        if (!token.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("A token is 32 hexadecimal digits");
        }
    }

    /** Writes it for its owner alone: whoever has it may enrol in the name of the site. */
    public void write(Path file) throws IOException {
        List<String> lines = new java.util.ArrayList<>(List.of(FIRST_LINE, site.value(), token, expires.toString()));
        lines.addAll(coordinator.lines());
        AtomicFiles.writeString(file, String.join("\n", lines) + "\n");
        OwnerOnly.close(file);
    }

    /**
     * Reads what the coordinator sent and compares what was heard by telephone.
     *
     * @param heard the coordinator's fingerprint, in any spacing and case
     * @throws InvalidInputException if it is no invitation, it is over, or the fingerprint is another one
     */
    public static Invitation read(Path file, String heard, Instant now) throws IOException {
        Invitation read = parse(file);
        String digits = heard.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT);
        if (!digits.equals(read.coordinator.fingerprint().replace(" ", ""))) {
            throw new InvalidInputException(
                    "The fingerprint that you heard is not the one of this invitation. Somebody may have changed the file"
                            + " on its way, or a digit was misheard: ask again by a number that you know, not one from"
                            + " the invitation. The one in the file is not shown: it would be the liar's own.");
        }
        if (!now.isBefore(read.expires)) {
            throw new InvalidInputException("The invitation was good until " + read.expires + ", and it is " + now
                    + " on this machine. Ask the coordinator for a new one; if the clock is wrong, set it first.");
        }
        return read;
    }

    /** For the coordinator itself, and for showing the fingerprint that has to be compared. */
    public static Invitation parse(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > OWN_LINES && lines.get(0).equals(FIRST_LINE)) {
                return new Invitation(
                        new PartyName(lines.get(1)),
                        lines.get(2),
                        Instant.parse(lines.get(3)),
                        CoordinatorCard.of(lines.subList(OWN_LINES, lines.size())));
            }
        } catch (IllegalArgumentException | DateTimeException | java.nio.charset.CharacterCodingException e) {
            // Told below.
        }
        throw new InvalidInputException(file + " is no invitation of this version: expected lines that begin with \""
                + FIRST_LINE + "\". Ask the coordinator to send it again, as a file.");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "invitation of " + site;
    }
}

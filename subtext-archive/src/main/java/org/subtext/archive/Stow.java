package org.subtext.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.subtext.archive.ArchiveException.Kind;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;

/** Sends instances to an archive by STOW-RS (PS3.18 section 10.5). */
public final class Stow {
    /** Failure Reason: stands in the answer only where an instance was not stored (PS3.18 table 10.5.3-1). */
    private static final String FAILED = "\"00081197\"";

    private final PullPlan.Peer archive;

    public Stow(PullPlan.Peer archive) {
        this.archive = archive;
    }

    /**
     * Sends one DICOM file; the same file sent again changes nothing.
     *
     * @throws InvalidInputException when the archive does not take it
     */
    public void send(byte[] file) throws IOException {
        String boundary = ContentHash.ofBytes(file).abbreviated();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--").getBytes(StandardCharsets.US_ASCII));
        String type = "multipart/related; type=\"application/dicom\"; boundary=" + boundary;
        try {
            archive.http().post("/studies", type, "application/dicom+json", body.toByteArray(), response -> {
                ContentType answered = ContentType.parse(
                        response.headers().firstValue("Content-Type").orElse(""));
                String said =
                        new String(response.body().readNBytes(archive.limits().answerBytes()), StandardCharsets.UTF_8);
                if (answered.type().equals("text/html")) {
                    throw new ArchiveException(Kind.NOT_DICOMWEB, "storing was answered with a web page");
                }
                if (said.contains(FAILED)) {
                    throw new ArchiveException(Kind.REFUSED, "the archive did not store what was sent");
                }
                return said;
            });
        } catch (ArchiveException e) {
            throw ArchiveMessages.mendable(e, archive.address());
        }
    }
}

package org.subtext.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;

/** Says what a person can do about a failure. */
final class ArchiveMessages {
    private ArchiveMessages() {}

    /** A failure before anything could come. */
    static InvalidInputException mendable(ArchiveException e, ArchiveAddress address) {
        return new InvalidInputException(said(e, address));
    }

    /** A failure that ended a pull. */
    static InvalidInputException ended(IOException e, ArchiveAddress address, PullSummary summary) {
        Sentence what = e instanceof ArchiveException known
                ? said(known, address)
                : Sentence.of(
                        ArchiveHttp.isDiskFull(e)
                                ? "The disk is full. Make room."
                                : "The folder could not be written: " + withoutPaths(e) + ".");
        return new InvalidInputException(what.and(" " + (summary.pulled() + summary.thereBefore()) + " of "
                + summary.found() + " are complete; the same command continues with the rest."));
    }

    private static Sentence said(ArchiveException e, ArchiveAddress address) {
        return Sentence.of("The archive at " + address.host() + ": " + e.getMessage() + ". ")
                .and(mend(e.kind()));
    }

    /** Message of a failure; of files only the reason, since the system puts a path in front of it. */
    static String withoutPaths(IOException e) {
        if (e instanceof FileSystemException file) {
            return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    private static Sentence mend(ArchiveException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Sentence.of("Check address and port, the network, and that the archive runs.");
            case NO_SUCH_HOST -> Sentence.of("Check the spelling of the address, and the network.");
            case TIMEOUT, TOO_SLOW ->
                Sentence.of("Give it longer with ")
                        .and(Argument.TIMEOUT)
                        .and(", or ask for less at once with ")
                        .set(Argument.PARALLEL, "1")
                        .and(".");
            case BUSY ->
                Sentence.of("Try again later, or ask for less at once with ")
                        .set(Argument.PARALLEL, "1")
                        .and(".");
            case INCOMPLETE -> Sentence.of("Try again; if it stays so, look into the archive's log.");
            case UNAUTHORISED ->
                Sentence.of("Give ")
                        .and(Argument.TOKEN_FILE)
                        .and(", or ")
                        .and(Argument.USER)
                        .and(" with ")
                        .and(Argument.PASSWORD_FILE)
                        .and(", as whoever runs the archive told you.");
            case REFUSED -> Sentence.of("Ask whoever runs the archive whether you may read there.");
            case TLS ->
                Sentence.of("If the archive has a certificate of its own authority, give that as ")
                        .set(Argument.AUTHORITIES, "FILE.pem")
                        .and("; if it asks for yours, give ")
                        .set(Argument.CLIENT_KEY, "FILE.p12")
                        .and(". Check that the address begins with the right http or https.");
            case NOT_DICOMWEB ->
                Sentence.of("Expected DICOMweb. Check the path of the address: it is often /dicom-web, /dicomweb,"
                        + " /rs or /dcm4chee-arc/aets/NAME/rs.");
            case WRONG_CONTENT -> Sentence.of("Ask whoever runs the archive to look into its log.");
            case TOO_LARGE ->
                Sentence.of("Ask for less at once, by date, modality or patient; if it stays so, ask whoever runs the"
                        + " archive to look into its log.");
        };
    }
}

package org.subtext.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.subtext.problems.InvalidInputException;

/** Says what a person can do about a failure. */
final class ArchiveMessages {
    private ArchiveMessages() {}

    /** A failure before anything could come. */
    static InvalidInputException mendable(ArchiveException e, ArchiveAddress address) {
        return new InvalidInputException(
                "The archive at " + address.host() + ": " + e.getMessage() + "." + mend(e.kind()));
    }

    /** A failure that ended a pull. */
    static InvalidInputException ended(IOException e, ArchiveAddress address, PullSummary summary) {
        String what = e instanceof ArchiveException known
                ? "The archive at " + address.host() + ": " + known.getMessage() + "." + mend(known.kind())
                : ArchiveHttp.isDiskFull(e)
                        ? "The disk is full. Make room."
                        : "The folder could not be written: " + withoutPaths(e) + ".";
        return new InvalidInputException(what + " " + (summary.pulled() + summary.thereBefore()) + " of "
                + summary.found() + " are complete; the same command continues with the rest.");
    }

    /** Message of a failure; of files only the reason, since the system puts a path in front of it. */
    static String withoutPaths(IOException e) {
        if (e instanceof FileSystemException file) {
            return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    private static String mend(ArchiveException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> " Check address and port, the network, and that the archive runs.";
            case NO_SUCH_HOST -> " Check the spelling of the address, and the network.";
            case TIMEOUT -> " Give it longer with --timeout, or ask for less at once with --parallel 1.";
            case BUSY -> " Try again later, or ask for less at once with --parallel 1.";
            case INCOMPLETE -> " Try again; if it stays so, look into the archive's log.";
            case UNAUTHORISED ->
                " Give --token-file, or --user with --password-file, as whoever runs the archive told you.";
            case REFUSED -> " Ask whoever runs the archive whether you may read there.";
            case TLS ->
                " If the archive has a certificate of its own authority, give that as --ca FILE.pem; if it asks for"
                        + " yours, give --client-key FILE.p12. Check that the address begins with the right http or"
                        + " https.";
            case NOT_DICOMWEB ->
                " Expected DICOMweb. Check the path of the address: it is often /dicom-web, /dicomweb,"
                        + " /rs or /dcm4chee-arc/aets/NAME/rs.";
            case WRONG_CONTENT, TOO_LARGE -> " Ask whoever runs the archive to look into its log.";
        };
    }
}

package org.subtext.archive;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/**
 * Where and from whom instances are taken.
 *
 * @param address to listen at; DICOM has no passwords, so anything but this machine itself needs a list of who may send
 * @param port 1 to 65535, or 0 for any free one
 * @param title application entity title of this side, which senders must call
 * @param folder where instances go
 * @param allowedTitles application entity titles that may send; empty for all
 * @param allowedAddresses addresses that may send; empty for all
 * @param associations how many may be open at once
 * @param idle longest silence of a peer
 * @param instanceBytes largest instance
 */
public record ReceiverPlan(
        InetAddress address,
        int port,
        String title,
        Path folder,
        Set<String> allowedTitles,
        Set<InetAddress> allowedAddresses,
        int associations,
        Duration idle,
        long instanceBytes) {
    private static final String TITLE = "[A-Za-z0-9_.\\- ]{1,16}";

    public ReceiverPlan {
        allowedTitles = Set.copyOf(allowedTitles);
        allowedAddresses = Set.copyOf(allowedAddresses);
        Problems problems = new Problems();
        if (port < 0 || port > 65_535) {
            problems.add("Port " + port + " does not exist. Expected 1 to 65535; DICOM's own are 104 and 11112.");
        }
        if (!title.matches(TITLE)) {
            problems.add(
                    "\"" + title + "\" is no application entity title. Expected up to 16 letters, digits and _ - .,"
                            + " such as SUBTEXT.");
        }
        if (!address.isLoopbackAddress() && allowedAddresses.isEmpty()) {
            problems.add(Sentence.of(
                            "Listening at an address that other machines reach, without saying which of them may send:"
                                    + " DICOM has no passwords. Name them with ")
                    .and(Argument.ALLOWED_ADDRESSES)
                    .and(" (and ")
                    .and(Argument.ALLOWED_TITLES)
                    .and(")."));
        }
        problems.throwIfAny();
        if (associations < 1 || instanceBytes < 1 || idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("limits must be above zero");
        }
    }

    /** On this machine only, eight associations, 60 s of silence, 4 GiB an instance. */
    public static ReceiverPlan onThisMachine(int port, String title, Path folder) {
        return new ReceiverPlan(
                InetAddress.getLoopbackAddress(),
                port,
                title,
                folder,
                Set.of(),
                Set.of(),
                8,
                Duration.ofSeconds(60),
                4L << 30);
    }

    /** The same, listening elsewhere and taking from those named. */
    public ReceiverPlan reachedAt(InetAddress other, Set<String> titles, Set<InetAddress> addresses) {
        return new ReceiverPlan(other, port, title, folder, titles, addresses, associations, idle, instanceBytes);
    }

    /** Whoever may send from there under that title. */
    boolean allows(String callingTitle, InetAddress from) {
        return (allowedTitles.isEmpty() || allowedTitles.contains(callingTitle)) && allowsAddress(from);
    }

    boolean allowsAddress(InetAddress from) {
        return allowedAddresses.isEmpty() || allowedAddresses.contains(from);
    }

    static InvalidInputException portInUse(int port) {
        return new InvalidInputException(
                Sentence.of("Port " + port + " cannot be listened at: another program has it, or ports below"
                                + " 1024 need more rights. Choose another with ")
                        .and(Argument.PORT)
                        .and("."));
    }
}

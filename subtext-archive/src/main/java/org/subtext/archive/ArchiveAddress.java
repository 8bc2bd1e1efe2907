package org.subtext.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;

/**
 * The base address of an archive's DICOMweb service, the part in front of {@code /studies}.
 *
 * @param base without a slash at the end, without user, query and fragment
 */
public record ArchiveAddress(String base) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /**
     * Takes an address as a person types it.
     *
     * @throws InvalidInputException when it is no http or https address, or holds a user, a query or a fragment
     */
    public static ArchiveAddress parse(String typed) {
        URI uri;
        try {
            uri = new URI(typed.strip());
        } catch (URISyntaxException e) {
            throw new InvalidInputException("The archive's address is no URL. " + expected());
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new InvalidInputException(
                    "The archive's address does not begin with https:// (or http://) and a host. " + expected());
        }
        if (uri.getUserInfo() != null) {
            throw new InvalidInputException(
                    Sentence.of("The archive's address holds a user or password, which would be seen in lists"
                                    + " of processes. Give them with ")
                            .and(Argument.USER)
                            .and(" and ")
                            .and(Argument.PASSWORD_FILE)
                            .and("."));
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidInputException(
                    "The archive's address holds a query (?…) or a fragment (#…). " + expected());
        }
        String path = uri.getRawPath().replaceAll("/+$", "").replaceAll("/(studies|series|instances)$", "");
        return new ArchiveAddress(scheme + "://" + uri.getRawAuthority() + path);
    }

    private static String expected() {
        return "Expected the base of the DICOMweb service, such as https://pacs.example.org/dicom-web.";
    }

    /** Host name, and port where one was given. */
    public String host() {
        return URI.create(base).getRawAuthority();
    }

    /** Whether what is sent can be read on the way: plain HTTP to another machine. */
    public boolean isReadableOnTheWay() {
        URI uri = URI.create(base);
        return uri.getScheme().equals("http") && !LOOPBACK.contains(uri.getHost());
    }

    /** Whether it is spoken with over TLS. */
    boolean isTls() {
        return URI.create(base).getScheme().equals("https");
    }
}

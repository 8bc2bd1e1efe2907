package org.subtext.web.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request must be before anything is read for it: addressed to this machine by one of its own names, begun by no
 * other site, only reading, small, and with the cookie.
 *
 * <p>A site in the same browser can reach a server of this machine by a name that it makes point here (DNS rebinding),
 * and by a form or a picture; the first is told by {@code Host}, the second by {@code Origin}, by {@code
 * Sec-Fetch-Site} and by the cookie, which is not sent then.
 */
public final class Gate {
    /** Bytes of a body, of which no page needs any. */
    public static final long LARGEST_BODY = 1 << 20;

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Pass pass;
    private final boolean mayChange;

    /**
     * Made once a server.
     *
     * @param mayChange whether POST passes, from this server's own pages alone
     */
    public Gate(Pass pass, boolean mayChange) {
        this.pass = pass;
        this.mayChange = mayChange;
    }

    /** Why a request is refused. */
    public enum Refusal {
        MISDIRECTED(421, "This address is not the explorer's."),
        FOREIGN(403, "Another site asked for this."),
        WRITING(405, "Nothing can be changed here."),
        TOO_LARGE(413, "The request is larger than 1 MiB."),
        UNKNOWN(
                401,
                "Open the link that the program printed when it started. It is good once; for another browser, or after"
                        + " 12 hours, start the explorer again.");

        private final int status;
        private final String words;

        Refusal(int status, String words) {
            this.status = status;
            this.words = words;
        }

        /** Of HTTP. */
        public int status() {
            return status;
        }

        /** For whoever sits before the browser. */
        public String words() {
            return words;
        }
    }

    /**
     * What of a request is asked for; null where the header is missing.
     *
     * @param port on which the server listens
     * @param site by whom it was begun, as browsers say in {@code Sec-Fetch-Site}
     * @param length of the body; empty where none is announced
     * @param isCut whether the body comes in pieces of no announced length
     * @param cookie its value
     */
    public record Asked(
            int port,
            String method,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String site,
            OptionalLong length,
            boolean isCut,
            @Nullable String cookie) {}

    /** Why a request must not be answered, with or without the cookie; empty where it may ask for one. */
    public Optional<Refusal> refusesStranger(Asked asked) {
        List<String> names = names(asked.port());
        String host = asked.host();
        if (host == null || !names.contains(host.toLowerCase(Locale.ROOT))) {
            return Optional.of(Refusal.MISDIRECTED);
        }
        String origin = asked.origin();
        // forms of pages that send no referrer say "null"; the browser itself then says whose they are
        boolean isUnnamed = "null".equals(origin) && "same-origin".equals(asked.site());
        boolean isOwnOrigin = origin == null
                || isUnnamed
                || names.stream().anyMatch(name -> ("http://" + name).equalsIgnoreCase(origin));
        boolean isOwnSite =
                asked.site() == null || Set.of("none", "same-origin").contains(asked.site());
        if (!isOwnOrigin || !isOwnSite && !isLink(asked)) {
            return Optional.of(Refusal.FOREIGN);
        }
        if (asked.isCut() || asked.length().orElse(0) > LARGEST_BODY) {
            return Optional.of(Refusal.TOO_LARGE);
        }
        if (mayChange && asked.method().equals("POST")) {
            return origin == null ? Optional.of(Refusal.FOREIGN) : Optional.empty(); // browsers say it of every POST
        }
        return READING.contains(asked.method()) ? Optional.empty() : Optional.of(Refusal.WRITING);
    }

    /** Why a request is refused; empty where it is answered. */
    public Optional<Refusal> refuses(Asked asked) {
        return refusesStranger(asked)
                .or(() -> pass.admits(asked.cookie()) ? Optional.empty() : Optional.of(Refusal.UNKNOWN));
    }

    /** A link on another page, say in a mail, that is followed without the cookie: it may say what to do instead. */
    private boolean isLink(Asked asked) {
        return READING.contains(asked.method()) && !pass.admits(asked.cookie());
    }

    private static List<String> names(int port) {
        return List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }
}

package org.subtext.silo.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.UnavailableException;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Software;
import org.subtext.silo.enrolment.Authority;
import org.subtext.silo.enrolment.RefusedEnrolment;
import org.subtext.silo.enrolment.Register;
import org.subtext.silo.enrolment.TlsKeys;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.PartyName;

/**
 * The coordinator's one port: HTTPS/1.1 over TLS 1.3, at which sites enrol, leave envelopes and ask for those that
 * wait.
 *
 * <p>Every call but enrolment is signed by its site, is of the coordinator's version, of a clock within five minutes,
 * and of a number used once; and it shows the certificate that its site was given last, unless TLS opened on the way is
 * explicitly allowed. What is refused is refused in words.
 */
public final class Door implements Closeable {
    /**
     * How it is opened.
     *
     * @param address to listen at; port 0 for any
     * @param allowsOpenedTls whether calls without a certificate are taken, for sites behind a proxy that opens TLS
     * @param longestWait how long a site that asks for an envelope is let wait
     */
    public record Settings(InetSocketAddress address, boolean allowsOpenedTls, Duration longestWait) {
        public Settings(InetSocketAddress address, boolean allowsOpenedTls) {
            this(address, allowsOpenedTls, LONGEST_WAIT);
        }
    }

    /** How long a site that asks is let wait; proxies cut silent connections after 30 to 60 seconds. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

    private static final int LONGEST_REQUEST = 1 << 14;
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_NONCES = 200_000;
    private static final int QUEUE = 100;

    static {
        // Read once by the JDK's server, before the first is made: nobody holds a thread by sending slowly.
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
        System.setProperty("sun.net.httpserver.maxRspTime", "120");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "60");
    }

    /** An answer. */
    private record Answer(int status, byte[] body, Map<String, String> headers) {
        static Answer words(int status, String text) {
            return new Answer(status, text.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }

    private final HttpsServer server;
    private final ExecutorService threads;
    private final Authority authority;
    private final PostOffice office;
    private final Uploads uploads;
    private final Settings settings;
    private final Clock clock;
    private final Consumer<String> log;
    private final Map<String, Instant> nonces = new LinkedHashMap<>();

    private Door(
            HttpsServer server,
            ExecutorService threads,
            Authority authority,
            PostOffice office,
            Uploads uploads,
            Settings settings,
            Clock clock,
            Consumer<String> log) {
        this.server = server;
        this.threads = threads;
        this.authority = authority;
        this.office = office;
        this.uploads = uploads;
        this.settings = settings;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Opens the port.
     *
     * @param uploads folder for envelopes that are on their way
     * @param log takes a line for what is refused and who enrolled, without a secret
     */
    public static Door open(
            Settings settings,
            TlsKeys keys,
            Authority authority,
            PostOffice office,
            java.nio.file.Path uploads,
            Clock clock,
            Consumer<String> log)
            throws IOException {
        HttpsServer server;
        try {
            server = HttpsServer.create(settings.address(), 0);
        } catch (java.net.BindException e) {
            throw new UnavailableException("Nothing can listen at " + settings.address()
                    + ": another program does, or ports below 1024 are not this user's. Choose another port.");
        }
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_AT_ONCE, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "silo-door");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        SSLContext tls = keys.context(List.of());
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = tls.getDefaultSSLParameters();
                wanted.setProtocols(new String[] {"TLSv1.3"});
                // Wanted and not needed, since who enrols has none yet; a call without one is refused below.
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.setExecutor(threads);
        Door door = new Door(server, threads, authority, office, new Uploads(uploads), settings, clock, log);
        server.createContext("/", door::handle);
        server.start();
        return door;
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Answer answer;
        try {
            answer = answer(exchange);
        } catch (RefusedCall e) {
            log.accept("refused (" + e.status() + "): " + e.words());
            answer = Answer.words(e.status(), e.words());
        } catch (RefusedEnrolment e) {
            log.accept(e.getMessage());
            answer = Answer.words(403, String.valueOf(e.getMessage()));
        } catch (RefusedEnvelope e) {
            log.accept(e.getMessage());
            answer = Answer.words(422, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = Answer.words(503, "The coordinator is being stopped.");
        } catch (IOException | RuntimeException e) {
            // The caller is told nothing of this machine.
            log.accept("a call failed here: " + e);
            answer = Answer.words(500, "The coordinator could not do this; its log says why.");
        }
        try (exchange) {
            exchange.getResponseHeaders().set(SignedCall.VERSION, Software.version());
            exchange.getResponseHeaders()
                    .set(SignedCall.TIME, Long.toString(clock.instant().toEpochMilli()));
            answer.headers.forEach(
                    (name, value) -> exchange.getResponseHeaders().set(name, value));
            boolean isEmpty = answer.body.length == 0;
            exchange.sendResponseHeaders(answer.status, isEmpty ? -1 : answer.body.length);
            if (!isEmpty) {
                exchange.getResponseBody().write(answer.body);
            }
        }
    }

    private Answer answer(HttpExchange exchange)
            throws RefusedCall, RefusedEnrolment, RefusedEnvelope, IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        if (method.equals("POST") && path.equals("/v1/enrol")) {
            byte[] request = body(exchange, LONGEST_REQUEST);
            requireVersion(exchange);
            Envelope given = authority.enrol(request, clock.instant());
            log.accept("enrolled " + given.header().recipient());
            return new Answer(200, given.bytes(), Map.of());
        }
        byte[] body = body(exchange, Chunks.BYTES);
        Register.Party caller = caller(exchange, body);
        PartyName site = caller.identity().name();
        String[] parts = path.split("/", -1);
        if (parts.length == 3 && method.equals("GET") && parts[2].equals("next")) {
            return next(site);
        }
        if (parts.length == 3 && method.equals("POST") && parts[2].equals("renew")) {
            Envelope given = authority.renew(body, clock.instant());
            if (!given.header().recipient().equals(site)) {
                throw new RefusedCall(403, "A site renews its own certificate only.");
            }
            log.accept("renewed the certificate of " + site);
            return new Answer(200, given.bytes(), Map.of());
        }
        if (parts.length == 4 && parts[3].matches("[0-9a-f]{64}")) {
            ContentHash hash = new ContentHash(parts[3]);
            Optional<Answer> known = switch (method + " " + parts[2]) {
                case "GET letters" -> Optional.of(chunk(site, hash, number(exchange, "offset")));
                case "GET uploads" -> Optional.of(Answer.words(200, "offset " + uploads.offset(site, hash)));
                case "PUT uploads" -> Optional.of(upload(exchange, site, hash, body));
                case "POST taken" -> {
                    office.taken(site, hash);
                    yield Optional.of(Answer.words(200, "taken"));
                }
                default -> Optional.empty();
            };
            if (known.isPresent()) {
                return known.get();
            }
        }
        throw new RefusedCall(404, "Nothing is asked so here; both ends must run the same version of Subtext.");
    }

    private Answer next(PartyName site) throws IOException, InterruptedException {
        Optional<Envelope> next = office.next(site, settings.longestWait());
        return next.map(envelope -> Answer.words(200, envelope.hash().hex() + " " + envelope.size()))
                .orElseGet(() -> new Answer(204, new byte[0], Map.of()));
    }

    private Answer chunk(PartyName site, ContentHash hash, long offset) throws RefusedCall, IOException {
        Envelope envelope = office.waiting(site, hash)
                .orElseThrow(() -> new RefusedCall(410, "This envelope does not wait any more."));
        byte[] all = envelope.bytes();
        if (offset < 0 || offset >= all.length) {
            throw new RefusedCall(416, "The envelope has " + all.length + " bytes.");
        }
        int from = (int) offset;
        byte[] part = java.util.Arrays.copyOfRange(all, from, Math.min(all.length, from + Chunks.BYTES));
        return new Answer(200, part, Map.of(SignedCall.CHECKSUM, Chunks.checksum(part)));
    }

    private Answer upload(HttpExchange exchange, PartyName site, ContentHash hash, byte[] body)
            throws RefusedCall, RefusedEnvelope, IOException {
        if (!Chunks.checksum(body).equals(exchange.getRequestHeaders().getFirst(SignedCall.CHECKSUM))) {
            throw new RefusedCall(409, "offset " + uploads.offset(site, hash));
        }
        Optional<byte[]> whole = uploads.add(site, hash, number(exchange, "offset"), number(exchange, "total"), body);
        if (whole.isEmpty()) {
            return Answer.words(200, "offset " + uploads.offset(site, hash));
        }
        try {
            Envelope envelope = Envelope.read(whole.get());
            if (!envelope.header().sender().equals(site)) {
                throw new RefusedEnvelope(RefusedEnvelope.Reason.FORGED);
            }
            office.receive(whole.get());
        } catch (RefusedEnvelope e) {
            // What was taken and not heard of is sent again, and is no attack.
            if (e.reason() != RefusedEnvelope.Reason.REPLAYED) {
                throw e;
            }
        } finally {
            uploads.done(site, hash);
        }
        return Answer.words(200, "taken");
    }

    /** Who calls, or why nobody is believed to. */
    private Register.Party caller(HttpExchange exchange, byte[] body) throws RefusedCall, IOException {
        requireVersion(exchange);
        SignedCall call = call(exchange, body);
        Register.Party known = authority
                .register()
                .party(call.party())
                .orElseThrow(() -> new RefusedCall(
                        403,
                        "No site \"" + call.party()
                                + "\" is enrolled here, or its certificate was revoked. Ask the coordinator."));
        if (!call.isSignedBy(known.identity(), header(exchange, SignedCall.SIGNATURE))) {
            throw new RefusedCall(
                    403, "The call is not signed by the keys of \"" + call.party() + "\" that are enrolled here.");
        }
        requireCertificate(exchange, call.party());
        Instant now = clock.instant();
        Duration ahead = call.ahead(now);
        if (ahead.abs().compareTo(SignedCall.SKEW) > 0) {
            throw new RefusedCall(
                    401,
                    "The site's clock is " + inWords(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                            + " the coordinator's, which says " + now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                            + ". At most 5 minutes are taken. Set the clock that is wrong, best by NTP.");
        }
        requireFirst(call.party() + " " + call.nonce(), now);
        return known;
    }

    private static String inWords(Duration length) {
        return length.toHours() >= 2 ? length.toHours() + " hours" : length.toMinutes() + " minutes";
    }

    private SignedCall call(HttpExchange exchange, byte[] body) throws RefusedCall {
        try {
            String nonce = header(exchange, SignedCall.NONCE);
            if (nonce.matches("[0-9a-f]{32}")) {
                return new SignedCall(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        ContentHash.ofBytes(body),
                        new PartyName(header(exchange, SignedCall.PARTY)),
                        Long.parseLong(header(exchange, SignedCall.TIME)),
                        nonce);
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            // Told below.
        }
        throw new RefusedCall(
                401,
                "The call does not say who calls. This is the port of a Subtext coordinator; sites"
                        + " reach it by Subtext.");
    }

    /** The certificate that the site was given last; another site's, or none, only where TLS may be opened. */
    private void requireCertificate(HttpExchange exchange, PartyName party) throws RefusedCall, IOException {
        Optional<X509Certificate> shown = shown(exchange);
        if (shown.isEmpty()) {
            if (!settings.allowsOpenedTls()) {
                throw new RefusedCall(
                        403,
                        "The call shows no certificate. If a proxy opens TLS on the way, the"
                                + " coordinator has to allow it; otherwise enrol first.");
            }
            return;
        }
        if (!shown.get().getSubjectX500Principal().getName().equals("CN=" + party)) {
            throw new RefusedCall(403, "The certificate is another party's than \"" + party + "\".");
        }
        if (!authority.isCurrent(party, shown.get())) {
            throw new RefusedCall(
                    403,
                    "The certificate of \"" + party
                            + "\" was revoked, or a newer one was given. Ask the coordinator for an invitation.");
        }
    }

    private static Optional<X509Certificate> shown(HttpExchange exchange) {
        try {
            Certificate[] chain = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first
                    ? Optional.of(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private void requireVersion(HttpExchange exchange) throws RefusedCall {
        String theirs = exchange.getRequestHeaders().getFirst(SignedCall.VERSION);
        if (!Software.version().equals(theirs)) {
            String shown = theirs == null ? "" : theirs.replaceAll("[^0-9A-Za-z.-]", "?");
            throw new RefusedCall(
                    426,
                    (theirs == null
                                    ? "Who calls names no version of Subtext"
                                    : "The site runs Subtext " + shown.substring(0, Math.min(40, shown.length())))
                            + ", the coordinator runs " + Software.version()
                            + ". Both must run the same version; install it, nothing that was approved is lost.");
        }
    }

    private void requireFirst(String nonce, Instant now) throws RefusedCall {
        synchronized (nonces) {
            Instant over = now.minus(SignedCall.SKEW.multipliedBy(3));
            nonces.values().removeIf(seen -> seen.isBefore(over));
            if (nonces.size() >= MOST_NONCES) {
                throw new RefusedCall(429, "Too many calls; try again in some minutes.");
            }
            if (nonces.putIfAbsent(nonce, now) != null) {
                throw new RefusedCall(401, "The same call came before.");
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static long number(HttpExchange exchange, String name) throws RefusedCall {
        @Nullable String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.matches(name + "=[0-9]{1,15}")) {
                return Long.parseLong(pair.substring(name.length() + 1));
            }
        }
        throw new RefusedCall(400, "The call lacks \"" + name + "\".");
    }

    private static byte[] body(HttpExchange exchange, int most) throws IOException, RefusedCall {
        byte[] read = exchange.getRequestBody().readNBytes(most + 1);
        if (read.length > most) {
            throw new RefusedCall(413, "A call brings at most " + most + " bytes.");
        }
        return read;
    }
}

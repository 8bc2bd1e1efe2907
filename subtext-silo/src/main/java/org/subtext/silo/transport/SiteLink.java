package org.subtext.silo.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Software;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.enrolment.Enrolment;
import org.subtext.silo.enrolment.TlsKeys;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.Identity;

/**
 * A site's end of the line: every connection goes out from here, to one address. Safe for several threads.
 *
 * <p>A line that is cut shows as {@link IOException} in words and is tried again by whoever called; what the other end
 * refused shows as {@link RefusedCall}.
 */
public final class SiteLink {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int MOST_RESUMED = 20;
    private static final int PROXY_ASKS = 407;

    static {
        // Read once by the JDK: without it no password is ever given to a proxy for a tunnel.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private final Identity site;
    private final CoordinatorCard coordinator;
    private final Route route;
    private final Clock clock;
    private final HttpClient http;

    private SiteLink(Identity site, CoordinatorCard coordinator, Route route, SSLContext tls, Clock clock) {
        this.site = site;
        this.coordinator = coordinator;
        this.route = route;
        this.clock = clock;
        this.http = client(route, tls);
    }

    /** Of a site that is enrolled. */
    public static SiteLink of(Identity site, CoordinatorCard coordinator, TlsKeys keys, Route route, Clock clock) {
        return new SiteLink(site, coordinator, route, keys.context(route.opensTls()), clock);
    }

    /** Of a site that is about to enrol and has no certificate yet. */
    public static SiteLink beforeEnrolment(Identity site, CoordinatorCard coordinator, Route route, Clock clock) {
        return new SiteLink(
                site, coordinator, route, TlsKeys.withoutOwn(coordinator.authority(), route.opensTls()), clock);
    }

    private static HttpClient client(Route route, SSLContext tls) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(tls)
                .sslParameters(parameters)
                .proxy(route.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY));
        route.login()
                .ifPresent(login -> builder.authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return getRequestorType() == RequestorType.PROXY
                                ? new PasswordAuthentication(
                                        login.user(), login.password().toCharArray())
                                : new PasswordAuthentication("", new char[0]);
                    }
                }));
        return builder.build();
    }

    /** Asks for a certificate and returns the answer, which {@link Enrolment#take} opens. */
    public byte[] enrol(Enrolment enrolment) throws RefusedCall, IOException, InterruptedException {
        return unsigned("/v1/enrol", enrolment.request());
    }

    /** Asks for the next certificate. */
    public byte[] renew(Enrolment enrolment) throws RefusedCall, IOException, InterruptedException {
        return call("POST", "/v1/renew", enrolment.request(), Optional.empty()).body();
    }

    /**
     * Brings an envelope, from where it was cut off before.
     *
     * @throws RefusedCall if the coordinator does not take it, now or ever
     */
    public void send(Envelope envelope) throws RefusedCall, IOException, InterruptedException {
        byte[] all = envelope.bytes();
        String hash = envelope.hash().hex();
        int at = offset(text(call("GET", "/v1/uploads/" + hash, new byte[0], Optional.empty())), all.length);
        for (int resumed = 0; resumed <= MOST_RESUMED; ) {
            byte[] chunk = Arrays.copyOfRange(all, at, Math.min(all.length, at + Chunks.BYTES));
            try {
                String said = text(call(
                        "PUT",
                        "/v1/uploads/" + hash + "?offset=" + at + "&total=" + all.length,
                        chunk,
                        Optional.of(Chunks.checksum(chunk))));
                if (said.equals("taken")) {
                    return;
                }
                at = offset(said, all.length);
            } catch (RefusedCall e) {
                if (e.status() != 409) {
                    throw e;
                }
                resumed++;
                at = offset(e.words(), all.length);
            }
        }
        throw new IOException("The envelope was cut off " + MOST_RESUMED + " times on its way");
    }

    private static int offset(String said, int total) throws IOException {
        if (said.matches("offset [0-9]{1,10}")) {
            long offset = Long.parseLong(said.substring(7));
            if (offset < total) {
                return (int) offset;
            }
        }
        throw new IOException("The coordinator's answer is not one of its own; something on the way answers instead");
    }

    /** The oldest envelope that waits here for this site, asked for until one comes or the coordinator says none. */
    public Optional<Envelope> next() throws RefusedCall, IOException, InterruptedException, RefusedEnvelope {
        String said = text(call("GET", "/v1/next", new byte[0], Optional.empty()));
        if (said.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = said.split(" ");
        if (parts.length != 2 || !parts[0].matches("[0-9a-f]{64}") || !parts[1].matches("[0-9]{1,10}")) {
            throw new IOException(
                    "The coordinator's answer is not one of its own; something on the way answers instead");
        }
        long size = Long.parseLong(parts[1]);
        if (size > Envelope.LONGEST_CONTENT + 4096L) {
            throw new IOException("An envelope of " + size + " bytes is longer than any that is taken");
        }
        byte[] whole = whole(parts[0], (int) size);
        if (!ContentHash.ofBytes(whole).hex().equals(parts[0])) {
            throw new IOException("An envelope came changed; it is asked for again");
        }
        return Optional.of(Envelope.read(whole));
    }

    private byte[] whole(String hash, int size) throws RefusedCall, IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < size) {
            HttpResponse<byte[]> part =
                    call("GET", "/v1/letters/" + hash + "?offset=" + all.size(), new byte[0], Optional.empty());
            boolean isWhole = part.headers()
                    .firstValue(SignedCall.CHECKSUM)
                    .filter(Chunks.checksum(part.body())::equals)
                    .isPresent();
            if (!isWhole || part.body().length == 0 || part.body().length > Chunks.BYTES) {
                throw new IOException("A chunk came changed; it is asked for again");
            }
            all.writeBytes(part.body());
        }
        return all.toByteArray();
    }

    /** Says that an envelope is kept here. */
    public void taken(Envelope envelope) throws RefusedCall, IOException, InterruptedException {
        call("POST", "/v1/taken/" + envelope.hash().hex(), new byte[0], Optional.empty());
    }

    private byte[] unsigned(String target, byte[] body) throws RefusedCall, IOException, InterruptedException {
        return exchange(HttpRequest.newBuilder(address(target))
                        .timeout(ANSWER)
                        .header(SignedCall.VERSION, Software.version())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build())
                .body();
    }

    private HttpResponse<byte[]> call(String method, String target, byte[] body, Optional<String> checksum)
            throws RefusedCall, IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(target))
                .timeout(ANSWER)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        SignedCall.headers(site, method, target, body, clock.instant()).forEach(request::header);
        checksum.ifPresent(value -> request.header(SignedCall.CHECKSUM, value));
        return exchange(request.build());
    }

    /** In one line; a connection that nobody takes has no message of its own. */
    private static String reason(IOException e) {
        String said = e.getMessage();
        if (said == null) {
            return e instanceof ConnectException
                    ? "nobody answers at this address and port"
                    : e.getClass().getSimpleName().replace("Exception", "");
        }
        return said.lines().findFirst().orElse("no reason");
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws RefusedCall, IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (SSLException e) {
            throw new IOException(tlsWords(e), e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains(Integer.toString(PROXY_ASKS))
                    || String.valueOf(e.getMessage()).contains("authentication")) {
                throw new RefusedCall(PROXY_ASKS, proxyWords());
            }
            throw new IOException(
                    "The coordinator at " + coordinator.address() + " cannot be reached"
                            + route.proxy()
                                    .map(proxy -> " through the proxy " + proxy.getHostString())
                                    .orElse("") + ": "
                            + reason(e),
                    e);
        }
        if (response.statusCode() == PROXY_ASKS) {
            throw new RefusedCall(PROXY_ASKS, proxyWords());
        }
        boolean isOurs = response.headers().firstValue(SignedCall.VERSION).isPresent();
        if (!isOurs) {
            throw new IOException("Something on the way answered in the coordinator's place, with status "
                    + response.statusCode() + ". Ask who runs the proxy to let " + coordinator.address() + " through");
        }
        if (response.statusCode() >= 300) {
            throw new RefusedCall(response.statusCode(), text(response));
        }
        return response;
    }

    private String tlsWords(SSLException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("PKIX") || said.contains("path") || said.contains("trust")) {
            return "The certificate that came from " + coordinator.address()
                    + " is not the coordinator's. Either a proxy opens TLS on the way: then give its certificate, if your"
                    + " house agrees. Or somebody stands between: then do not go on";
        }
        return "No safe connection to " + coordinator.address() + ": "
                + said.lines().findFirst().orElse("");
    }

    private String proxyWords() {
        return route.login().isPresent()
                ? "The proxy does not take the user and password that were given."
                : "The proxy asks for a user and a password, and none were given.";
    }

    private URI address(String target) {
        return URI.create(coordinator.address().toString().replaceAll("/+$", "") + target);
    }

    private static String text(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        String text = new String(body, 0, Math.min(body.length, 2000), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{C}", " ").strip();
    }

    /** What has to be said of the way, one sentence each; nothing for a straight one. */
    public List<String> remarks() {
        return route.remarks();
    }
}

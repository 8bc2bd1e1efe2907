package org.subtext.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.subtext.archive.ArchiveException.Kind;

/**
 * HTTP to one archive: authentication, time limits, and failures sorted by what can be done about them.
 *
 * <p>HTTP/1.1, so that parallel downloads are parallel connections. Redirects are not followed: credentials would
 * travel to wherever an answer points. Thread-safe.
 */
final class ArchiveHttp {
    /** What is done with an answer of status 2xx; called again from the start when the request is repeated. */
    @FunctionalInterface
    interface Answer<T> {
        T read(HttpResponse<InputStream> response) throws IOException;
    }

    private final ArchiveAddress address;
    private final Credentials credentials;
    private final ArchiveLimits limits;
    private final Retries retries;
    private final HttpClient client;

    ArchiveHttp(ArchiveAddress address, Credentials credentials, @Nullable SSLContext tls, ArchiveLimits limits) {
        this.address = address;
        this.credentials = credentials;
        this.limits = limits;
        this.retries = new Retries(limits);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connectTimeout());
        if (address.isTls()) {
            builder.sslContext(tls != null ? tls : TrustStores.context(null, null, new char[0]));
        }
        this.client = builder.build();
    }

    ArchiveAddress address() {
        return address;
    }

    ArchiveLimits limits() {
        return limits;
    }

    /** GETs a list, again where that may help. */
    <T> T get(String resource, String accept, Answer<T> answer) throws IOException {
        return retries.run(() -> send(get(resource, accept), limits.longestSearch(), answer));
    }

    /** GETs instances, once. */
    <T> T getOnce(String resource, String accept, Answer<T> answer) throws IOException {
        return send(get(resource, accept), limits.longestRetrieval(), answer);
    }

    private HttpRequest get(String resource, String accept) {
        return request(resource).header("Accept", accept).GET().build();
    }

    /** POSTs a body, again where that may help: STOW-RS stores the same instance once. */
    <T> T post(String resource, String contentType, String accept, byte[] body, Answer<T> answer) throws IOException {
        HttpRequest request = request(resource)
                .header("Content-Type", contentType)
                .header("Accept", accept)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return retries.run(() -> send(request, limits.longestSearch(), answer));
    }

    private HttpRequest.Builder request(String resource) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(address.base() + resource)).timeout(limits.idleTimeout());
        credentials.authorization().ifPresent(value -> builder.header("Authorization", value));
        return builder;
    }

    private <T> T send(HttpRequest request, Duration longest, Answer<T> answer) throws IOException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request, info -> new TimedBody(limits.idleTimeout(), longest));
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    throw refused(response);
                }
                refuseEncoded(response);
                T read = answer.read(response);
                drain(body);
                return read;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArchiveException(Kind.UNREACHABLE, "interrupted", e);
        } catch (IOException e) {
            throw sorted(e);
        }
    }

    /** None is asked for (RFC 9110 section 12.5.3), and none is unpacked: a small answer would be a large one. */
    private static void refuseEncoded(HttpResponse<InputStream> response) throws ArchiveException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.strip().equalsIgnoreCase("identity") && !encoding.isBlank()) {
            throw new ArchiveException(Kind.NOT_DICOMWEB, "the archive sent a compressed answer, unasked");
        }
    }

    /** A connection is used again only when its answer was read to the end. */
    private static void drain(InputStream body) throws IOException {
        byte[] rest = new byte[8 << 10];
        for (int i = 0; i < 8 && body.read(rest) >= 0; i++) {
            // what follows the last boundary is of no use
        }
    }

    private IOException sorted(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArchiveException known) {
                return known;
            }
            if (cause instanceof java.nio.file.FileSystemException) {
                return e; // ours, not the archive's
            }
            if (cause instanceof SSLException tls && !isBrokenConnection(tls)) {
                return new ArchiveException(Kind.TLS, "TLS with " + address.host() + " failed" + why(e), e);
            }
            if (cause instanceof UnresolvedAddressException || cause instanceof java.net.UnknownHostException) {
                return new ArchiveException(Kind.NO_SUCH_HOST, "no machine is called " + address.host(), e);
            }
        }
        if (e instanceof HttpTimeoutException) {
            return new ArchiveException(
                    Kind.TIMEOUT, "no answer for " + limits.idleTimeout().toSeconds() + " s", e);
        }
        if (isDiskFull(e)) {
            return e;
        }
        String what = e instanceof ConnectException ? "no connection to " + address.host() : "the connection broke";
        return new ArchiveException(Kind.UNREACHABLE, what, e);
    }

    /** What a person can do something about; Java's own words name files and certificates. */
    private static String why(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return ", its certificate has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return ", its certificate is not valid yet by this machine's clock";
            }
            if (String.valueOf(cause.getMessage()).startsWith("No subject alternative")
                    || String.valueOf(cause.getMessage()).startsWith("No name matching")) {
                return ", its certificate is for another host";
            }
        }
        return "";
    }

    /** Java names a connection that ends within TLS an SSLException as well. */
    private static boolean isBrokenConnection(SSLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("closed") || message.contains("reset") || message.contains("EOF");
    }

    static boolean isDiskFull(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("not enough space") || message.contains("quota");
    }

    private ArchiveException refused(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        Duration after =
                retryAfter(response.headers().firstValue("Retry-After")).orElse(null);
        if (status == 429 || status >= 500) {
            return new ArchiveException(Kind.BUSY, "the archive answered " + status, after, null);
        }
        if (status == 401 || status == 407) {
            return new ArchiveException(
                    Kind.UNAUTHORISED, "the archive answered " + status + " (" + credentials.kind() + " sent)");
        }
        if (status / 100 == 3) {
            return new ArchiveException(Kind.NOT_DICOMWEB, "the archive answered " + status + ", a redirection");
        }
        return new ArchiveException(Kind.REFUSED, "the archive answered " + status);
    }

    /** Seconds only: a date would need both clocks to agree. */
    private static Optional<Duration> retryAfter(Optional<String> header) {
        return header.map(String::strip)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}

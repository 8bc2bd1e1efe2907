package org.subtext.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subtext.archive.ArchiveAddress;
import org.subtext.archive.ArchiveLimits;
import org.subtext.archive.Credentials;
import org.subtext.archive.PullPlan.Peer;
import org.subtext.archive.TrustStores;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import picocli.CommandLine.Option;

/**
 * How to reach a DICOMweb archive and who to be there. Secrets come from files or the environment, never from the
 * command line, which other users of the machine can list.
 */
final class PeerOptions {
    private static final String TOKEN = "SUBTEXT_ARCHIVE_TOKEN";
    private static final String USER = "SUBTEXT_ARCHIVE_USER";
    private static final String PASSWORD = "SUBTEXT_ARCHIVE_PASSWORD";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with a bearer token; or set the environment variable " + TOKEN + ".")
    @Turns(argument = Argument.TOKEN_FILE)
    private @Nullable Path tokenFile;

    @Option(names = "--user", paramLabel = "NAME", description = "User for basic authentication; or " + USER + ".")
    @Turns(argument = Argument.USER)
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with the user's password; or " + PASSWORD + ".")
    @Turns(argument = Argument.PASSWORD_FILE)
    private @Nullable Path passwordFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates to trust, PEM, instead of those of the Java platform.")
    @Turns(argument = Argument.AUTHORITIES)
    private @Nullable Path authorities;

    @Option(names = "--client-key", paramLabel = "FILE", description = "Own key and certificate, PKCS #12.")
    @Turns(argument = Argument.CLIENT_KEY)
    private @Nullable Path clientKey;

    @Option(names = "--client-key-password-file", paramLabel = "FILE", description = "File with that key's password.")
    private @Nullable Path clientKeyPasswordFile;

    @Option(
            names = "--plain-http",
            description = "Send credentials over http:// to another machine although they can be read on the way.")
    private boolean plainHttp;

    @Option(names = "--retries", paramLabel = "N", description = "Repetitions of what failed for now; default 5.")
    private int retries = ArchiveLimits.STANDARD.retries();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Longest silence of the archive; default 60.")
    @Turns(argument = Argument.TIMEOUT)
    private long timeoutSeconds = ArchiveLimits.STANDARD.idleTimeout().toSeconds();

    Peer peer(String url) {
        return peer(url, System.getenv());
    }

    private Peer peer(String url, Map<String, String> environment) {
        ArchiveAddress address = ArchiveAddress.parse(url);
        Credentials credentials = PlanOptions.mendable(() -> credentials(environment));
        if (address.isReadableOnTheWay() && credentials.authorization().isPresent() && !plainHttp) {
            throw new InvalidInputException("The address begins with http://, so " + credentials.kind()
                    + " could be read on the way. Use https://, or say --plain-http if the network is yours.");
        }
        char[] password = clientKeyPasswordFile == null
                ? new char[0]
                : secret(clientKeyPasswordFile).toCharArray();
        SSLContext tls =
                authorities == null && clientKey == null ? null : TrustStores.context(authorities, clientKey, password);
        ArchiveLimits limits = PlanOptions.mendable(
                () -> ArchiveLimits.STANDARD.withRetries(retries).withIdleTimeout(Duration.ofSeconds(timeoutSeconds)));
        return new Peer(address, credentials, tls, limits);
    }

    private Credentials credentials(Map<String, String> environment) {
        String token = tokenFile == null ? environment.get(TOKEN) : secret(tokenFile);
        String name = user == null ? environment.get(USER) : user;
        if (tokenFile != null && user != null) {
            throw new InvalidInputException(
                    "Both a token and a user were given. Give --token-file or --user, not both.");
        }
        if (user == null && token != null) {
            return new Credentials.Bearer(token);
        }
        if (name == null) {
            return new Credentials.None();
        }
        String password = passwordFile == null ? environment.get(PASSWORD) : secret(passwordFile);
        if (password == null) {
            throw new InvalidInputException("A user was given without a password. Give --password-file FILE, or set the"
                    + " environment variable " + PASSWORD + ".");
        }
        return new Credentials.Basic(name, password);
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new InvalidInputException("The file " + file + " cannot be read. Expected one line of text with the"
                    + " secret, readable for you.");
        }
    }
}

package org.subtext.silo.site;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.Problems;
import org.subtext.silo.enrolment.TlsKeys;
import org.subtext.silo.keys.PrivateFile;
import org.subtext.silo.transport.Route;

/**
 * How a site reaches its coordinator, from {@code silo.properties} in its folder and from the environment, which wins.
 *
 * @param route by which calls go out
 */
public record SiteSettings(Route route) {
    static final String FILE = "silo.properties";

    /** Every key, with what it means; in the environment {@code SUBTEXT_SILO_} and the key in capitals. */
    private static final Map<String, String> KEYS = Map.of(
            "proxy", "host:port of the proxy that calls go through",
            "proxy_user", "user for a proxy that asks for one",
            "proxy_password_file", "file with that user's password, readable by its owner alone",
            "proxy_certificates", "PEM file of the authority of a proxy that opens TLS");

    private static final String PREFIX = "SUBTEXT_SILO_";

    /** A file that says each key with its meaning and sets none. */
    static String example() {
        StringBuilder text =
                new StringBuilder("# How this site reaches its coordinator. All calls go out, to one address.\n"
                        + "# The environment wins: SUBTEXT_SILO_PROXY, SUBTEXT_SILO_PROXY_USER and so on.\n");
        for (String key : new TreeSet<>(KEYS.keySet())) {
            text.append("# ").append(KEYS.get(key)).append("\n#").append(key).append(" =\n");
        }
        return text.toString();
    }

    /**
     * Reads the settings of a folder.
     *
     * @throws InvalidInputException with all that does not fit
     */
    static SiteSettings read(Path folder, Map<String, String> environment) throws IOException {
        Properties set = new Properties();
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                set.load(in);
            }
        }
        Problems problems = new Problems();
        for (String key : new TreeSet<>(set.stringPropertyNames())) {
            if (!KEYS.containsKey(key)) {
                problems.add("The setting \"" + key + "\" in " + file + " is none of "
                        + String.join(", ", new TreeSet<>(KEYS.keySet())) + "." + NearestName.hint(key, KEYS.keySet()));
            }
        }
        KEYS.keySet().forEach(key -> {
            String value = environment.get(PREFIX + key.toUpperCase(Locale.ROOT));
            if (value != null) {
                set.setProperty(key, value);
            }
        });
        Optional<InetSocketAddress> proxy = proxy(set.getProperty("proxy", "").strip(), problems);
        problems.throwIfAny();
        return new SiteSettings(new Route(proxy, login(set, folder), certificates(set, folder)));
    }

    private static Optional<InetSocketAddress> proxy(String text, Problems problems) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.lastIndexOf(':');
        if (colon > 0 && text.substring(colon + 1).matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port > 0 && port < 1 << 16) {
                return Optional.of(new InetSocketAddress(text.substring(0, colon), port));
            }
        }
        problems.add("The setting proxy is \"" + text + "\". Expected host:port, for example proxy.example.org:3128.");
        return Optional.empty();
    }

    private static Optional<Route.Login> login(Properties set, Path folder) throws IOException {
        String user = set.getProperty("proxy_user", "").strip();
        if (user.isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(set.getProperty("proxy_password_file", "proxy.password"));
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("The setting proxy_user is given, and there is no file " + file
                    + " with its password. Write it there, readable by its owner alone.");
        }
        PrivateFile.require(file);
        return Optional.of(new Route.Login(user, Files.readString(file).strip()));
    }

    private static List<X509Certificate> certificates(Properties set, Path folder) throws IOException {
        String name = set.getProperty("proxy_certificates", "").strip();
        if (name.isEmpty()) {
            return List.of();
        }
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "The setting proxy_certificates names " + file + ", and no such file is there.");
        }
        return TlsKeys.certificates(Files.readString(file), file);
    }
}

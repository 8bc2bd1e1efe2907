package org.subtext.silo.transport;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How a site reaches the world.
 *
 * @param proxy that connections go through, if any
 * @param login for a proxy that asks for one
 * @param opensTls certificates of a proxy that opens TLS, which the site then trusts too; empty where none does
 */
public record Route(Optional<InetSocketAddress> proxy, Optional<Login> login, List<X509Certificate> opensTls) {
    /** Straight. */
    public static final Route DIRECT = new Route(Optional.empty(), Optional.empty(), List.of());

    /** A user and a password, for basic authentication. */
    public record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "login of " + user;
        }
    }

    public Route {
        opensTls = List.copyOf(opensTls);
    }

    /** What has to be said where TLS is opened on the way. */
    public static final String OPENED =
            "TLS is opened on the way: the proxy sees who calls, when, and how much, and could"
                    + " hold calls back. It reads and changes no envelope: these are sealed and signed from end to end, and"
                    + " identity rests on that alone.";

    /** What has to be said of the way, one sentence each; nothing for a straight one. */
    public List<String> remarks() {
        return opensTls.isEmpty() ? List.of() : List.of(OPENED);
    }
}

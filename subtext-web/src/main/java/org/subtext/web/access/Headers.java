package org.subtext.web.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer tells the browser: no script, style, picture or request of anybody else's. */
public final class Headers {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private Headers() {}

    /** By name, in order. */
    public static Map<String, String> all() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cross-Origin-Embedder-Policy", "require-corp");
        headers.put("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    /** The header that hands the cookie out. */
    public static String cookie(String name, String value) {
        return name + "=" + value + "; Path=/; Max-Age=" + Pass.LASTS.toSeconds() + "; HttpOnly; SameSite=Strict";
    }
}

package org.subtext.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.OptionalLong;
import org.subtext.web.access.Gate;
import org.subtext.web.access.Headers;
import org.subtext.web.access.Pass;

/** What every request passes first, whatever the pages are of; each answer has the same headers. */
final class Admission {
    /** In the link that the program prints. */
    static final String CODE = "code";

    private final Pass pass;
    private final Gate gate;

    /** @param mayChange whether pages may change something, by POST */
    Admission(Pass pass, boolean mayChange) {
        this.pass = pass;
        this.gate = new Gate(pass, mayChange);
    }

    void addTo(RoutesConfig routes) {
        routes.before(this::admit);
    }

    private void admit(Context context) {
        Headers.all().forEach(context::header);
        Gate.Asked asked = asked(context);
        Optional<Gate.Refusal> refusal = gate.refusesStranger(asked);
        if (refusal.isEmpty()
                && context.req().getMethod().equals("GET") // whoever looks what a link leads to does not open it
                && context.queryParam(CODE) != null
                && context.path().equals("/")) {
            Optional<String> cookie = pass.exchange(context.queryParam(CODE));
            if (cookie.isPresent()) {
                context.header("Set-Cookie", Headers.cookie(cookieName(context), cookie.get()));
                context.redirect("/", HttpStatus.SEE_OTHER);
                context.skipRemainingHandlers();
                return;
            }
        }
        refusal.or(() -> gate.refuses(asked)).ifPresent(why -> {
            context.status(why.status());
            context.header("Connection", "close");
            context.contentType("text/plain; charset=utf-8").result(why.words() + "\n");
            context.skipRemainingHandlers();
        });
    }

    private Gate.Asked asked(Context context) {
        long length = context.req().getContentLengthLong();
        return new Gate.Asked(
                context.req().getLocalPort(),
                context.req().getMethod(),
                context.header("Host"),
                context.header("Origin"),
                context.header("Sec-Fetch-Site"),
                length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
                context.header("Transfer-Encoding") != null,
                context.cookie(cookieName(context)));
    }

    /** Browsers tell cookies apart by host, not by port: two explorers would take each other's. */
    private static String cookieName(Context context) {
        return "subtext-" + context.req().getLocalPort();
    }
}

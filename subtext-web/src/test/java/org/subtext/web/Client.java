package org.subtext.web;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A browser's part, without a browser: takes the link, keeps the cookie, reads pages. */
record Client(int port, String cookie) {
    /** Exchanges the code of a link for the cookie. */
    static Client with(String link) throws IOException {
        URI uri = URI.create(link);
        Reply reply = Reply.to(
                uri.getPort(), "GET /?" + uri.getQuery() + " HTTP/1.1", List.of("Host: 127.0.0.1:" + uri.getPort()));
        String cookie = reply.header("set-cookie").orElseThrow();
        return new Client(uri.getPort(), cookie.substring(0, cookie.indexOf(';')));
    }

    Reply get(String path) throws IOException {
        return Reply.to(port, "GET " + path + " HTTP/1.1", List.of("Host: 127.0.0.1:" + port, "Cookie: " + cookie));
    }
}

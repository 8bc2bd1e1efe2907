package org.subtext.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a server says to a request that is written byte by byte, as no well-behaved client would. */
record Reply(int status, Map<String, String> headers, String body) {
    /**
     * Asks.
     *
     * @param line the first of the request: "GET / HTTP/1.1"
     * @param headers after it; one that is repeated stays so
     */
    static Reply to(int port, String line, List<String> headers) throws IOException {
        return to(port, line, headers, "");
    }

    static Reply to(int port, String line, List<String> headers, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            List<String> all = new ArrayList<>(List.of(line));
            all.addAll(headers);
            all.add("Connection: close");
            OutputStream out = socket.getOutputStream();
            out.write((String.join("\r\n", all) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            out.flush();
            return parsed(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Reply parsed(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] head = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.put(
                    head[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    head[i].substring(colon + 1).strip());
        }
        return new Reply(Integer.parseInt(head[0].split(" ")[1]), headers, text.substring(end + 4));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}

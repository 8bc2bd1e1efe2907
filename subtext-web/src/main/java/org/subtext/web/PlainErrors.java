package org.subtext.web;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.subtext.web.access.Headers;

/** What is answered to a request that the server cannot read: a line of text, with every other answer's headers. */
final class PlainErrors extends ErrorHandler {
    private static final String TEXT = "text/plain; charset=utf-8";

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        write(response.getHeaders());
        Content.Sink.write(response, true, words(code), callback);
    }

    private static void write(HttpFields.Mutable fields) {
        for (Map.Entry<String, String> header : Headers.all().entrySet()) {
            fields.put(header.getKey(), header.getValue());
        }
        fields.put(HttpHeader.CONTENT_TYPE, TEXT);
    }

    private static String words(int status) {
        return "This request cannot be answered (" + status + "). Open the list of audits.\n";
    }
}

package org.subtext.web.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses within the explorer. A run is known by its name, which may hold anything that a folder's name may. */
final class Link {
    static final String AUDITS = "/";

    private Link() {}

    static String to(String run, Question question) {
        return "/runs/" + encoded(run) + "/" + question.path();
    }

    /** What stands on a page, to be saved: "figure-2.svg", "table-1.csv". */
    static String to(String run, Question question, String file) {
        return to(run, question) + "/" + file;
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package org.subtext.web.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses within the explorer. A run is known by its name, which may hold anything that a folder's name may. */
public final class Link {
    static final String AUDITS = "/";
    static final String COMPARE = "/compare";

    /** Of the address of a comparison: twice, the run whose numbers are taken off last. */
    static final String RUN = "run";

    private Link() {}

    /** A page of a run. */
    public static String to(String run, Question question) {
        return "/runs/" + encoded(run) + "/" + question.path();
    }

    /** What stands on a page, to be saved: "figure-2.svg", "table-1.csv". */
    static String to(String run, Question question, String file) {
        return to(run, question) + "/" + file;
    }

    static String toComparison(String first, String second) {
        return COMPARE + compared(first, second);
    }

    /** What stands on a page of a comparison, to be saved. */
    static String toComparison(String first, String second, String file) {
        return COMPARE + "/" + file + compared(first, second);
    }

    private static String compared(String first, String second) {
        return "?" + RUN + "=" + encoded(first) + "&" + RUN + "=" + encoded(second);
    }

    /** A name within an address. */
    public static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

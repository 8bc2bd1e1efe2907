package org.subtext.web.silos;

import org.subtext.provenance.ContentHash;

/** Addresses within a house: plans go by the first digits of their hash. */
final class Link {
    private Link() {}

    static String to(ContentHash plan) {
        return "/plans/" + plan.abbreviated();
    }

    /** What stands on a plan's page, to be saved. */
    static String to(ContentHash plan, String file) {
        return to(plan) + "/" + file;
    }

    /** What came out, as a file. */
    static String toResult(ContentHash plan, String ending) {
        return to(plan, "result." + ending);
    }

    /** Numbers of an output, from 1. */
    static String toNumbers(ContentHash plan, int output) {
        return to(plan) + "/outputs/" + output;
    }

    static String toNumbers(ContentHash plan, int output, int from) {
        return toNumbers(plan, output) + "?from=" + from;
    }

    /** The same as a file. */
    static String toFile(ContentHash plan, int output, String ending) {
        return toNumbers(plan, output) + "/numbers." + ending;
    }
}

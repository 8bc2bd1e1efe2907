package org.subtext.silo.plan;

import java.util.regex.Pattern;

/**
 * One of the operations that every installation brings along; what it is run with is in the terms of the plan.
 *
 * @param name as the installation lists it
 * @param version of the operation; a site that has another one refuses
 */
public record PlannedOperation(String name, int version) {
    /** Of all operations that are installed now. */
    public static final int VERSION = 1;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9 -]{1,59}");

    public PlannedOperation {
        if (!NAME.matcher(name).matches() || version < 1) {
            throw new IllegalArgumentException(
                    "An operation has a name of lower-case letters, digits and hyphens and a version from 1, got \""
                            + name + "\", version " + version);
        }
    }
}

package org.subtext.silo.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One of the operations that every installation brings along, with the settings that it is run with.
 *
 * @param name as the installation lists it
 * @param version of the operation; a site that has another one refuses
 * @param settings by name, in the order of their names
 */
public record PlannedOperation(String name, int version, Map<String, String> settings) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,59}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N} .,:;/_()+<>=-]{0,400}");

    public PlannedOperation {
        settings = new TreeMap<>(settings);
        if (!NAME.matcher(name).matches() || version < 1) {
            throw new IllegalArgumentException(
                    "An operation has a name of lower-case letters, digits and hyphens and a version from 1, got \""
                            + name + "\", version " + version);
        }
        settings.forEach((key, value) -> {
            if (!key.matches("[a-z][a-z0-9_]{0,39}") || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("The setting \"" + key + "\" of the operation " + name
                        + " is no name with a plain value of at most 400 letters, digits and common signs");
            }
        });
        settings = java.util.Collections.unmodifiableMap(settings);
    }
}

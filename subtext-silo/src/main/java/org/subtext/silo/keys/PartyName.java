package org.subtext.silo.keys;

import java.util.regex.Pattern;

/**
 * The name of a coordinator or a site, as certificates, plans and files carry it.
 *
 * @param value 2 to 40 lower-case letters, digits and single hyphens, beginning with a letter: {@code north-clinic}
 */
public record PartyName(String value) implements Comparable<PartyName> {
    private static final Pattern NAME = Pattern.compile("[a-z](-?[a-z0-9]){1,39}");
    private static final int LONGEST = 40;

    public PartyName {
        if (value.length() > LONGEST || !NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A party is named by 2 to 40 lower-case letters, digits and single hyphens, beginning with a letter,"
                            + " for example north-clinic");
        }
    }

    @Override
    public int compareTo(PartyName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

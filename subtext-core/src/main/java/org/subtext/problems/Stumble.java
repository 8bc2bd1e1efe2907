package org.subtext.problems;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * Where a library stumbled over a file. Its own words are never said: they quote what they stumbled over, and that is a
 * patient's row as often as not.
 */
public final class Stumble {
    private static final Pattern LINE = Pattern.compile("(?i)\\bline:? (\\d{1,18})");

    private Stumble() {}

    /** The place in a JSON or YAML file: " at line 3, column 7"; empty where the library does not say. */
    public static String at(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        if (place == null || place.getLineNr() < 1) {
            return "";
        }
        return " at line " + place.getLineNr() + (place.getColumnNr() < 1 ? "" : ", column " + place.getColumnNr());
    }

    /** The line that a library names in its message, whatever else stands there; empty where it names none. */
    public static OptionalLong line(Exception e) {
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    }
}

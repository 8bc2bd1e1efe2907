package org.subtext.archive;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media type with its parameters (RFC 9110 section 8.3.1).
 *
 * @param type in lower case: {@code multipart/related}
 * @param parameters by name in lower case, quotes taken off
 */
record ContentType(String type, Map<String, String> parameters) {
    private static final int LONGEST = 1000;
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^\\s=;\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]*))");

    static ContentType parse(String header) {
        String text = header.length() > LONGEST ? header.substring(0, LONGEST) : header;
        int semicolon = text.indexOf(';');
        String type =
                (semicolon < 0 ? text : text.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new TreeMap<>();
        Matcher found = PARAMETER.matcher(text);
        while (found.find()) {
            String value = found.group(2) != null ? found.group(2).replaceAll("\\\\(.)", "$1") : found.group(3);
            parameters.putIfAbsent(found.group(1).toLowerCase(Locale.ROOT), value);
        }
        return new ContentType(type, parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}

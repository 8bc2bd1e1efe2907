package org.subtext.mcp.tools;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tool takes under one name.
 *
 * @param kind text or a whole number from 0 on
 * @param most characters of a text, or the largest number
 */
public record Parameter(String name, String description, Kind kind, int most, boolean isRequired) {
    /** What a value is. */
    public enum Kind {
        TEXT,
        NUMBER
    }

    static Parameter text(String name, int most, String description) {
        return new Parameter(name, description, Kind.TEXT, most, true);
    }

    static Parameter number(String name, int most, String description) {
        return new Parameter(name, description, Kind.NUMBER, most, false);
    }

    Parameter optional() {
        return new Parameter(name, description, kind, most, false);
    }

    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", kind == Kind.TEXT ? "string" : "integer");
        schema.put("description", description);
        if (kind == Kind.TEXT) {
            schema.put("minLength", 1);
            schema.put("maxLength", most);
        } else {
            schema.put("minimum", 0);
            schema.put("maximum", most);
        }
        return schema;
    }
}

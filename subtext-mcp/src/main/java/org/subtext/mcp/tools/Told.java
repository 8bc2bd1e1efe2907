package org.subtext.mcp.tools;

import java.util.Map;

/**
 * What a tool tells.
 *
 * @param data as its output schema says
 * @param text the same for a reader, in the words of the report and of every other face
 */
public record Told(Map<String, Object> data, String text) implements Outcome {
    @Override
    public boolean isRefusal() {
        return false;
    }
}

package org.subtext.report.harm.export;

import java.util.ArrayList;
import java.util.List;

/**
 * An element of an XML document that holds either text or elements. Letters that XML cannot hold become U+FFFD.
 *
 * @param text empty where there are children
 */
record Element(String name, String text, List<Element> children) {
    Element {
        children = List.copyOf(children);
    }

    static Element of(String name, String text) {
        return new Element(name, text, List.of());
    }

    static Element of(String name, Element... children) {
        return new Element(name, "", List.of(children));
    }

    static Element of(String name, List<Element> children) {
        return new Element(name, "", children);
    }

    /** The whole document, this its root. */
    String document(String namespace) {
        List<String> lines = new ArrayList<>(List.of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
        write(lines, "", " xmlns=\"" + namespace + "\"");
        return String.join("\n", lines) + "\n";
    }

    private void write(List<String> lines, String indent, String attributes) {
        if (children.isEmpty()) {
            lines.add(indent + "<" + name + attributes + ">" + escaped(text) + "</" + name + ">");
            return;
        }
        lines.add(indent + "<" + name + attributes + ">");
        children.forEach(child -> child.write(lines, indent + "  ", ""));
        lines.add(indent + "</" + name + ">");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(isAllowed(letter) ? letter : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** XML 1.0, section 2.2; a line break is not expected within a text and would be told as one. */
    private static boolean isAllowed(int letter) {
        return letter == '\t'
                || letter == '\n'
                || letter >= ' ' && letter <= 0xD7FF
                || letter >= 0xE000 && letter <= 0xFFFD
                || letter >= 0x10000;
    }
}

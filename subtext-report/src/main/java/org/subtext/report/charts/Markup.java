package org.subtext.report.charts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.subtext.wording.VisibleText;

/**
 * A piece of HTML or SVG as an immutable tree; whatever text goes in comes out escaped.
 *
 * <p>Written as XML that is also HTML: the same bytes serve browsers and the PDF renderer. Methods return new trees.
 */
public final class Markup {
    /** Elements that HTML lets stand without an end tag, and the leaves of SVG. */
    private static final Set<String> CLOSED_AT_ONCE =
            Set.of("meta", "br", "hr", "img", "link", "path", "rect", "circle", "line", "polyline", "polygon", "col");

    /** Shows its children only. */
    private static final String FRAGMENT = "";

    private final String name;
    private final Map<String, String> attributes;
    private final List<Object> children;

    private Markup(String name, Map<String, String> attributes, List<Object> children) {
        this.name = name;
        this.attributes = attributes;
        this.children = children;
    }

    public static Markup tag(String name) {
        return new Markup(name, Map.of(), List.of());
    }

    /** An element that holds a text. */
    public static Markup text(String name, String text) {
        return tag(name).add(text);
    }

    /** Children in a row, without an element around them. */
    public static Markup fragment(List<Markup> children) {
        return tag(FRAGMENT).addAll(children);
    }

    public static Markup nothing() {
        return tag(FRAGMENT);
    }

    public Markup with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Markup(name, more, children);
    }

    public Markup with(String attribute, double value) {
        return with(attribute, NumberText.coordinate(value));
    }

    public Markup add(String text) {
        return addChild(text);
    }

    public Markup add(Markup child) {
        return addChild(child);
    }

    public Markup addAll(List<Markup> more) {
        List<Object> all = new ArrayList<>(children);
        all.addAll(more);
        return new Markup(name, attributes, all);
    }

    /** The element's name; empty of children in a row. */
    public String name() {
        return name;
    }

    /** The value of an attribute. */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    public Markup without(String attribute) {
        Map<String, String> fewer = new LinkedHashMap<>(attributes);
        fewer.remove(attribute);
        return new Markup(name, fewer, children);
    }

    /** The elements in it, without the texts between them. */
    public List<Markup> elements() {
        return children.stream()
                .filter(Markup.class::isInstance)
                .map(Markup.class::cast)
                .toList();
    }

    /** All text in it, unescaped. */
    public String words() {
        return children.stream()
                .map(child -> child instanceof Markup markup ? markup.words() : (String) child)
                .collect(Collectors.joining());
    }

    /** The same tree with each element, from the inside out, in its changed form. */
    public Markup changed(UnaryOperator<Markup> change) {
        List<Object> inside = new ArrayList<>();
        for (Object child : children) {
            inside.add(child instanceof Markup markup ? markup.changed(change) : child);
        }
        return change.apply(new Markup(name, attributes, inside));
    }

    /**
     * The same tree with each text in its changed form, what a screen reader is told among them.
     *
     * @param asItIs elements whose texts stay
     */
    public Markup reworded(UnaryOperator<String> change, Set<String> asItIs) {
        if (asItIs.contains(name)) {
            return this;
        }
        Map<String, String> told = new LinkedHashMap<>(attributes);
        told.computeIfPresent("aria-label", (any, label) -> change.apply(label));
        List<Object> inside = new ArrayList<>();
        for (Object child : children) {
            inside.add(child instanceof Markup markup ? markup.reworded(change, asItIs) : change.apply((String) child));
        }
        return new Markup(name, told, inside);
    }

    boolean isEmpty() {
        return name.equals(FRAGMENT) && children.isEmpty();
    }

    private Markup addChild(Object child) {
        List<Object> all = new ArrayList<>(children);
        all.add(child);
        return new Markup(name, attributes, all);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        writeTo(out);
        return out.toString();
    }

    private void writeTo(StringBuilder out) {
        if (!name.equals(FRAGMENT)) {
            out.append('<').append(name);
            attributes.forEach((key, value) -> out.append(' ')
                    .append(key)
                    .append("=\"")
                    .append(escape(value))
                    .append('"'));
            if (CLOSED_AT_ONCE.contains(name) && children.isEmpty()) {
                out.append("/>");
                return;
            }
            out.append('>');
        }
        for (Object child : children) {
            if (child instanceof Markup markup) {
                markup.writeTo(out);
            } else {
                // Quotes stay as they are: a style sheet in HTML is not unescaped.
                out.append(escape((String) child).replace("&quot;", "\""));
            }
        }
        if (!name.equals(FRAGMENT)) {
            out.append("</").append(name).append('>');
        }
    }

    /** Escapes what has a meaning in XML, and shows control characters, which XML cannot hold or a page would obey. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        VisibleText.of(text).codePoints().filter(Markup::isAllowed).forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}

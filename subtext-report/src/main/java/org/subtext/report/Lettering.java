package org.subtext.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Text on a page of pixels: broken into lines, and cut with an ellipsis where there is no room for it. Not thread-safe.
 */
final class Lettering {
    private final Graphics2D page;
    private final Font plain = font("DejaVuSansCondensed.ttf");
    private final Font bold = font("DejaVuSansCondensed-Bold.ttf");

    Lettering(Graphics2D page) {
        this.page = page;
    }

    /** A face, its size in pixels, and a colour. */
    record Style(boolean isBold, int size, Color colour) {
        /** From baseline to baseline. */
        int step() {
            return Math.round(size * 1.35f);
        }
    }

    /** One line whose baseline starts at (x, y). */
    void startingAt(double x, double y, Style style, String text) {
        page.setFont(font(style));
        page.setColor(style.colour());
        page.drawString(text, (float) x, (float) y);
    }

    void endingAt(double x, double y, Style style, String text) {
        startingAt(x - width(style, text), y, style, text);
    }

    void centred(double x, double y, Style style, String text) {
        startingAt(x - width(style, text) / 2, y, style, text);
    }

    /** Lines below {@code top}, one a {@link Style#step}; gives the place below the last. */
    int paragraph(int left, int top, Style style, List<String> lines) {
        int y = top;
        for (String line : lines) {
            y += style.step();
            startingAt(left, y - Math.round(style.size() * 0.35f), style, line);
        }
        return y;
    }

    /** The text in lines that fit, {@code most} at most; what is left over is cut off the last. */
    List<String> lines(Style style, String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            boolean isFull = width(style, longer) > width && !line.isEmpty();
            if (isFull && lines.size() + 1 < most) {
                lines.add(fitted(style, line, width));
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(fitted(style, line, width));
        return lines;
    }

    /** The text, or as much of it as there is room for and an ellipsis. */
    String fitted(Style style, String text, int width) {
        String shown = text;
        for (int length = text.length() - 1; length > 0 && width(style, shown) > width; length--) {
            shown = text.substring(0, length) + "…";
        }
        return shown;
    }

    private double width(Style style, String text) {
        return page.getFontMetrics(font(style)).stringWidth(text);
    }

    private Font font(Style style) {
        return (style.isBold() ? bold : plain).deriveFont((float) style.size());
    }

    private static Font font(String file) {
        try (InputStream in = Objects.requireNonNull(
                Lettering.class.getResourceAsStream(PdfReport.FONTS + file),
                file + " is missing from the class path")) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("a font of the class path cannot be read: " + file, e);
        }
    }
}

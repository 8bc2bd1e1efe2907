package org.subtext.deidentification.lettering;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/** Text as consoles burn it in: a random line of random font, weight, grey and place. */
record DrawnText(String text, Font font, boolean smooth, float contrast, double across, double down) {
    private static final List<String> FONTS =
            List.of(Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED, Font.DIALOG, Font.DIALOG_INPUT);
    private static final List<String> NAMES =
            List.of("DOE^JANE", "Miller, Robert", "OKAFOR^CHIDI", "Nguyen Thi Lan", "GARCIA-LOPEZ", "Kowalska A.");

    /** A line along an edge whose capitals are {@code pixels} high, standing out by 0.2 to 1 of the grey range. */
    static DrawnText random(SplittableRandom random, double pixels) {
        boolean left = random.nextBoolean();
        boolean up = random.nextBoolean();
        double inward = random.nextDouble(0.01, 0.08);
        return at(random, pixels, left ? inward : 1 - inward, up ? inward : 1 - inward);
    }

    /** The same anywhere in the image. */
    static DrawnText anywhere(SplittableRandom random, double pixels) {
        return at(random, pixels, random.nextDouble(), random.nextDouble());
    }

    private static DrawnText at(SplittableRandom random, double pixels, double across, double down) {
        String text = random.nextBoolean()
                ? NAMES.get(random.nextInt(NAMES.size()))
                : "ID %d  %02d/%02d/19%02d"
                        .formatted(
                                random.nextInt(100_000, 10_000_000),
                                random.nextInt(1, 13),
                                random.nextInt(1, 29),
                                random.nextInt(20, 100));
        Font unit =
                new Font(FONTS.get(random.nextInt(FONTS.size())), random.nextBoolean() ? Font.PLAIN : Font.BOLD, 100);
        double capital =
                unit.createGlyphVector(context(), "H").getVisualBounds().getHeight();
        return new DrawnText(
                text,
                unit.deriveFont((float) (100 * pixels / capital)),
                random.nextBoolean(),
                (float) random.nextDouble(0.2, 1),
                across,
                down);
    }

    /**
     * The image with the line in it; where it stands is lighter or darker, whichever the greys there leave room for.
     */
    FloatImage on(FloatImage image) {
        GlyphVector line = font.createGlyphVector(context(), text);
        Rectangle2D box = line.getVisualBounds();
        int width = image.width();
        int height = image.height();
        double x = across * (width - box.getWidth());
        double y = down * (height - box.getHeight());
        BufferedImage ink = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = ink.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING,
                smooth ? RenderingHints.VALUE_ANTIALIAS_ON : RenderingHints.VALUE_ANTIALIAS_OFF);
        pen.setColor(Color.WHITE);
        pen.drawGlyphVector(line, (float) (x - box.getX()), (float) (y - box.getY()));
        pen.dispose();
        return blended(image, ink, backgroundIn(image, x, y, box));
    }

    private FloatImage blended(FloatImage image, BufferedImage ink, float background) {
        float grey = background + contrast <= 1 ? background + contrast : Math.max(0, background - contrast);
        float[] values = image.values().clone();
        for (int i = 0; i < values.length; i++) {
            float cover = ink.getRaster().getSample(i % image.width(), i / image.width(), 0) / 255f;
            values[i] += cover * (grey - values[i]);
        }
        return new FloatImage(image.width(), image.height(), values);
    }

    private static float backgroundIn(FloatImage image, double x, double y, Rectangle2D box) {
        double sum = 0;
        int count = 0;
        for (int v = (int) Math.max(0, y); v < Math.min(image.height(), y + box.getHeight()); v++) {
            for (int u = (int) Math.max(0, x); u < Math.min(image.width(), x + box.getWidth()); u++) {
                sum += image.values()[v * image.width() + u];
                count++;
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }

    private static java.awt.font.FontRenderContext context() {
        return new java.awt.font.FontRenderContext(null, true, true);
    }
}

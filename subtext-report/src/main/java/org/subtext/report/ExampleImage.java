package org.subtext.report;

import java.util.Base64;

/** An image to show, as PNG in base64, with a caption that names no patient and no file. */
public record ExampleImage(String caption, String pngBase64) {
    public static ExampleImage of(String caption, byte[] png) {
        return new ExampleImage(caption, Base64.getEncoder().encodeToString(png));
    }
}

package org.subtext.images;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Formats of pictures that are known by their first bytes and not read, so that they are refused by their name. */
final class OtherFormats {
    private static final int LONGEST = 16;

    private static final Map<String, String> BY_START = Map.ofEntries(
            Map.entry("GIF8", "a GIF"),
            Map.entry("BM", "a BMP"),
            Map.entry("\0\0\0\fjP  ", "a JPEG 2000 file"),
            Map.entry("\u00FFO\u00FFQ", "a JPEG 2000 code stream"),
            Map.entry("\0\0\0\fJXL ", "a JPEG XL file"),
            Map.entry("\u00FF\n", "a JPEG XL code stream"),
            Map.entry("8BPS", "a Photoshop file"),
            Map.entry("%PDF", "a PDF"),
            Map.entry("\u0089HDF", "an HDF5 file"),
            Map.entry("\u0093NUMPY", "a NumPy array"),
            Map.entry("P5\n", "a PGM"),
            Map.entry("NRRD", "an NRRD volume"));

    private OtherFormats() {}

    /** The format with its article; empty where the bytes are of none that is known. */
    static Optional<String> name(byte[] file) {
        String start = new String(file, 0, Math.min(LONGEST, file.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return Optional.of("a WebP");
        }
        if (start.startsWith("ftyp", 4)) {
            boolean avif = start.startsWith("avif", 8);
            boolean heif = start.startsWith("hei", 8) || start.startsWith("mif1", 8) || start.startsWith("hev", 8);
            return avif ? Optional.of("an AVIF") : heif ? Optional.of("a HEIC picture") : Optional.of("a video");
        }
        return BY_START.entrySet().stream()
                .filter(one -> start.startsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}

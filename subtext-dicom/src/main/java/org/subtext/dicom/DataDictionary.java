package org.subtext.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Value representations of standard tags (PS3.6 chapters 6 and 7), for data sets in implicit VR and for elements that
 * were passed on as UN. Holds the groups of patients, studies, acquisition and pixels, not the whole standard.
 */
final class DataDictionary {
    private static final String RESOURCE = "value-representations.txt";

    /** US or SS, as Pixel Representation (0028,0103) has it. */
    private static final String SIGN_OF_PIXELS = "XS";

    private static final Map<Integer, String> REPRESENTATIONS = read();

    private DataDictionary() {}

    /**
     * The representation of a tag.
     *
     * @param signedPixels whether Pixel Representation (0028,0103) of the data set is 1
     */
    static Optional<Vr> find(Tag tag, boolean signedPixels) {
        if (tag.element() == 0) {
            return Optional.of(Vr.UL);
        }
        if (tag.isPrivate()) {
            // Reserves a block of private elements (PS3.5 section 7.8.1).
            return tag.element() >= 0x10 && tag.element() <= 0xFF ? Optional.of(Vr.LO) : Optional.empty();
        }
        // Overlays repeat in the groups 6000, 6002, ... 601E (PS3.5 section 7.6).
        int packed = tag.group() >>> 8 == 0x60 ? 0x60000000 | tag.element() : tag.packed();
        String found = REPRESENTATIONS.get(packed);
        if (found == null) {
            return Optional.empty();
        }
        if (found.equals(SIGN_OF_PIXELS)) {
            return Optional.of(signedPixels ? Vr.SS : Vr.US);
        }
        return Optional.of(Vr.valueOf(found));
    }

    private static Map<Integer, String> read() {
        Map<Integer, String> representations = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(DataDictionary.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String vr = line.substring(0, 2);
                for (String tag : line.substring(3).split(" ", -1)) {
                    representations.put(Integer.parseUnsignedInt(tag, 16), vr);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(representations);
    }
}

package org.subtext.deidentification;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/**
 * A kind of place of a DICOM file into which text is planted.
 *
 * @param name what kind, for people
 * @param secret what is planted; {@code %03d} becomes the number of the place, so that each has text of its own
 * @param planting puts the text into a radiograph
 */
record Place(String name, String secret, BiFunction<RawDicom, String, RawDicom> planting) {
    /** Twelve capitals and digits, which all representations of text may hold. */
    static Place of(String name, BiFunction<RawDicom, String, RawDicom> planting) {
        return new Place(name, "QZ%03dWERMUT", planting);
    }

    /** Ten digits, for representations of numbers. */
    static Place ofDigits(String name, BiFunction<RawDicom, String, RawDicom> planting) {
        return new Place(name, "81%03d77331", planting);
    }

    static Place of(String name, String secret, BiFunction<RawDicom, String, RawDicom> planting) {
        return new Place(name, secret, planting);
    }

    String secret(int number) {
        return secret.replace("%03d", "%03d".formatted(number));
    }

    byte[] file(int number) {
        return planting.apply(RawDicom.radiograph(number), secret(number)).file();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

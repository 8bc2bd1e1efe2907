package org.subtext.deidentification.verification;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The segments of a JPEG or JPEG-LS code stream (ISO/IEC 10918-1 annex B, 14495-1 annex C): only those from which a
 * decoder takes something, each as long as it says, from the first byte to the last.
 */
final class JpegWalk {
    private static final Set<Integer> FRAMES =
            Set.of(0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xF7);

    private final byte[] bytes;
    private final int to;
    private final Set<Integer> quantisation = new HashSet<>();
    private final Set<Integer> quantisationUsed = new HashSet<>();
    private final Set<Integer> huffman = new HashSet<>();
    private final Set<Integer> huffmanUsed = new HashSet<>();
    private boolean lossless;
    private int at;

    private JpegWalk(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** What the stream has beyond that; empty where there is nothing. */
    static Optional<String> check(byte[] bytes, int from, int to) {
        JpegWalk walk = new JpegWalk(bytes, from, to);
        try {
            return walk.walk();
        } catch (ArrayIndexOutOfBoundsException e) {
            return Optional.of("cut off");
        }
    }

    private Optional<String> walk() {
        if (next() != 0xFF || next() != 0xD8) {
            return Optional.of("before its start");
        }
        while (at < to) {
            if (next() != 0xFF) {
                return Optional.of("between segments");
            }
            int marker = next();
            if (marker == 0xD9) {
                return end();
            }
            int length = next() << 8 | next();
            int from = at;
            int behind = at + length - 2;
            if (length < 2 || behind > to) {
                return Optional.of("cut off");
            }
            if (!segment(marker, length - 2) || at > behind) {
                return Optional.of("segment FF%02X".formatted(marker));
            }
            if (marker == 0xC4 || marker == 0xDB) {
                if (at != behind) {
                    return Optional.of("a table longer than it says");
                }
            }
            at = behind;
            if (marker == 0xDA) {
                scanUse(from);
                entropy();
            }
        }
        return Optional.of("no end");
    }

    private Optional<String> end() {
        if (to - at > 1 || to - at == 1 && bytes[at] != 0) {
            return Optional.of("behind its end");
        }
        if (!quantisationUsed.containsAll(quantisation) || !huffmanUsed.containsAll(huffman)) {
            return Optional.of("a table that no scan uses");
        }
        return Optional.empty();
    }

    private boolean segment(int marker, int length) {
        if (FRAMES.contains(marker)) {
            lossless = marker == 0xC3 || marker == 0xC7 || marker == 0xCB || marker == 0xCF;
            for (int i = 0; i < (bytes[at + 5] & 0xFF); i++) {
                quantisationUsed.add(bytes[at + 8 + 3 * i] & 0xFF);
            }
            return length == 6 + 3 * (bytes[at + 5] & 0xFF);
        }
        return switch (marker) {
            case 0xC4 -> huffman(at + length);
            case 0xDB -> quantisation(at + length);
            case 0xDA -> length == 4 + 2 * (bytes[at] & 0xFF);
            case 0xDD -> length == 2 || length == 3 || length == 4;
            case 0xDC -> length == 2;
            case 0xCC -> length % 2 == 0 && length <= 16;
            case 0xF8 -> bytes[at] == 1 && length == 11 || bytes[at] == 2;
            case 0xEE -> length == 12 && begins("Adobe");
            case 0xE0 -> length == 14 && begins("JFIF\0") && bytes[at + 12] == 0 && bytes[at + 13] == 0;
            case 0xE8 -> length == 5 && begins("mrfx");
            default -> false;
        };
    }

    private boolean begins(String text) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < start.length; i++) {
            if (bytes[at + i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean huffman(int behind) {
        while (at + 17 <= behind) {
            int id = next();
            int symbols = 0;
            for (int i = 0; i < 16; i++) {
                symbols += next();
            }
            huffman.add(id);
            at += symbols;
        }
        return at == behind;
    }

    private boolean quantisation(int behind) {
        while (at + 65 <= behind) {
            int id = next();
            quantisation.add(id & 15);
            at += id >> 4 == 0 ? 64 : 128;
        }
        return at == behind;
    }

    /** Tables of DC or lossless coefficients have ids of 0 to 3, of AC 16 to 19. */
    private void scanUse(int from) {
        int components = bytes[from] & 0xFF;
        int first = bytes[from + 1 + 2 * components];
        int last = bytes[from + 2 + 2 * components];
        for (int i = 0; i < components; i++) {
            int selector = bytes[from + 2 + 2 * i] & 0xFF;
            if (lossless || first == 0) {
                huffmanUsed.add(selector >> 4);
            }
            if (!lossless && last > 0) {
                huffmanUsed.add(16 + (selector & 15));
            }
        }
    }

    /** To the next marker that is neither a stuffed FF nor a restart. */
    private void entropy() {
        while (at + 1 < to) {
            int second = bytes[at + 1] & 0xFF;
            boolean marker =
                    (bytes[at] & 0xFF) == 0xFF && second >= 0x80 && (second < 0xD0 || second > 0xD7) && second != 0xFF;
            if (marker) {
                return;
            }
            at++;
        }
        at = to;
    }

    private int next() {
        if (at >= to) {
            throw new ArrayIndexOutOfBoundsException(at);
        }
        return bytes[at++] & 0xFF;
    }
}

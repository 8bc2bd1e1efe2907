package org.subtext.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes sound files where a format keeps its sizes, counts, offsets, types and lengths; the same for one seed. */
final class Mutator {
    private static final long[] NUMBERS = {
        0,
        1,
        2,
        3,
        7,
        8,
        9,
        15,
        16,
        32,
        33,
        64,
        127,
        128,
        255,
        256,
        1000,
        4096,
        8191,
        8192,
        8193,
        16384,
        32767,
        32768,
        65535,
        65536,
        1L << 20,
        1L << 24,
        0x7FFFFFFFL,
        0x80000000L,
        0xFFFFFFFEL,
        0xFFFFFFFFL,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };
    private static final String[] WORDS = {
        "",
        "0",
        "1",
        "-1",
        "2147483647",
        "2147483648",
        "4294967295",
        "9223372036854775807",
        "1e2000000000",
        "1e-999999",
        "NaN",
        "Infinity",
        "99999999999999999999999999",
        "A1",
        "XFD1048576",
        "XFE1",
        "ZZZZZZ9",
        "1A",
        "A0",
        "\"",
        "'",
        "<",
        "&#0;",
        "&amp;",
        "]]>",
        "[[[[[[[[",
        "{{{{{{{{",
        "null",
        "true",
        "../../etc",
        "s",
        "n",
        "str",
        "\u0000",
        "F32",
        "I64",
        "BOOL",
        "\n",
        "\r\n",
        ",,,,",
        "\t"
    };
    private static final Pattern WORD =
            Pattern.compile("-?[0-9.]+(?:e-?[0-9]+)?|[A-Z]{1,3}[0-9]+|\"[^\"]{0,40}\"|[<>,;]");
    private static final int LONGEST = 1 << 20;

    private final SplittableRandom random;

    Mutator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    byte[] mutant(Format format) {
        List<byte[]> seeds = format.seeds();
        byte[] file = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + random.nextInt(random.nextInt(3) == 0 ? 8 : 2);
        for (int i = 0; i < changes && file.length > 8; i++) {
            file = format.isText() && random.nextInt(4) > 0 ? words(file) : bytes(format, file);
        }
        return format.finished(file);
    }

    private byte[] bytes(Format format, byte[] file) {
        int kind = random.nextInt(20);
        if (kind < 13) {
            return field(format, file);
        }
        int at = random.nextInt(file.length);
        int length = 1 + random.nextInt(Math.min(file.length - at, random.nextBoolean() ? 16 : 4096));
        return switch (kind) {
            case 13 -> Arrays.copyOf(file, at);
            case 14 -> joined(file, at, at + length, file.length); // cut out
            case 15 -> repeated(file, at, length);
            case 16 -> filled(file, at, length, 0);
            case 17 -> filled(file, at, length, 0xFF);
            default -> {
                file[at] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (file[at] ^ 1 << random.nextInt(8));
                yield file;
            }
        };
    }

    private byte[] field(Format format, byte[] file) {
        List<Field> fields =
                format.fields(file).stream().filter(one -> one.isWithin(file)).toList();
        if (fields.isEmpty()) {
            return file;
        }
        Field chosen = fields.get(random.nextInt(fields.size()));
        long value = value(chosen.get(file));
        boolean isTogether = random.nextBoolean();
        for (Field one : fields) {
            if (one.equals(chosen) || isTogether && one.what().equals(chosen.what())) {
                one.put(file, value);
            }
        }
        return file;
    }

    private long value(long was) {
        return switch (random.nextInt(8)) {
            case 0 -> was + 1;
            case 1 -> was - 1;
            case 2 -> was * 2;
            case 3 -> was << random.nextInt(1, 24);
            case 4 -> random.nextLong();
            default -> NUMBERS[random.nextInt(NUMBERS.length)];
        };
    }

    private byte[] words(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<int[]> found = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find() && found.size() < 20_000) {
            found.add(new int[] {matcher.start(), matcher.end()});
        }
        if (found.isEmpty()) {
            return file;
        }
        int[] place = found.get(random.nextInt(found.size()));
        String word = WORDS[random.nextInt(WORDS.length)];
        if (random.nextInt(6) == 0) {
            word = (word.isEmpty() ? "9" : word).repeat(1 << random.nextInt(1, 12));
        }
        String now = text.substring(0, place[0]) + word + text.substring(place[1]);
        return now.substring(0, Math.min(LONGEST, now.length())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] file, int end, int from, int to) {
        byte[] joined = Arrays.copyOf(file, end + to - from);
        System.arraycopy(file, from, joined, end, to - from);
        return joined;
    }

    private byte[] repeated(byte[] file, int at, int length) {
        int times = 1 << random.nextInt(10);
        int grown = (int) Math.min(LONGEST, (long) length * times);
        if (file.length + grown > 2 * LONGEST) {
            return file;
        }
        byte[] more = new byte[file.length + grown];
        System.arraycopy(file, 0, more, 0, at);
        for (int i = 0; i < grown; i++) {
            more[at + i] = file[at + i % length];
        }
        System.arraycopy(file, at, more, at + grown, file.length - at);
        return more;
    }

    private static byte[] filled(byte[] file, int at, int length, int with) {
        Arrays.fill(file, at, at + length, (byte) with);
        return file;
    }
}

package org.subtext.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Text that changes its character set by escape sequences (ISO 2022 as PS3.5 section 6.1.2.5 restricts it). Bytes below
 * 0x80 are of the set in G0, bytes from 0x80 of the set in G1; a delimiter brings the first sets back. For one text
 * only.
 */
final class CodeExtension {
    private static final int ESCAPE = 0x1B;
    private static final Charset JAPANESE = Charset.forName("EUC-JP");

    /** A set in G0 or G1: its charset, bytes a character, and what EUC puts before a character. */
    private record CodeElement(Charset charset, int bytes, int shift) {
        static CodeElement single(Charset charset) {
            return new CodeElement(charset, 1, 0);
        }
    }

    private static final CodeElement ASCII = CodeElement.single(StandardCharsets.ISO_8859_1);

    /**
     * By what follows the escape character, PS3.3 tables C.12-3 and C.12-4; "(" and "$" go to G0, ")" and "-" to G1.
     */
    private static final Map<String, CodeElement> SETS = Map.ofEntries(
            Map.entry("(B", ASCII),
            Map.entry("(J", CodeElement.single(Charset.forName("JIS_X0201"))),
            Map.entry(")I", CodeElement.single(Charset.forName("JIS_X0201"))),
            Map.entry("-A", CodeElement.single(StandardCharsets.ISO_8859_1)),
            Map.entry("-B", CodeElement.single(Charset.forName("ISO-8859-2"))),
            Map.entry("-C", CodeElement.single(Charset.forName("ISO-8859-3"))),
            Map.entry("-D", CodeElement.single(Charset.forName("ISO-8859-4"))),
            Map.entry("-L", CodeElement.single(Charset.forName("ISO-8859-5"))),
            Map.entry("-G", CodeElement.single(Charset.forName("ISO-8859-6"))),
            Map.entry("-F", CodeElement.single(Charset.forName("ISO-8859-7"))),
            Map.entry("-H", CodeElement.single(Charset.forName("ISO-8859-8"))),
            Map.entry("-M", CodeElement.single(Charset.forName("ISO-8859-9"))),
            Map.entry("-b", CodeElement.single(Charset.forName("ISO-8859-15"))),
            Map.entry("-T", CodeElement.single(Charset.forName("TIS-620"))),
            Map.entry("$B", new CodeElement(JAPANESE, 2, 0)),
            Map.entry("$(D", new CodeElement(JAPANESE, 2, 0x8F)),
            Map.entry("$)C", new CodeElement(Charset.forName("EUC-KR"), 2, 0)),
            Map.entry("$)A", new CodeElement(Charset.forName("GB2312"), 2, 0)));

    private final CodeElement first;
    private final Vr vr;
    private final StringBuilder text = new StringBuilder();
    private CodeElement lower;
    private CodeElement upper;

    CodeExtension(Charset initial, Vr vr) {
        this.first = CodeElement.single(initial);
        this.vr = vr;
        this.lower = first;
        this.upper = first;
    }

    String decode(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int value = bytes[i] & 0xFF;
            if (value == ESCAPE) {
                i += escape(bytes, i + 1);
            } else if (value < 0x20 || lower.bytes == 1 && value < 0x80 && delimits(value)) {
                lower = first;
                upper = first;
                text.append((char) value);
                i++;
            } else {
                i += characters(bytes, i, value < 0x80);
            }
        }
        return text.toString();
    }

    /** Delimiters of values and of the parts of a person's name (PS3.5 section 6.1.2.5.3). */
    private boolean delimits(int value) {
        return value == '\\' && vr.hasManyValues() || vr == Vr.PN && (value == '^' || value == '=');
    }

    /** Takes a designation and tells its length with the escape character; an unknown one is dropped alone. */
    private int escape(byte[] bytes, int at) {
        for (int length = 2; length <= 3 && at + length <= bytes.length; length++) {
            String designation = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
            CodeElement set = SETS.get(designation);
            if (set != null) {
                if (designation.contains(")") || designation.startsWith("-")) {
                    upper = set;
                } else {
                    lower = set;
                }
                return length + 1;
            }
        }
        return 1;
    }

    /** Appends the run of characters of one half and tells its length. */
    private int characters(byte[] bytes, int from, boolean inLower) {
        CodeElement set = inLower ? lower : upper;
        int to = from + 1;
        while (to < bytes.length && continues(bytes[to] & 0xFF, inLower)) {
            to++;
        }
        if (set.bytes == 1 || bytes[from] == ' ') {
            int length = set.bytes == 1 ? to - from : 1;
            text.append(CharacterSet.decode(bytes, from, length, set.charset));
            return length;
        }
        ByteBuffer shifted = ByteBuffer.allocate((to - from) / 2 * 3 + 1);
        for (int i = from; i + 2 <= to; i += 2) {
            if (set.shift != 0) {
                shifted.put((byte) set.shift);
            }
            shifted.put((byte) (bytes[i] | 0x80)).put((byte) (bytes[i + 1] | 0x80));
        }
        text.append(new String(shifted.array(), 0, shifted.position(), set.charset));
        return to - from;
    }

    /**
     * Whether a byte is still of the run: of the same half, no control and no delimiter, no space between wide ones.
     */
    private boolean continues(int value, boolean inLower) {
        CodeElement set = inLower ? lower : upper;
        boolean ends = value < 0x20 || inLower && set.bytes == 1 && delimits(value) || set.bytes == 2 && value == ' ';
        return (value < 0x80) == inLower && !ends;
    }
}

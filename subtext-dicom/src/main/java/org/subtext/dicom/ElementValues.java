package org.subtext.dicom;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** From stored bytes to text and numbers (PS3.5 section 6.2). */
public final class ElementValues {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private ElementValues() {}

    static List<String> strings(Element element, CharacterSet characters) {
        Vr vr = element.vr();
        if (element.length() == 0 || vr == Vr.SQ) {
            return List.of();
        }
        if (!vr.isText() && vr != Vr.UN) {
            return Arrays.stream(decimals(element))
                    .mapToObj(ElementValues::plain)
                    .toList();
        }
        byte[] bytes = new byte[element.length()];
        element.value().get(bytes);
        String text = vr.kind() == Vr.Kind.TEXT ? CharacterSet.DEFAULT.decode(bytes, vr) : characters.decode(bytes, vr);
        if (!vr.hasManyValues()) {
            return List.of(trimmed(text));
        }
        List<String> values = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf('\\'); to >= 0; to = text.indexOf('\\', from)) {
            values.add(trimmed(text.substring(from, to)));
            from = to + 1;
        }
        values.add(trimmed(text.substring(from)));
        return values;
    }

    /** Numbers, or as many NaN as there are texts that are none. */
    static double[] decimals(Element element) {
        ByteBuffer bytes = element.value();
        Vr vr = element.vr();
        if (vr.isText() || vr == Vr.UN) {
            return strings(element, CharacterSet.DEFAULT).stream()
                    .mapToDouble(ElementValues::number)
                    .toArray();
        }
        if (vr == Vr.SQ) {
            return new double[0];
        }
        double[] numbers = new double[vr == Vr.AT ? bytes.remaining() / 4 : bytes.remaining() / vr.unitBytes()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = next(bytes, vr);
        }
        return numbers;
    }

    private static double next(ByteBuffer bytes, Vr vr) {
        return switch (vr) {
            case AT -> ((bytes.getShort() & 0xFFFF) << 16 | bytes.getShort() & 0xFFFF) & 0xFFFFFFFFL;
            case SS -> bytes.getShort();
            case US, OW -> bytes.getShort() & 0xFFFF;
            case SL -> bytes.getInt();
            case UL, OL -> bytes.getInt() & 0xFFFFFFFFL;
            case SV, UV, OV -> bytes.getLong();
            case FL, OF -> bytes.getFloat();
            case FD, OD -> bytes.getDouble();
            case OB -> bytes.get() & 0xFF;
            case AE, AS, CS, DA, DS, DT, IS, LO, LT, PN, SH, SQ, ST, TM, UC, UI, UN, UR, UT ->
                throw new IllegalArgumentException("not a binary representation: " + vr);
        };
    }

    private static double number(String text) {
        return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    /** A number as a person writes it: 512, 0.143, never 512.0. */
    public static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) number)
                : Double.toString(number);
    }

    /** Without the spaces and NULs that pad a value. */
    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        return text.substring(from, to);
    }
}

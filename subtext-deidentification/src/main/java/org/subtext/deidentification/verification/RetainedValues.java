package org.subtext.deidentification.verification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * Compares what stayed with what was there: every attribute of an output that stays as it was has the value of its
 * source, and the source has none besides but those whose going the log tells.
 */
final class RetainedValues {
    private static final int AGE = 0x00101010;
    private static final Set<Integer> TABLES_AND_PIXELS = Set.of(
            0x7FE00008,
            0x7FE00009,
            0x7FE00010,
            0x00281201,
            0x00281202,
            0x00281203,
            0x00281221,
            0x00281222,
            0x00281223,
            0x00283006);

    private final AllowList allowed;
    private final Set<String> gone;
    private final List<String> different = new ArrayList<>();

    private RetainedValues(AllowList allowed, Set<String> gone) {
        this.allowed = allowed;
        this.gone = gone;
    }

    /**
     * Where they differ.
     *
     * @param gone places from which the log says that elements went
     */
    static List<String> differences(DataSet source, DataSet output, AllowList allowed, Set<String> gone) {
        RetainedValues values = new RetainedValues(allowed, gone);
        values.compare(source, output, "");
        return values.different;
    }

    private void compare(DataSet source, DataSet output, String path) {
        for (Element element : output) {
            int tag = number(element.tag());
            String where = path + name(tag);
            if (allowed.at(tag).may() != AllowList.May.STAY || TABLES_AND_PIXELS.contains(tag)) {
                continue;
            }
            Element before = source.find(element.tag()).orElse(null);
            boolean made = tag == AGE && path.isEmpty();
            if (before == null ? !made : !made && !isSame(source, before, output, element, where)) {
                different.add(where);
            }
        }
        for (Element before : source) {
            int tag = number(before.tag());
            String where = path + name(tag);
            boolean stays = allowed.has(tag) && allowed.at(tag).may() == AllowList.May.STAY;
            boolean empty = before.length() == 0
                    && before.items().isEmpty()
                    && before.fragments().isEmpty();
            boolean palette = tag >>> 8 == 0x002811 || tag >>> 8 == 0x002812;
            // Palettes of images that have no use for them are among what is cut from pixels.
            if (stays && !empty && !palette && !output.has(before.tag()) && !gone.contains(where)) {
                different.add(where);
            }
        }
    }

    private boolean isSame(DataSet source, Element before, DataSet output, Element after, String where) {
        if (after.vr() == Vr.SQ) {
            // Items that went are in order among those that stayed: an output item belongs to one not before the last.
            Iterator<DataSet> items = before.items().iterator();
            for (DataSet item : after.items()) {
                boolean found = false;
                while (!found && items.hasNext()) {
                    found = differences(items.next(), item, allowed, within(where))
                            .isEmpty();
                }
                if (!found) {
                    return false;
                }
            }
            return true;
        }
        if (after.vr().isText()) {
            return isStartOf(output.strings(after.tag()), source.strings(before.tag()));
        }
        byte[] one = little(before);
        byte[] other = little(after);
        int same = Math.min(one.length, other.length);
        return other.length <= one.length && java.util.Arrays.equals(one, 0, same, other, 0, same);
    }

    /** The places below a sequence, as its items see them. */
    private Set<String> within(String where) {
        Set<String> below = new java.util.HashSet<>();
        for (String place : gone) {
            if (place.startsWith(where + "/")) {
                below.add(place.substring(where.length() + 1));
            }
        }
        return below;
    }

    /** Values behind those that an attribute has, and what stands behind a NUL, may be gone. */
    private static boolean isStartOf(List<String> after, List<String> before) {
        if (after.size() > before.size()) {
            return false;
        }
        for (int i = 0; i < after.size(); i++) {
            String whole = before.get(i);
            String kept = after.get(i);
            boolean cut = whole.startsWith(kept) && whole.length() > kept.length() && whole.charAt(kept.length()) < ' ';
            if (!whole.equals(kept) && !cut) {
                return false;
            }
        }
        return true;
    }

    private static byte[] little(Element element) {
        ByteBuffer value = element.value();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        int unit = element.vr().unitBytes();
        if (value.order() == ByteOrder.BIG_ENDIAN && unit > 1) {
            byte[] turned = bytes.clone();
            for (int i = 0; i + unit <= bytes.length; i += unit) {
                for (int j = 0; j < unit; j++) {
                    turned[i + j] = bytes[i + unit - 1 - j];
                }
            }
            return turned;
        }
        return bytes;
    }

    private static int number(Tag tag) {
        return tag.group() << 16 | tag.element();
    }

    private static String name(int tag) {
        return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
    }
}

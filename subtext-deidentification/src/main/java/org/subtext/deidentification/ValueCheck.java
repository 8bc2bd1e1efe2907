package org.subtext.deidentification;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.regex.Pattern;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * Whether a value that may stay is what its representation says (PS3.5 section 6.2), so that no prose hides in a
 * number.
 */
final class ValueCheck {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9 _./+-]{0,16}");
    private static final Pattern DECIMAL = Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*|\\s*");
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{0,12}\\s*");
    /**
     * What stays are classes of the standard, whose numbers have three digits at most, and four where groups of codes
     * are counted (PS3.6 annex A): anybody may make a UID of their own from an id or a day.
     */
    private static final Pattern UID =
            Pattern.compile("(1\\.2\\.840\\.10008(?:(?:\\.(?:0|[1-9]\\d{0,2})){1,10}|\\.6\\.1\\.[1-9]\\d{0,3}))?");

    /** Defined terms of PS3.3 section C.12.1.1.2, as programs write them. */
    private static final Pattern CHARACTER_SET = Pattern.compile("(ISO[ _]?(2022 )?IR[ _]?"
            + "(6|13|58|87|100|101|109|110|126|127|138|144|148|149|159|166|192|203)|GB18030|GBK)?");

    private static final Pattern SCHEME_VERSION = Pattern.compile("[A-Za-z]{0,2}[0-9._-]{0,10}");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1A\\x1C-\\x1F\\x7F]");
    private static final int LONGEST_TEXT = 64;
    private static final Tag CHARACTERS = Tag.of(0x00080005);
    private static final Tag VERSION = Tag.of(0x00080103);
    private static final Tag SEX = Tag.of(0x00100040);
    private static final Tag FRAME_POINTER = Tag.of(0x00280009);
    private static final Tag INDICES = Tag.of(0x00209157);
    private static final Tag TABLE = Tag.of(0x00283006);

    /** Number of entries, first mapped value and bits of a table. */
    private static final Set<Tag> DESCRIPTORS =
            Set.of(Tag.of(0x00281101), Tag.of(0x00281102), Tag.of(0x00281103), Tag.of(0x00283002));

    /** Groups of attributes that frames are counted by (PS3.3 section C.7.6.6). */
    private static final Set<Integer> FRAME_GROUPS = Set.of(0x0018, 0x0020, 0x0028, 0x0054, 0x3004, 0x5200);

    private ValueCheck() {}

    static boolean isOfItsKind(Element element, Set<Vr> allowed, Iterable<String> values) {
        Vr vr = element.vr();
        if (!allowed.contains(vr) || !hasAsManyNumbers(element)) {
            return false;
        }
        int count = 0;
        for (String value : values) {
            if (!matches(vr, value) || !matches(element.tag(), value)) {
                return false;
            }
            count++;
        }
        return count <= 1 || !element.tag().equals(SEX);
    }

    /** As many as PS3.6 gives the attribute: text behind a number would count as numbers more. */
    private static boolean hasAsManyNumbers(Element element) {
        Vr vr = element.vr();
        if (vr == Vr.AT) {
            return element.tag().equals(FRAME_POINTER) && namesFrames(element.value());
        }
        boolean bulk = vr.isText() || vr == Vr.SQ || vr.hasLongLength();
        if (bulk || element.tag().equals(INDICES) || element.tag().equals(TABLE)) {
            return true;
        }
        int most = DESCRIPTORS.contains(element.tag()) ? 3 : 1;
        return element.length() <= most * vr.unitBytes();
    }

    private static boolean namesFrames(ByteBuffer tags) {
        while (tags.remaining() >= 4) {
            if (!FRAME_GROUPS.contains(Short.toUnsignedInt(tags.getShort()))) {
                return false;
            }
            tags.getShort();
        }
        return !tags.hasRemaining();
    }

    private static boolean matches(Tag tag, String value) {
        if (tag.equals(CHARACTERS)) {
            return CHARACTER_SET.matcher(value).matches();
        }
        return !tag.equals(VERSION) || SCHEME_VERSION.matcher(value).matches();
    }

    private static boolean matches(Vr vr, String value) {
        if (vr == Vr.CS) {
            return CODE.matcher(value).matches();
        }
        if (vr == Vr.DS) {
            return DECIMAL.matcher(value).matches() && value.length() <= LONGEST_TEXT;
        }
        if (vr == Vr.IS) {
            return INTEGER.matcher(value).matches();
        }
        if (vr == Vr.UI) {
            return UID.matcher(value).matches();
        }
        return !vr.isText()
                || value.length() <= LONGEST_TEXT && !CONTROL.matcher(value).find();
    }
}

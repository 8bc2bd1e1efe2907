package org.subtext.deidentification;

import java.util.Set;
import java.util.regex.Pattern;
import org.subtext.dicom.Element;
import org.subtext.dicom.Vr;

/**
 * Whether a value that may stay is what its representation says (PS3.5 section 6.2), so that no prose hides in a
 * number.
 */
final class ValueCheck {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9 _./+-]{0,16}");
    private static final Pattern DECIMAL = Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*|\\s*");
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{0,12}\\s*");
    private static final Pattern UID = Pattern.compile("[0-9.]{0,64}");
    private static final int LONGEST_TEXT = 64;

    private ValueCheck() {}

    static boolean isOfItsKind(Element element, Set<Vr> allowed, Iterable<String> values) {
        Vr vr = element.vr();
        if (!allowed.contains(vr)) {
            return false;
        }
        for (String value : values) {
            if (!matches(vr, value)) {
                return false;
            }
        }
        return true;
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
        return !vr.isText() || value.length() <= LONGEST_TEXT;
    }
}

package org.subtext.deidentification;

import java.util.Set;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * What PS3.15 table E.1-1, or our own list, says of one attribute.
 *
 * @param tag its number
 * @param name its name in PS3.6
 * @param vrs the representations in which its value is believed
 * @param type its requirement type in radiograph, mammogram and CT objects (PS3.5 section 7.4): 1, 2 or 3; 3 where
 *     those objects do not have it
 * @param inAnnexE whether the standard lists it
 * @param basic action of the Basic Profile: D, Z, X, K, U or several by type such as X/Z/D; K where only our list has
 *     it
 * @param option the retain option that changes this, or an empty string
 * @param then the action under that option: K or C
 */
record AttributeRule(
        Tag tag, String name, Set<Vr> vrs, int type, boolean inAnnexE, String basic, String option, String then) {
    private static final String PATIENT = "patient";

    /** The one action for this attribute. Patient characteristics are always retained. */
    Kind kind(Set<RetainOption> retained) {
        String action = option.equals(PATIENT)
                        || retained.stream().anyMatch(o -> o.word().equals(option))
                ? then
                : basic;
        return switch (action) {
            case "K" -> Kind.KEEP;
            case "U" -> Kind.UID;
            case "C" -> Kind.DATE;
            case "D" -> Kind.DUMMY;
            case "Z" -> Kind.EMPTY;
            case "X" -> Kind.REMOVE;
            default -> compound(action);
        };
    }

    /**
     * Type 1 needs a value, type 2 the element, type 3 nothing (PS3.15 section E.3.1, table E.1-1a). Of two actions
     * that both serve the one that tells less is taken.
     */
    private Kind compound(String actions) {
        return switch (type) {
            case 1 -> Kind.DUMMY;
            case 2 -> actions.contains("Z") ? Kind.EMPTY : Kind.DUMMY;
            default -> actions.contains("X") ? Kind.REMOVE : actions.contains("Z") ? Kind.EMPTY : Kind.DUMMY;
        };
    }

    /** What is done with a value. */
    enum Kind {
        KEEP,
        REMOVE,
        EMPTY,
        DUMMY,
        UID,
        DATE
    }
}

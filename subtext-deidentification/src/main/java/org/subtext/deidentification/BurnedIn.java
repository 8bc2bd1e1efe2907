package org.subtext.deidentification;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;

/**
 * Why the pixels of a file may hold text. Editing elements does not touch pixels (PS3.15 section E.3.1): each of these
 * is a reason for a person to look, told by {@link LogWords}.
 */
enum BurnedIn {
    DECLARED,
    OVERLAY,
    OVERLAY_IN_PIXELS,
    MODALITY,
    TEXT_FOUND,
    NOT_LOOKED_AT;

    private static final Set<String> MODALITIES =
            Set.of("US", "IVUS", "SC", "ES", "XC", "GM", "OT", "OP", "ECG", "DOC", "SR");
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    private static final int OVERLAY_BIT_POSITION = 0x0102;
    private static final int OVERLAY_DATA = 0x3000;
    private static final int OVERLAY_ROWS = 0x0010;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All reasons that the attributes of the original file give. */
    static Set<BurnedIn> declared(DicomFile file) {
        DataSet source = file.dataSet();
        Set<BurnedIn> reasons = EnumSet.noneOf(BurnedIn.class);
        if (source.string(Tag.of(0x00280301)).filter("YES"::equalsIgnoreCase).isPresent()) {
            reasons.add(DECLARED);
        }
        if (source.string(Tag.of(0x00080060)).filter(MODALITIES::contains).isPresent()
                || source.string(Tag.of(0x00080016))
                        .filter(uid -> uid.startsWith(SECONDARY_CAPTURE))
                        .isPresent()) {
            reasons.add(MODALITY);
        }
        overlays(source, reasons);
        return reasons;
    }

    private static void overlays(DataSet source, Set<BurnedIn> reasons) {
        for (Element element : source) {
            int group = element.tag().group();
            if ((group & 0xFF01) != 0x6000) {
                continue;
            }
            if (element.tag().element() == OVERLAY_DATA || element.tag().element() == OVERLAY_ROWS) {
                reasons.add(OVERLAY);
            }
            if (element.tag().element() == OVERLAY_BIT_POSITION
                    && source.integer(element.tag()).orElse(0) > 0
                    && !source.has(new Tag(group, OVERLAY_DATA))) {
                reasons.add(OVERLAY_IN_PIXELS);
            }
        }
    }
}

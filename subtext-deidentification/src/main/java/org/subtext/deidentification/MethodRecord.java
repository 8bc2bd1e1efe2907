package org.subtext.deidentification;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Vr;

/**
 * What the file itself says of its de-identification (PS3.15 section E.1.1, PS3.3 section C.12.1.1.7, PS3.16 CID 7050).
 */
final class MethodRecord {
    private static final String METHOD = "Subtext: list of attributes that may stay";

    private MethodRecord() {}

    static List<Element> of(Set<RetainOption> retained) {
        List<DataSet> codes = new ArrayList<>();
        codes.add(code("113100", "Basic Application Confidentiality Profile"));
        codes.add(code("113108", "Retain Patient Characteristics Option"));
        for (RetainOption option : RetainOption.values()) {
            if (retained.contains(option)) {
                codes.add(code(option.code(), option.meaning()));
            }
        }
        return List.of(
                Element.text(Tag.of(0x00120062), Vr.CS, "YES"),
                Element.text(Tag.of(0x00120063), Vr.LO, METHOD),
                Element.sequence(Tag.of(0x00120064), codes),
                Element.text(
                        Tag.of(0x00280303), Vr.CS, retained.contains(RetainOption.DATES) ? "MODIFIED" : "REMOVED"));
    }

    private static DataSet code(String value, String meaning) {
        return DataSet.of(List.of(
                Element.text(Tag.of(0x00080100), Vr.SH, value),
                Element.text(Tag.of(0x00080102), Vr.SH, "DCM"),
                Element.text(Tag.of(0x00080104), Vr.LO, meaning)));
    }
}

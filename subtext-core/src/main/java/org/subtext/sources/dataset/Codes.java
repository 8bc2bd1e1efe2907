package org.subtext.sources.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Codes that several data sets share. */
final class Codes {
    /** The 14 findings of the CheXpert labeller; MIMIC-CXR uses the same. */
    static final List<String> CHEXPERT_FINDINGS = List.of(
            "No Finding",
            "Enlarged Cardiomediastinum",
            "Cardiomegaly",
            "Lung Opacity",
            "Lung Lesion",
            "Edema",
            "Consolidation",
            "Pneumonia",
            "Atelectasis",
            "Pneumothorax",
            "Pleural Effusion",
            "Pleural Other",
            "Fracture",
            "Support Devices");

    /** DICOM's patient sex, PS3.3 section C.7.1.1, and the words for it. */
    static final CodeBook SEX = CodeBook.of("sex")
            .exact("M", "Male")
            .exact("F", "Female")
            .exact("Male", "Male")
            .exact("Female", "Female")
            .exact("O", "Other");

    /** Views of chest radiographs, as most sets of them write them. */
    static final CodeBook FRONTAL = CodeBook.of("view").exact("AP", "AP").exact("PA", "PA");

    private Codes() {}

    /** Names as they stand in the common table: no spaces. */
    static List<String> columnNames(List<String> findings) {
        return findings.stream().map(name -> name.replace(' ', '_')).toList();
    }

    /** "1.0" as 1, "-1.0" as -1, anything that is not of 1, 0 and -1 as not said. */
    static @Nullable String finding(@Nullable String cell) {
        if (cell == null) {
            return null;
        }
        return switch (cell) {
            case "1", "1.0" -> "1";
            case "0", "0.0" -> "0";
            case "-1", "-1.0" -> "-1";
            default -> null;
        };
    }
}

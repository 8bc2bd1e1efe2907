package org.subtext.confounding;

import java.util.List;
import java.util.Locale;

/**
 * What a column is about, by its name: a documented list, so that "acquisition only" means the same in every report.
 *
 * <p>Names are compared in lower case without anything but letters and digits. The topics are tried in order; what no
 * list knows is {@link #OTHER}.
 */
public enum ColumnTopic {
    /** How the image was taken: DICOM keywords and the names that tables give them. */
    ACQUISITION(
            "acquisition",
            List.of(
                    "view",
                    "viewposition",
                    "projection",
                    "appa",
                    "frontallateral",
                    "imageview",
                    "laterality",
                    "patientorientation",
                    "patientposition",
                    "bodypart",
                    "bodypartexamined",
                    "modality",
                    "kvp",
                    "exposure",
                    "exposuretime",
                    "exposureinuas",
                    "exposureindex",
                    "deviationindex",
                    "xraytubecurrent",
                    "windowcenter",
                    "windowwidth",
                    "voilutfunction",
                    "photometricinterpretation",
                    "presentationlutshape",
                    "pixelintensityrelationship",
                    "distancesourcetodetector",
                    "distancesourcetopatient",
                    "fieldofview",
                    "fieldofviewdimensions",
                    "detectortype",
                    "detectorid",
                    "grid",
                    "filtertype",
                    "focalspots",
                    "sensitivity",
                    "manufacturer",
                    "manufacturermodelname",
                    "model",
                    "scanner",
                    "device",
                    "devicename",
                    "software",
                    "softwareversions",
                    "imagerpixelspacing",
                    "pixelspacing",
                    "spacing",
                    "slicethickness",
                    "convolutionkernel",
                    "burnedinannotation",
                    "rows",
                    "columns",
                    "width",
                    "height",
                    "imagewidth",
                    "imageheight",
                    "origw",
                    "origh",
                    "originalwidth",
                    "originalheight",
                    "originalimagewidth",
                    "originalimageheight",
                    "bitsstored",
                    "bitsallocated",
                    "bitdepth",
                    "portable",
                    "procedure",
                    "proceduredescription",
                    "performedprocedurestepdescription",
                    // As subtext import names them.
                    "viewcode",
                    "viewmodifiers",
                    "breastimplant",
                    "anatomicregion",
                    "imagetype",
                    "sopclass",
                    "presentationintent",
                    "transfersyntax",
                    "deviceserial",
                    "studydescription",
                    "seriesdescription",
                    "tubevoltagekv",
                    "exposuremas",
                    "exposuretimems",
                    "tubecurrentma",
                    "targetexposureindex",
                    "sidmm",
                    "slicethicknessmm",
                    "slicespacingmm",
                    "pixelspacingrowmm",
                    "pixelspacingcolumnmm",
                    "imagerspacingrowmm",
                    "imagerspacingcolumnmm",
                    "positionxmm",
                    "positionymm",
                    "positionzmm",
                    "imageorientation",
                    "frames",
                    "samplesperpixel",
                    "photometric",
                    "pixelrepresentation",
                    "paddingvalue",
                    "paddinglimit",
                    "windowcentre",
                    "hasvoilut",
                    "rescaleintercept",
                    "rescaleslope",
                    "rescaletype",
                    "hasmodalitylut",
                    "lossy",
                    "lossyratio",
                    "lossymethod")),
    /** Where it was taken. */
    SITE(
            "site",
            List.of(
                    "site",
                    "siteid",
                    "hospital",
                    "institution",
                    "institutionname",
                    "center",
                    "centre",
                    "stationname",
                    "station",
                    "department",
                    "clinic",
                    "location",
                    "source",
                    "dataset",
                    "setting",
                    "ward")),
    /** What was found. */
    DISEASE(
            "disease",
            List.of(
                    "finding",
                    "findings",
                    "findinglabels",
                    "disease",
                    "diseases",
                    "diagnosis",
                    "label",
                    "labels",
                    "pathology",
                    "origclass",
                    "nofinding",
                    "atelectasis",
                    "cardiomegaly",
                    "consolidation",
                    "edema",
                    "effusion",
                    "pleuraleffusion",
                    "emphysema",
                    "enlargedcardiomediastinum",
                    "fibrosis",
                    "fracture",
                    "hernia",
                    "infiltration",
                    "lunglesion",
                    "lungopacity",
                    "mass",
                    "nodule",
                    "pleuralother",
                    "pleuralthickening",
                    "pneumonia",
                    "pneumothorax",
                    "supportdevices",
                    "covid",
                    "covid19",
                    "tuberculosis",
                    "density",
                    "breastdensity",
                    "tissueden",
                    "birads",
                    "severity",
                    "followup",
                    "survival",
                    "outcome",
                    "icu")),
    /** Who the patient is. */
    DEMOGRAPHICS(
            "demographics",
            List.of(
                    "age",
                    "ageyears",
                    "patientage",
                    "ageatstudy",
                    "agegroup",
                    "anchorage",
                    "sex",
                    "gender",
                    "patientsex",
                    "patientgender",
                    "race",
                    "primaryrace",
                    "ethnicity",
                    "ethnicgroup",
                    "bmi",
                    "bodymassindex",
                    "weight",
                    "patientweight",
                    "patientsize",
                    "patientheightm",
                    "patientweightkg",
                    "insurance",
                    "language",
                    "maritalstatus",
                    "smoker",
                    "smoking",
                    "menopause")),
    /** None of these. */
    OTHER("other", List.of());

    private final String words;
    private final List<String> names;

    ColumnTopic(String words, List<String> names) {
        this.words = words;
        this.names = names;
    }

    /** The topic of a column. */
    public static ColumnTopic of(String column) {
        String simplified = column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        for (ColumnTopic topic : values()) {
            if (topic.names.contains(simplified)) {
                return topic;
            }
        }
        return OTHER;
    }

    /** In the words of a report. */
    public String words() {
        return words;
    }
}

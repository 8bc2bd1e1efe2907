package org.subtext.sources.dicom;

import java.util.List;
import java.util.Optional;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.ElementValues;
import org.subtext.dicom.Tags;

/**
 * The columns of the table of images, in order. Recorded words stay as recorded; numbers are plain decimals in the unit
 * of the column's name; dates are yyyy-mm-dd. Names of patients and physicians are not among them.
 */
public final class DicomColumns {
    public static final String IMAGE_PATH = "image_path";
    public static final String PATIENT = "patient_id";
    public static final String STUDY = "study_id";
    public static final String IMAGE = "image_id";

    private static final double MICRO = 1e-3;

    /** All but the path, which no header holds. */
    public static final List<DicomColumn> ALL = List.of(
            DicomColumn.text(IMAGE, Tags.SOP_INSTANCE),
            DicomColumn.text(PATIENT, Tags.PATIENT_ID),
            DicomColumn.text(STUDY, Tags.STUDY_INSTANCE),
            DicomColumn.text("series_id", Tags.SERIES_INSTANCE),
            DicomColumn.number("series_number", Tags.SERIES_NUMBER),
            DicomColumn.number("instance_number", Tags.INSTANCE_NUMBER),
            DicomColumn.date("study_date", Tags.STUDY_DATE),
            DicomColumn.date("series_date", Tags.SERIES_DATE),
            DicomColumn.date("acquisition_date", Tags.ACQUISITION_DATE),
            DicomColumn.date("content_date", Tags.CONTENT_DATE),
            // The patient.
            DicomColumn.text("patient_sex", Tags.PATIENT_SEX),
            new DicomColumn("age_years", "(0010,1010), (0010,0030)", PatientAge::years),
            new DicomColumn("age_source", "(0010,1010), (0010,0030)", PatientAge::source),
            DicomColumn.number("patient_height_m", Tags.PATIENT_SIZE),
            DicomColumn.number("patient_weight_kg", Tags.PATIENT_WEIGHT),
            new DicomColumn("ethnic_group", "(0010,2160), (0010,2161), (0010,2162)", DicomColumns::ethnicGroup),
            // Device and site.
            DicomColumn.text("modality", Tags.MODALITY),
            DicomColumn.text("sop_class", Tags.SOP_CLASS),
            DicomColumn.texts("image_type", Tags.IMAGE_TYPE),
            DicomColumn.text("presentation_intent", Tags.PRESENTATION_INTENT),
            DicomColumn.text("manufacturer", Tags.MANUFACTURER),
            DicomColumn.text("model", Tags.MODEL),
            DicomColumn.text("station", Tags.STATION),
            DicomColumn.text("institution", Tags.INSTITUTION),
            DicomColumn.text("device_serial", Tags.DEVICE_SERIAL),
            DicomColumn.texts("software_versions", Tags.SOFTWARE_VERSIONS),
            DicomColumn.text("detector_type", Tags.DETECTOR_TYPE),
            // Acquisition.
            DicomColumn.text("study_description", Tags.STUDY_DESCRIPTION),
            DicomColumn.text("series_description", Tags.SERIES_DESCRIPTION),
            DicomColumn.text("body_part", Tags.BODY_PART),
            DicomColumn.code("anatomic_region", Tags.ANATOMIC_REGION_SEQUENCE),
            DicomColumn.number("tube_voltage_kv", Tags.KVP),
            new DicomColumn("exposure_mas", "(0018,1152), (0018,1153)", DicomColumns::exposure),
            DicomColumn.number("exposure_time_ms", Tags.EXPOSURE_TIME),
            DicomColumn.number("tube_current_ma", Tags.TUBE_CURRENT),
            DicomColumn.number("exposure_index", Tags.EXPOSURE_INDEX),
            DicomColumn.number("target_exposure_index", Tags.TARGET_EXPOSURE_INDEX),
            DicomColumn.number("deviation_index", Tags.DEVIATION_INDEX),
            DicomColumn.number("sid_mm", Tags.DISTANCE_SOURCE_TO_DETECTOR),
            DicomColumn.texts("grid", Tags.GRID),
            new DicomColumn("view_position", "(0018,5101), (0054,0220)", ViewCodes::position),
            DicomColumn.code("view_code", Tags.VIEW_CODE_SEQUENCE),
            new DicomColumn("view_modifiers", "(0054,0222)", ViewCodes::modifiers),
            DicomColumn.text("breast_implant", Tags.BREAST_IMPLANT_PRESENT),
            new DicomColumn("laterality", "(0020,0062), (0020,0060), (0020,9072)", ViewCodes::laterality),
            DicomColumn.texts("patient_orientation", Tags.PATIENT_ORIENTATION),
            DicomColumn.text("patient_position", Tags.PATIENT_POSITION),
            DicomColumn.texts("convolution_kernel", Tags.CONVOLUTION_KERNEL),
            DicomColumn.number("slice_thickness_mm", Tags.SLICE_THICKNESS),
            DicomColumn.number("slice_spacing_mm", Tags.SPACING_BETWEEN_SLICES),
            // Geometry.
            DicomColumn.part("pixel_spacing_row_mm", Tags.PIXEL_SPACING, 0),
            DicomColumn.part("pixel_spacing_column_mm", Tags.PIXEL_SPACING, 1),
            DicomColumn.part("imager_spacing_row_mm", Tags.IMAGER_PIXEL_SPACING, 0),
            DicomColumn.part("imager_spacing_column_mm", Tags.IMAGER_PIXEL_SPACING, 1),
            DicomColumn.part("position_x_mm", Tags.IMAGE_POSITION, 0),
            DicomColumn.part("position_y_mm", Tags.IMAGE_POSITION, 1),
            DicomColumn.part("position_z_mm", Tags.IMAGE_POSITION, 2),
            DicomColumn.texts("image_orientation", Tags.IMAGE_ORIENTATION),
            // Pixels.
            DicomColumn.number("rows", Tags.ROWS),
            DicomColumn.number("columns", Tags.COLUMNS),
            DicomColumn.number("frames", Tags.NUMBER_OF_FRAMES),
            DicomColumn.number("samples_per_pixel", Tags.SAMPLES_PER_PIXEL),
            DicomColumn.text("photometric", Tags.PHOTOMETRIC_INTERPRETATION),
            DicomColumn.number("bits_allocated", Tags.BITS_ALLOCATED),
            DicomColumn.number("bits_stored", Tags.BITS_STORED),
            DicomColumn.number("pixel_representation", Tags.PIXEL_REPRESENTATION),
            DicomColumn.number("padding_value", Tags.PIXEL_PADDING_VALUE),
            DicomColumn.number("padding_limit", Tags.PIXEL_PADDING_RANGE_LIMIT),
            DicomColumn.number("window_centre", Tags.WINDOW_CENTER),
            DicomColumn.number("window_width", Tags.WINDOW_WIDTH),
            DicomColumn.text("voi_lut_function", Tags.VOI_LUT_FUNCTION),
            DicomColumn.present("has_voi_lut", Tags.VOI_LUT_SEQUENCE),
            DicomColumn.number("rescale_intercept", Tags.RESCALE_INTERCEPT),
            DicomColumn.number("rescale_slope", Tags.RESCALE_SLOPE),
            DicomColumn.text("rescale_type", Tags.RESCALE_TYPE),
            DicomColumn.present("has_modality_lut", Tags.MODALITY_LUT_SEQUENCE),
            DicomColumn.text("presentation_lut_shape", Tags.PRESENTATION_LUT_SHAPE),
            DicomColumn.text("burned_in_annotation", Tags.BURNED_IN_ANNOTATION),
            DicomColumn.text("lossy", Tags.LOSSY_COMPRESSION),
            DicomColumn.texts("lossy_ratio", Tags.LOSSY_COMPRESSION_RATIO),
            DicomColumn.texts("lossy_method", Tags.LOSSY_COMPRESSION_METHOD));

    private DicomColumns() {}

    /** (0010,2160), retired in 2025, then its successors: codes (0010,2161), then free text (0010,2162). */
    private static Optional<String> ethnicGroup(DataSet dataSet) {
        return dataSet.string(Tags.ETHNIC_GROUP)
                .or(() -> DicomColumn.codes(dataSet, Tags.ETHNIC_GROUP_CODE_SEQUENCE))
                .or(() -> Optional.of(String.join("; ", dataSet.strings(Tags.ETHNIC_GROUPS)))
                        .filter(groups -> !groups.isEmpty()))
                .map(DicomColumn::oneLine);
    }

    /** Exposure in mAs, from µAs where that is recorded, as it has the finer steps. */
    private static Optional<String> exposure(DataSet dataSet) {
        return dataSet.decimal(Tags.EXPOSURE_MICROAMPERE_SECONDS)
                .map(micro -> micro * MICRO)
                .or(() -> dataSet.decimal(Tags.EXPOSURE))
                .map(ElementValues::plain);
    }
}

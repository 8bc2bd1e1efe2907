package org.subtext.volumes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.dicom.pixels.HounsfieldUnits;

/** Takes from a DICOM header what decides where its image, or each of its frames, lies. */
public final class DicomSlices {
    private static final Tag ACQUISITION_NUMBER = Tag.of(0x00200012);
    private static final Tag SHARED_GROUPS = Tag.of(0x52009229);
    private static final Tag FRAME_GROUPS = Tag.of(0x52009230);
    private static final Tag PLANE_POSITION = Tag.of(0x00209113);
    private static final Tag PLANE_ORIENTATION = Tag.of(0x00209116);

    /** More frames than any object in use has; a header that claims more is damaged. */
    private static final int MOST_FRAMES = 100_000;

    private DicomSlices() {}

    /**
     * One record a frame; none of an object without pixels.
     *
     * @param named how a table names the file; frames of a multi-frame object are numbered
     */
    public static List<SliceRecord> of(Path file, ImageAddress named) throws IOException {
        DataSet data = DicomFile.readHeader(file).dataSet();
        int rows = data.integer(Tags.ROWS).orElse(0);
        int columns = data.integer(Tags.COLUMNS).orElse(0);
        if (rows < 1 || columns < 1) {
            return List.of();
        }
        int frames = data.integer(Tags.NUMBER_OF_FRAMES).orElse(1);
        if (frames < 1 || frames > MOST_FRAMES) {
            throw new VolumeException("a DICOM object of " + frames + " frames (0028,0008); 1 to " + MOST_FRAMES
                    + " were expected, the header is damaged");
        }
        List<SliceRecord> records = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            Integer number = frames > 1 ? Integer.valueOf(frame + 1) : instance(data);
            records.add(new SliceRecord(
                    frames > 1 ? named.numbered(frame + 1, "") : named,
                    data.string(Tags.PATIENT_ID).orElse(""),
                    data.string(Tags.STUDY_INSTANCE).orElse(""),
                    data.string(Tags.SERIES_INSTANCE).orElse(""),
                    number,
                    boxed(data, ACQUISITION_NUMBER),
                    data.strings(Tags.IMAGE_TYPE),
                    rows,
                    columns,
                    reconstruction(data),
                    HounsfieldUnits.missing(data, frame).isEmpty(),
                    geometry(data, frame).orElse(null)));
        }
        return records;
    }

    private static @Nullable Integer instance(DataSet data) {
        return boxed(data, Tags.INSTANCE_NUMBER);
    }

    private static @Nullable Integer boxed(DataSet data, Tag tag) {
        return data.integer(tag).isPresent() ? Integer.valueOf(data.integer(tag).getAsInt()) : null;
    }

    private static Reconstruction reconstruction(DataSet data) {
        return new Reconstruction(
                data.strings(Tags.CONVOLUTION_KERNEL),
                lengths(data, Tags.SLICE_THICKNESS),
                lengths(data, Tags.PIXEL_SPACING));
    }

    private static List<Double> lengths(DataSet data, Tag tag) {
        return Arrays.stream(data.decimals(tag)).boxed().toList();
    }

    /** Of an enhanced object from the frame's functional groups, else the shared ones (PS3.3 section C.7.6.16). */
    private static Optional<SliceGeometry> geometry(DataSet data, int frame) {
        double[] position = values(data, frame, PLANE_POSITION, Tags.IMAGE_POSITION);
        double[] orientation = values(data, frame, PLANE_ORIENTATION, Tags.IMAGE_ORIENTATION);
        return SliceGeometry.of(position, orientation);
    }

    private static double[] values(DataSet data, int frame, Tag group, Tag tag) {
        List<DataSet> frames = data.items(FRAME_GROUPS);
        List<DataSet> groups = new ArrayList<>();
        if (frame < frames.size()) {
            groups.addAll(frames.get(frame).items(group));
        }
        data.items(SHARED_GROUPS).forEach(shared -> groups.addAll(shared.items(group)));
        boolean single = data.integer(Tags.NUMBER_OF_FRAMES).orElse(1) == 1;
        if (single) {
            groups.add(data);
        }
        return groups.stream()
                .map(one -> one.decimals(tag))
                .filter(found -> found.length > 0)
                .findFirst()
                .orElse(new double[0]);
    }
}

package org.subtext.sources.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;

/**
 * The headers of a data set's DICOM images. An image is opened once for the attributes that are asked of it one after
 * the other. A file that is missing or damaged has no value and is counted: the audit will name it when it comes to the
 * pixels.
 */
public final class DicomHeaders implements ImageHeaders {
    private static final Map<String, Tag> TAGS =
            Map.of("PatientSex", Tags.PATIENT_SEX, "PatientAge", Tags.PATIENT_AGE, "ViewPosition", Tags.VIEW_POSITION);

    private final Path root;
    private final Set<String> missing = new HashSet<>();
    private final Set<String> damaged = new HashSet<>();
    private @Nullable String last;
    private Optional<DataSet> header = Optional.empty();

    /**
     * Headers of images below a folder.
     *
     * @param root the folder the data set was unpacked into
     */
    public DicomHeaders(Path root) {
        this.root = root;
    }

    @Override
    public @Nullable String value(String image, String keyword) {
        Tag tag = Objects.requireNonNull(TAGS.get(keyword), keyword);
        if (!image.equals(last)) {
            header = read(image);
            last = image;
        }
        return header.flatMap(all -> all.string(tag)).orElse(null);
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!missing.isEmpty()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d images have no file below the data set's folder, so that what only their headers hold is left"
                            + " empty.",
                    missing.size()));
        }
        if (!damaged.isEmpty()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The headers of %,d images cannot be read, so that what only they hold is left empty.",
                    damaged.size()));
        }
        return notes;
    }

    private Optional<DataSet> read(String image) {
        Path file = root.resolve(image);
        if (!Files.isRegularFile(file)) {
            missing.add(image);
            return Optional.empty();
        }
        try {
            return Optional.of(DicomFile.readHeader(file).dataSet());
        } catch (IOException e) {
            damaged.add(image);
            return Optional.empty();
        }
    }
}

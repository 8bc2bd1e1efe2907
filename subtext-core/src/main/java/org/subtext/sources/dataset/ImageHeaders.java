package org.subtext.sources.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one attribute from an image's own header. Sets whose tables hold no sex or age name the keyword of the field
 * ({@link Layout#fromHeaders}), and {@link DatasetTable} asks for what is still empty.
 */
@FunctionalInterface
public interface ImageHeaders {
    /** Looks into no image. */
    ImageHeaders NONE = (image, keyword) -> null;

    /**
     * The value of an attribute.
     *
     * @param image path below the data set's folder
     * @param keyword PS3.6 keyword such as {@code PatientSex}
     * @return the value as the header has it, null where the file or the attribute is missing
     */
    @Nullable String value(String image, String keyword);

    /** What could not be read so far, counted, in words for the record; usually empty. */
    default List<String> notes() {
        return List.of();
    }
}

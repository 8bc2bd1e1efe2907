package org.subtext.sources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.tables.ConflictPolicy;

/**
 * Where the images of a cohort come from, as a plan says it.
 *
 * <p>Each source ends in one table of images, at a place that follows from the source alone: a plan can name the table
 * before it is made. The same source on the same files makes the same bytes.
 */
public sealed interface ImageSource
        permits GivenTable, KnownDataSet, DicomFiles, SlicesOfVolumes, PhantomImages, PlantedHarmImages {
    /** Where its table lies, or will lie once it is made. */
    Path table();

    /** The folder that image paths of the table start from; empty for the table's own folder. */
    default Optional<Path> images() {
        return Optional.empty();
    }

    /**
     * Whether damaged files are to be expected, as in every folder out of a hospital: they are no reason to refuse the
     * rest.
     */
    default boolean mayHoldDamagedFiles() {
        return false;
    }

    /** The same source, its relative paths started from a folder. */
    ImageSource from(Path folder);

    /**
     * Makes the table; one that is there already stays as it is.
     *
     * @param conflicts for data sets that record a value by admission and not by image
     * @throws InvalidInputException when the files are none of such a source, or the table cannot be written
     */
    MadeTable make(ConflictPolicy conflicts, Progress progress) throws IOException;
}

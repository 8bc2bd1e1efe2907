package org.subtext.deidentification.streams;

import org.subtext.dicom.DataSet;

/**
 * A data set whose pixels hold nothing that they are not asked for.
 *
 * @param dataSet as it was given, its pixel data, palettes and look-up tables written anew
 * @param cuts what is gone
 */
public record CleanedPixels(DataSet dataSet, PixelCuts cuts) {}

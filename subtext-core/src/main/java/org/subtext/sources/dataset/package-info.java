/**
 * Known data sets, as people have them on disk, turned into the one common table that the cohort reader reads.
 *
 * <p>Start at {@link org.subtext.sources.dataset.DatasetTable}, which finds the files of a {@link
 * org.subtext.sources.dataset.Layout} below a folder, maps their rows, checks published counts and writes the table
 * with its {@link org.subtext.sources.dataset.DatasetRecord} beside it. A layout is one small file; {@link
 * org.subtext.sources.dataset.Datasets} lists them all. Decodes no image.
 */
@NullMarked
package org.subtext.sources.dataset;

import org.jspecify.annotations.NullMarked;

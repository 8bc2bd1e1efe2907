/**
 * Somebody's table as it stands in the file: named columns of text, nothing interpreted yet.
 *
 * <p>Start at {@link org.subtext.tables.TableReader}. CSV and Parquet come through an in-memory DuckDB that never
 * touches the network, XLSX through a streaming reader. Says also what every reader of tables must agree on: by which
 * wordings a cell says nothing, and what may be done with rows that disagree. Knows nothing of images or scores.
 */
@NullMarked
package org.subtext.tables;

import org.jspecify.annotations.NullMarked;

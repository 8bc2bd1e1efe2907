/**
 * Somebody's table as it stands in the file: named columns of text, nothing interpreted yet.
 *
 * <p>Start at {@link org.subtext.tables.TableReader}. CSV and Parquet come through an in-memory DuckDB that never touches
 * the network, XLSX through a streaming reader. Knows nothing of patients, images or scores.
 */
@NullMarked
package org.subtext.tables;

import org.jspecify.annotations.NullMarked;

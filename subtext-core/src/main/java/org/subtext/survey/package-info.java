/**
 * Which recorded columns images tell, before anything is trained: closed-form readers, cross-validated by patient.
 *
 * <p>Start at {@link org.subtext.survey.Ranking}. Columns become classes of patients in
 * {@link org.subtext.survey.ColumnReading}; knows matrices and columns, and no images, networks or reports.
 */
@NullMarked
package org.subtext.survey;

import org.jspecify.annotations.NullMarked;

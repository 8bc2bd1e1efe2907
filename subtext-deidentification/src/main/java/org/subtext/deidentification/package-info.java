/**
 * Images and tables without what identifies a patient, by PS3.15 annex E, with a log of what was done to every element.
 *
 * <p>Start at {@link org.subtext.deidentification.Deidentification}; what happens to one data set is in {@link
 * org.subtext.deidentification.DataSetCleaner}, and the list of attributes that may stay is the resource {@code
 * attributes.csv}, read by {@link org.subtext.deidentification.AttributeTable}. Nothing here puts a value of the input
 * into a message, a log or a file name.
 */
@NullMarked
package org.subtext.deidentification;

import org.jspecify.annotations.NullMarked;

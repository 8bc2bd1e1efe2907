/**
 * With what harm: whether a diagnostic model serves a group worse, by finding, group and rate. Start at {@link
 * org.subtext.harm.HarmAssessor}: a table of findings, two parts of its patients (one on which thresholds are chosen,
 * one that is judged) and a plan in, typed results out. Pure: knows no file, no command and no image.
 *
 * <p>That a group is harmed, that the model uses the attribute, and that a remedy helps are three questions; this
 * answers the first. None follows from images revealing the attribute.
 */
@NullMarked
package org.subtext.harm;

import org.jspecify.annotations.NullMarked;

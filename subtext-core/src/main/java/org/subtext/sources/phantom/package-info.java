/**
 * A cohort of synthetic frontal chest radiographs whose truth is known, because it was planted.
 *
 * <p>Start at {@link org.subtext.sources.phantom.PhantomPlan}; {@link org.subtext.sources.phantom.PhantomCohort} writes
 * what it says. {@link org.subtext.sources.phantom.HarmRecipe} plants a finding in some of the images, and why a model
 * of it serves a group worse. The audit proves itself on it: nothing planted must be reported as nothing, and a planted
 * signal must be found. Anatomy is painted as path lengths, then exposed, read out and windowed as a detector would; it
 * is no model of any real person or group, and its classes stand for nothing.
 */
@NullMarked
package org.subtext.sources.phantom;

import org.jspecify.annotations.NullMarked;

/**
 * Readers of images that are taught in closed form, in seconds: what a plain linear rule finds without a network.
 *
 * <p>Start at {@link org.subtext.readers.LinearReader}; what it reads of an image is in
 * {@link org.subtext.readers.LinearFeatures}. Knows pixels, classes as ordinals and patients as ordinals, and neither
 * cohorts nor predictions nor networks.
 */
@NullMarked
package org.subtext.readers;

import org.jspecify.annotations.NullMarked;

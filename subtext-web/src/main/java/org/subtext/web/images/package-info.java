/**
 * Single images of a run, for whoever gave a reason to see them: an overview of small pictures, and one case under one
 * setting beside the unchanged image.
 *
 * <p>Start at {@link org.subtext.web.images.Images}. A case is known here by an id that is drawn anew for each session
 * and tells nothing; no answer holds an id of a patient or an image, the name of a file, or the order of a table.
 * Pictures come from the run's own cache of pixels, never from a file, and none is written.
 */
@NullMarked
package org.subtext.web.images;

import org.jspecify.annotations.NullMarked;

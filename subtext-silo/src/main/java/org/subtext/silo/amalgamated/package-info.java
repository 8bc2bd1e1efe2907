/**
 * Hospitals that hold different data, or models that cannot be averaged, and learn together all the same: start with
 * {@link org.subtext.silo.amalgamated.Recipe}, what each way shows the partner. Our reading of amalgamated learning,
 * whose authors' protocol is not public. Pure functions; who sends what to whom is elsewhere.
 */
@NullMarked
package org.subtext.silo.amalgamated;

import org.jspecify.annotations.NullMarked;

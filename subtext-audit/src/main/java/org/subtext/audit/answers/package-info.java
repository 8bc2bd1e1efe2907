/**
 * What a finished run found, as figures with pointers: every number and sentence that anybody may be told, with the
 * file and place that it was read from. Begin with {@link org.subtext.audit.answers.Figures}. Nothing here writes.
 */
@NullMarked
package org.subtext.audit.answers;

import org.jspecify.annotations.NullMarked;

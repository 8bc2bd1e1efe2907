/** Every recorded column ranked by how surely images tell it, before anything is trained. */
@NullMarked
package org.subtext.audit.survey;

import org.jspecify.annotations.NullMarked;

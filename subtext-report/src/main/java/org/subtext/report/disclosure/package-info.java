/**
 * What of counts, and of drawings made from counts, can be told without telling of a small group: arithmetic that knows
 * no report.
 */
@NullMarked
package org.subtext.report.disclosure;

import org.jspecify.annotations.NullMarked;

/**
 * Audits across hospitals that may not share a row: what is agreed, what leaves a house, and what the sums of all
 * of them say. Needs no engine of networks: a site answers from its predictions.
 */
@NullMarked
package org.subtext.silo;

import org.jspecify.annotations.NullMarked;

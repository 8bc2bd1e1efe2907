/**
 * Which patients two hospitals have in common, without a list of either one's others: start with
 * {@link org.subtext.silo.intersection.IntersectionParty}. Whom they have in common is patient data itself. Pure: lists
 * go from one party to the other by whoever calls.
 */
@NullMarked
package org.subtext.silo.intersection;

import org.jspecify.annotations.NullMarked;

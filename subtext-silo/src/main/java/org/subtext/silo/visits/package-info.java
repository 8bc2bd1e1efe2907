/**
 * How well a recogniser of one hospital reads the patients of another, without a patient moved: start with
 * {@link org.subtext.silo.visits.Visits}, then {@link org.subtext.silo.visits.VisitMatrix}.
 */
@NullMarked
package org.subtext.silo.visits;

import org.jspecify.annotations.NullMarked;

/**
 * What a battery is asked and what it answers: settings with their subjects, routes and experiments, evidence, results
 * and pointers.
 *
 * <p>Start at {@link org.subtext.routes.contract.Setting} and its {@link org.subtext.routes.contract.Subject}; a route
 * implements {@link org.subtext.routes.contract.Route}. The report and the rooms beside this one import it; it knows
 * none of them.
 */
@NullMarked
package org.subtext.routes.contract;

import org.jspecify.annotations.NullMarked;

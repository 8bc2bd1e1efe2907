/**
 * By what route: experiments on a finished audit that ask how its images reveal the attribute.
 *
 * <p>Start at {@link org.subtext.routes.battery.Battery}, the main path: plan, price, run what fits the budget, assess
 * everything together. An {@link org.subtext.routes.contract.Experiment} is the atom: priced, resumable, and either
 * {@link org.subtext.routes.contract.Evidence} or {@link org.subtext.routes.contract.NotRun}. Knows no run folders,
 * reports or terminals.
 */
@NullMarked
package org.subtext.routes;

import org.jspecify.annotations.NullMarked;

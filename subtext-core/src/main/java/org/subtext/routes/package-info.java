/**
 * By what route: experiments on a finished audit that ask how its images reveal the attribute.
 *
 * <p>Start at {@link org.subtext.routes.Battery}, the main path: plan, price, run what fits the budget, assess everything
 * together. An {@link org.subtext.routes.Experiment} is the atom: priced, resumable, and either {@link
 * org.subtext.routes.Evidence} or {@link org.subtext.routes.NotRun}. Knows no run folders, reports or terminals.
 */
@NullMarked
package org.subtext.routes;

import org.jspecify.annotations.NullMarked;

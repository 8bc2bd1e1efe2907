/**
 * What hospitals agree on, as data and never as code, and the life of it from a draft to its end. Start with
 * {@link org.subtext.silo.plan.SiloPlan}; its hash is what is approved, so that any change needs a new yes.
 */
@NullMarked
package org.subtext.silo.plan;

import org.jspecify.annotations.NullMarked;

/** Phantom hospitals that learn one recogniser together, beside what each would have learnt alone, and all pooled. */
@NullMarked
package org.subtext.cli.silo.learning;

import org.jspecify.annotations.NullMarked;

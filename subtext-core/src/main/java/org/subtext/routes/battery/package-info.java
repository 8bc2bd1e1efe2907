/**
 * The course of a battery: experiments listed, priced, chosen by what they tell, run and stored one by one.
 *
 * <p>Start at {@link org.subtext.routes.battery.Battery}. Knows experiments, not what any of them does to images; hands
 * what was found to {@code reading}.
 */
@NullMarked
package org.subtext.routes.battery;

import org.jspecify.annotations.NullMarked;

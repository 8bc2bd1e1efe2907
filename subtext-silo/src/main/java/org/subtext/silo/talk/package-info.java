/**
 * What coordinator and site say to each other beside the letters of a round: consent, and what is asked in a round.
 * Start with {@link org.subtext.silo.talk.RoundAsk}. How it travels is nothing it knows.
 */
@NullMarked
package org.subtext.silo.talk;

import org.jspecify.annotations.NullMarked;

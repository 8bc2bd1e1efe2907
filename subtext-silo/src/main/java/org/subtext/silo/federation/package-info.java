/**
 * One recogniser learnt by several hospitals: start with {@link org.subtext.silo.federation.FederatedTrainer}, which an
 * audit takes for any other trainer, then {@link org.subtext.silo.federation.FederatedRounds}.
 *
 * <p>Knows the port of a learner and no learner; what is made of several models is {@code silo.training}'s. A site is
 * asked by a message and answers by one; nothing of it travels yet.
 */
@NullMarked
package org.subtext.silo.federation;

import org.jspecify.annotations.NullMarked;

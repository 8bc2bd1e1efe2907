/**
 * The door through which faces come: a command line today; pages, an assistant, sites and a cluster tomorrow.
 *
 * <p>Start at {@link org.subtext.audit.door.Door}: it starts the use cases, lists runs and opens their answers. What it
 * starts is a {@link org.subtext.audit.door.Work}, followed event by event and cancelled at will. Here are no options,
 * no terminals and no pages: each face parses what it was given, and says in its own words what comes back. Nothing in
 * an event tells who a patient is.
 */
@NullMarked
package org.subtext.audit.door;

import org.jspecify.annotations.NullMarked;

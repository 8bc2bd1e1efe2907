/**
 * A plan tried by one site alone, with a coordinator of its own on loopback and two invented partners: start with
 * {@link org.subtext.silo.rehearsal.Rehearsal}. Nothing leaves the machine, and nothing real is written to.
 */
@NullMarked
package org.subtext.silo.rehearsal;

import org.jspecify.annotations.NullMarked;

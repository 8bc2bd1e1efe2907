/**
 * The pages of a house of an audit across hospitals: which plans were offered, what a yes to one would mean, what would
 * leave.
 *
 * <p>Start at {@link org.subtext.web.silos.SitePages}; {@link org.subtext.web.silos.CoordinatorPages} are those of who
 * adds up. Everything here only reads: a yes is given with the house's key,
 * by a command. What is said of a plan comes from {@link org.subtext.silo.site.Consideration} in the words of {@link
 * org.subtext.silo.site.ConsentWords}, as the terminal has it. Nothing here knows the server, or a run.
 */
@NullMarked
package org.subtext.web.silos;

import org.jspecify.annotations.NullMarked;

/**
 * The result of an audit across sites, for people and for programs.
 *
 * <p>Start at {@link org.subtext.silo.report.SitesContent}; {@link org.subtext.silo.report.SitesPage} is the page,
 * {@link org.subtext.silo.report.SitesSummary} the block of a terminal, {@link org.subtext.silo.report.SitesJson} the
 * numbers with their pointers. All tell what {@link org.subtext.silo.report.SitesTold} lets through, and nothing else.
 */
@NullMarked
package org.subtext.silo.report;

import org.jspecify.annotations.NullMarked;

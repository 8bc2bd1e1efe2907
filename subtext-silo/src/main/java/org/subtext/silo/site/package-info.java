/**
 * A hospital's side: its folder, what its administrator is shown and decides, and the service that answers what was
 * approved. Start with {@link org.subtext.silo.site.SiteHome}.
 */
@NullMarked
package org.subtext.silo.site;

import org.jspecify.annotations.NullMarked;

/**
 * Who may ask the explorer anything: a browser of this machine that was handed the link which the program printed.
 *
 * <p>Start at {@link org.subtext.web.access.Gate}, which every request passes before anything is read. Nothing here
 * knows a run, a page or the server.
 */
@NullMarked
package org.subtext.web.access;

import org.jspecify.annotations.NullMarked;

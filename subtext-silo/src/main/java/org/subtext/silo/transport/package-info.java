/**
 * How envelopes travel: by HTTPS, asked for by sites and answered at the coordinator's one port, or carried as a file.
 * Start with {@link org.subtext.silo.transport.SiteLink} (a site's end) and {@link org.subtext.silo.transport.Door}
 * (the coordinator's). Identity rests on signatures of calls and envelopes; TLS is the second lock.
 */
@NullMarked
package org.subtext.silo.transport;

import org.jspecify.annotations.NullMarked;

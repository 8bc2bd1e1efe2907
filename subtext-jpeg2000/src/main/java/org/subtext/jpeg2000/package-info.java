/**
 * JPEG 2000 and HTJ2K by OpenJPEG, a native decoder that hostile streams have crashed before and may again.
 *
 * <p>Start at {@link org.subtext.jpeg2000.WorkerPool}, the service that the reader of DICOM finds. It starts {@link
 * org.subtext.jpeg2000.Worker} as a process of its own, and only that process loads the library: what crashes or hangs
 * there is one image reported as unreadable. Docs: {@code docs/adr/0013-jpeg2000-in-a-process-of-its-own.md}.
 */
@NullMarked
package org.subtext.jpeg2000;

import org.jspecify.annotations.NullMarked;

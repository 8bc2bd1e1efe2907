/**
 * Images straight from the archive, and results back to it: DICOMweb (PS3.18) as a client, C-STORE (PS3.4 annex B, over
 * PS3.7 and PS3.8) as a receiver.
 *
 * <p>Start at {@link org.subtext.archive.Pull}, which searches, retrieves and continues where a killed pull stopped;
 * {@link org.subtext.archive.StorageReceiver} takes what others send, {@link org.subtext.archive.Stow} sends results.
 * All write through {@link org.subtext.archive.InstanceStore}. No message and no file name holds a patient's identifier
 * or a DICOM UID: studies are named by a keyed hash (docs/adr/0014).
 */
@NullMarked
package org.subtext.archive;

import org.jspecify.annotations.NullMarked;

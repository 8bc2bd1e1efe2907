/**
 * Training that can be said to tell little of any one patient: start with {@link org.subtext.silo.privacy.PrivacyLoss},
 * what rounds have cost, then {@link org.subtext.silo.privacy.PrivacyLedger}, which refuses a round that would cost too
 * much, and {@link org.subtext.silo.privacy.PatientSum}, what leaves a site. The unit is the patient, never the image.
 * Pure functions but for the ledger; knows no letters, no networks.
 */
@NullMarked
package org.subtext.silo.privacy;

import org.jspecify.annotations.NullMarked;

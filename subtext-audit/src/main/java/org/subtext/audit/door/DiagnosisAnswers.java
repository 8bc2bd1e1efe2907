package org.subtext.audit.door;

import org.subtext.audit.AuditPlan;
import org.subtext.report.findings.DiagnosisContent;

/**
 * What a finished run of findings taught, and how well that does.
 *
 * @param run its name
 * @param plan what was asked
 * @param content everything its page says
 */
public record DiagnosisAnswers(String run, AuditPlan plan, DiagnosisContent content) {}

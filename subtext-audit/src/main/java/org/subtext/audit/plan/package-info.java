/**
 * What an audit's plan is made of beside what other rooms plan: its images, by what is recognised, and what its report
 * shows. Start with {@code AuditPlan}, which holds them. Knows nothing of running an audit.
 */
@NullMarked
package org.subtext.audit.plan;

import org.jspecify.annotations.NullMarked;

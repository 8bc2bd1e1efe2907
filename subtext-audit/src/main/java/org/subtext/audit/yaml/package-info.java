/**
 * Plan files as text: what YAML allows and a plan does not, where keys stood formerly, and whether each value has the
 * type that its key takes. Start with {@link org.subtext.audit.yaml.PlanText}. Knows no plan, only its keys and the
 * schema that it is given.
 */
@NullMarked
package org.subtext.audit.yaml;

import org.jspecify.annotations.NullMarked;

/**
 * JMH benchmarks of what users wait for: intervals, image caching, training and scoring. docs/benchmarks.md holds the
 * figures and the commands. Nothing imports this module.
 */
@NullMarked
package org.subtext.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Random streams, threads and order, which draws of clusters (patients) are made of. Imports nothing of ours.
 */
@NullMarked
package org.subtext.statistics.draws;

import org.jspecify.annotations.NullMarked;

/**
 * Networks of others are programs, and run in processes of their own: without a network where the system allows,
 * bounded in memory and time. Start at {@link org.subtext.recognition.worker.WorkerProcess}, the side that asks; {@link
 * org.subtext.recognition.worker.Worker} is the side that computes, with an engine that other modules bring. It must
 * not know any engine, and what runs in the worker must load nothing else of this module.
 */
@NullMarked
package org.subtext.recognition.worker;

import org.jspecify.annotations.NullMarked;

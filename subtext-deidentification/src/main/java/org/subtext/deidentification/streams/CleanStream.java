package org.subtext.deidentification.streams;

/**
 * One frame written anew. The array is handed over.
 *
 * @param precision bits of a sample that the stream can hold
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record CleanStream(byte[] bytes, int precision) {}

/**
 * Networks of other programs as ONNX graphs: what a file holds, and its scores.
 *
 * <p>Start at {@link org.subtext.onnx.OnnxModels}. {@link org.subtext.onnx.GraphFile} reads from the file itself what
 * it takes and gives, and refuses what reaches beyond it; then {@link org.subtext.onnx.GraphWorker} computes in a
 * process of its own, which is the only one to load ONNX Runtime. Docs: {@code
 * docs/adr/0041-onnx-in-a-process-of-its-own.md}.
 */
@NullMarked
package org.subtext.onnx;

import org.jspecify.annotations.NullMarked;

/**
 * Networks of other programs as TorchScript archives: what an archive holds, and its scores. Start at {@link
 * org.subtext.learn.script.ScriptModels}. {@link org.subtext.learn.script.ScriptArchive} looks at the file and runs
 * nothing; then {@link org.subtext.learn.script.ScriptWorker} computes in a process of its own, in which no operator is
 * left that reads or writes files. Docs: {@code docs/adr/0043-torchscript-in-a-process-of-its-own.md}.
 */
@NullMarked
package org.subtext.learn.script;

import org.jspecify.annotations.NullMarked;

/**
 * What an assistant may ask for and what it is told, whatever carries its words: the ten tools with their schemas, the
 * documents and the prompts.
 *
 * <p>Begin with {@link org.subtext.mcp.tools.ToolSet}. Answers are made of figures that anybody may be told
 * ({@link org.subtext.audit.answers.Figures}) and of nothing else of a run. Nothing here knows the protocol, a socket,
 * or how a run is begun or changed.
 */
@NullMarked
package org.subtext.mcp.tools;

import org.jspecify.annotations.NullMarked;

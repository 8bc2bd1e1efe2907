/**
 * Finished audits for an assistant that speaks the Model Context Protocol: over standard input and output, or over HTTP
 * on this machine's own address. Both revisions of the protocol are spoken, as the client begins.
 *
 * <p>Begin with {@link org.subtext.mcp.StdioServer} and {@link org.subtext.mcp.HttpServer}; what is told is decided in
 * {@link org.subtext.mcp.tools}. Nothing here begins or changes a run.
 */
@NullMarked
package org.subtext.mcp;

import org.jspecify.annotations.NullMarked;

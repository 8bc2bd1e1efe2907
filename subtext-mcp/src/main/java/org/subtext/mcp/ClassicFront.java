package org.subtext.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.mcp.tools.Documents;
import org.subtext.mcp.tools.Outcome;
import org.subtext.mcp.tools.Prompts;
import org.subtext.mcp.tools.RefusalException;
import org.subtext.mcp.tools.Told;
import org.subtext.mcp.tools.Tool;

/** The revisions of the protocol that begin with {@code initialize}: up to 2025-11-25. */
final class ClassicFront {
    static final String INITIALIZE = "initialize";

    private final Handlers handlers;
    private final McpJsonMapper mapper;

    ClassicFront(Handlers handlers, McpJsonMapper mapper) {
        this.handlers = handlers;
        this.mapper = mapper;
    }

    McpSyncServer serve(McpServerTransportProvider transport) {
        return configured(McpServer.sync(transport));
    }

    McpSyncServer serve(McpStreamableServerTransportProvider transport) {
        return configured(McpServer.sync(transport));
    }

    /** Whoever speaks these revisions may set a level of logging, though nothing is logged to a client. */
    @SuppressWarnings("deprecation")
    private static McpSchema.ServerCapabilities capabilities() {
        return McpSchema.ServerCapabilities.builder()
                .tools(false)
                .resources(false, false)
                .prompts(false)
                .logging()
                .build();
    }

    private McpSyncServer configured(McpServer.SyncSpecification<?> server) {
        return server.serverInfo(McpSchema.Implementation.builder(Handlers.NAME, Handlers.version())
                        .title(Handlers.TITLE)
                        .build())
                .instructions(Handlers.INSTRUCTIONS)
                .jsonMapper(mapper)
                .validateToolInputs(false) // what is wrong is said by the handlers, all at once
                .capabilities(capabilities())
                .tools(handlers.tools().all().stream().map(this::tool).toList())
                .resources(handlers.documents().fixed().stream()
                        .map(this::resource)
                        .toList())
                .resourceTemplates(handlers.documents().ofRuns().stream()
                        .map(this::template)
                        .toList())
                .prompts(handlers.prompts().all().stream().map(this::prompt).toList())
                .build();
    }

    private SyncToolSpecification tool(Tool tool) {
        McpSchema.Tool declared = McpSchema.Tool.builder(tool.name(), tool.input())
                .title(tool.title())
                .description(tool.description())
                .outputSchema(tool.output())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .title(tool.title())
                        .readOnlyHint(true)
                        .destructiveHint(false)
                        .idempotentHint(true)
                        .openWorldHint(false)
                        .build())
                .build();
        return new SyncToolSpecification(
                declared, (exchange, request) -> result(handlers.tools().call(tool.name(), request.arguments())));
    }

    private static McpSchema.CallToolResult result(Outcome outcome) {
        McpSchema.CallToolResult.Builder result = McpSchema.CallToolResult.builder()
                .addTextContent(outcome.text())
                .isError(outcome.isRefusal());
        return outcome instanceof Told told
                ? result.structuredContent(told.data()).build()
                : result.build();
    }

    private SyncResourceSpecification resource(Documents.Document document) {
        return new SyncResourceSpecification(
                McpSchema.Resource.builder(document.uri(), document.name())
                        .title(document.title())
                        .description(document.description())
                        .mimeType(Documents.TYPE)
                        .build(),
                (exchange, request) -> read(request.uri()));
    }

    private SyncResourceTemplateSpecification template(Documents.Document document) {
        return new SyncResourceTemplateSpecification(
                McpSchema.ResourceTemplate.builder(document.uri(), document.name())
                        .title(document.title())
                        .description(document.description())
                        .mimeType(Documents.TYPE)
                        .build(),
                (exchange, request) -> read(request.uri()));
    }

    private McpSchema.ReadResourceResult read(String uri) {
        try {
            String text = handlers.documents().read(uri);
            return McpSchema.ReadResourceResult.builder(List.of(McpSchema.TextResourceContents.builder(uri, text)
                            .mimeType(Documents.TYPE)
                            .build()))
                    .build();
        } catch (RefusalException e) {
            throw McpError.builder(McpSchema.ErrorCodes.RESOURCE_NOT_FOUND)
                    .message(e.says())
                    .build();
        }
    }

    private SyncPromptSpecification prompt(Prompts.Prompt prompt) {
        List<McpSchema.PromptArgument> arguments = prompt.parameters().stream()
                .map(one -> McpSchema.PromptArgument.builder(one.name())
                        .description(one.description())
                        .required(one.isRequired())
                        .build())
                .toList();
        McpSchema.Prompt declared = McpSchema.Prompt.builder(prompt.name())
                .title(prompt.title())
                .description(prompt.description())
                .arguments(arguments)
                .build();
        return new SyncPromptSpecification(declared, (exchange, request) -> said(prompt, request.arguments()));
    }

    private static McpSchema.GetPromptResult said(Prompts.Prompt prompt, @Nullable Map<String, ?> given) {
        try {
            return McpSchema.GetPromptResult.builder(List.of(McpSchema.PromptMessage.builder(
                                    McpSchema.Role.USER,
                                    McpSchema.TextContent.builder(prompt.text(given))
                                            .build())
                            .build()))
                    .description(prompt.description())
                    .build();
        } catch (RefusalException e) {
            throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                    .message(e.says())
                    .build();
        }
    }
}

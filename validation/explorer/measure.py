#!/usr/bin/env python3
"""Times the explorer on a folder of runs: the table of docs/benchmarks.md.

measure.py RUNS RUN -- COMMAND...    COMMAND starts the explorer, for example
measure.py big/runs large -- ./subtext explore big/runs --show-images "to time it, nobody looks"
Prints medians in milliseconds, and 95th percentiles of sheets. Python 3, nothing beside it.
"""
import http.client, random, statistics, subprocess, sys, time
from urllib.parse import urlsplit


def started(command):
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        if 'http://' in line:
            return process, line[line.index('http://'):].split()[0], 1000 * (time.monotonic() - begun)
    raise SystemExit('the explorer did not start')


class Client:
    def __init__(self, link):
        url = urlsplit(link)
        self.connection = http.client.HTTPConnection(url.hostname, url.port, timeout=120)
        self.cookie = ''
        self.connection.request('GET', '/?' + url.query)
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = answer.getheader('Set-Cookie').split(';')[0]

    def get(self, path):
        begun = time.monotonic()
        self.connection.request('GET', path, headers={'Cookie': self.cookie})
        answer = self.connection.getresponse()
        body = answer.read()
        took = 1000 * (time.monotonic() - begun)
        if answer.status != 200:
            raise SystemExit(f'{path}: {answer.status} {body[:200]}')
        return took, body


def p95(values):
    return sorted(values)[int(0.95 * (len(values) - 1))]


def main():
    run = sys.argv[2]
    command = sys.argv[sys.argv.index('--') + 1:]
    ups, lists, figures, overviews, firsts = [], [], [], [], []
    for _ in range(3):
        process, link, up = started(command)
        try:
            client = Client(link)
            ups.append(up)
            lists.append(client.get('/')[0])
            figures.append(client.get(f'/runs/{run}/findings')[0])
            base = f'/runs/{run}/images'
            overviews.append(client.get(base)[0])
            ids = [line.split('\t')[0] for line in client.get(f'{base}/ids?from=0&count=512')[1].decode().split('\n') if line]
            page, _ = client.get(f'{base}/{ids[0]}/1')
            array, _ = client.get(f'{base}/{ids[0]}/1/array')
            firsts.append((page, array))
        finally:
            process.terminate()
            process.wait()
    process, link, _ = started(command)
    try:
        client = Client(link)
        client.get('/')
        warmlist = [client.get('/')[0] for _ in range(5)]
        client.get(base)
        count = int(client.get(base)[1].decode().split('data-count="')[1].split('"')[0])
        cold, warm, changed, page, ids_time = [], [], [], [], []
        for i in range(120):
            start = random.randrange(max(1, count - 64))
            took, text = client.get(f'{base}/ids?from={start}&count=64')
            ids = [line.split('\t')[0] for line in text.decode().split('\n') if line]
            sheet = f'{base}/sheet?setting=0&ids=' + ','.join(ids)
            first, _ = client.get(sheet)
            again, _ = client.get(sheet)
            if i >= 20:  # the first ones warm the machine that runs it
                ids_time.append(took)
                cold.append(first)
                warm.append(again)
        settings = client.get(base)[1].decode().count('<option')
        for setting in range(1, settings):
            for one in ids[:12]:
                changed.append(client.get(f'{base}/{one}/{setting}/array')[0])
                page.append(client.get(f'{base}/{one}/{setting}')[0])
        under = []
        for i in range(10):
            start = random.randrange(max(1, count - 64))
            ids = [line.split('\t')[0] for line in client.get(f'{base}/ids?from={start}&count=64')[1].decode().split('\n') if line]
            under.append(client.get(f'{base}/sheet?setting=1&ids=' + ','.join(ids))[0])
        status = open(f'/proc/{process.pid}/status').read()
        memory = [line.split()[1] for line in status.split('\n') if line.startswith('VmRSS')]
    finally:
        process.terminate()
        process.wait()
    median = statistics.median
    print(f'server up: {median(ups):.0f} ms of {[round(x) for x in ups]}')
    print(f'list of runs: first {median(lists):.0f} ms, again {median(warmlist):.0f} ms')
    print(f'first figure (page Findings, first request): {median(figures):.0f} ms')
    print(f'overview, the run opened for it: {median(overviews):.0f} ms')
    print(f'first case: page {median(x for x, _ in firsts):.0f} ms, array {median(x for _, x in firsts):.0f} ms')
    print(f'ids of 64 cases: p95 {p95(ids_time):.0f} ms')
    print(f'sheets of 64: cold p95 {p95(cold):.0f} ms (median {median(cold):.0f}), warm p95 {p95(warm):.0f} ms (median {median(warm):.0f})')
    print(f'sheets of 64 under a setting, cold: median {median(under):.0f} ms')
    print(f'changed image: median {median(changed):.0f} ms, p95 {p95(changed):.0f} ms; its page: median {median(page):.0f} ms')
    print(f'resident memory at the end: {int(memory[0]) // 1024} MB' if memory else '')


main()

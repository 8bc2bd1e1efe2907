#!/usr/bin/env python3
"""Times the explorer on a folder of runs: the table of docs/benchmarks.md.

measure.py RUNS RUN -- COMMAND...    COMMAND starts the explorer, for example
measure.py big/runs large -- ./subtext explore big/runs --show-images "to time it, nobody looks"
Prints medians and 95th percentiles of the clock, and the processor time of the explorer, which alone compares where other
work goes on. Python 3 on Linux, nothing beside it.
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


def processor(process):
    """Milliseconds of processor time of the explorer so far, compilation included."""
    fields = open(f'/proc/{process.pid}/stat').read().rsplit(')', 1)[1].split()
    return 10 * (int(fields[11]) + int(fields[12]))


class Times:
    def __init__(self, process):
        self.process, self.walls, self.begun = process, [], processor(process)

    def add(self, wall):
        self.walls.append(wall)

    def __str__(self):
        mean = (processor(self.process) - self.begun) / max(1, len(self.walls))
        return (f'median {statistics.median(self.walls):.0f} ms, p95 {p95(self.walls):.0f} ms, '
                f'processor time {mean:.0f} ms each ({len(self.walls)})')


def ids_of(client, base, start):
    text = client.get(f'{base}/ids?from={start}&count=64')[1].decode()
    return [line.split('\t')[0] for line in text.split('\n') if line]


def main():
    run = sys.argv[2]
    command = sys.argv[sys.argv.index('--') + 1:]
    base = f'/runs/{run}/images'
    process, link, up = started(command)
    try:
        print(f'server up: {up:.0f} ms, processor time {processor(process)} ms', flush=True)
        client = Client(link)
        for what, path in (('list of runs, first', '/'), ('page Findings, first', f'/runs/{run}/findings'),
                           ('overview, its run opened', base), ('list of runs, again', '/'),
                           ('page Findings, again', f'/runs/{run}/findings'), ('overview, again', base)):
            before = processor(process)
            took, text = client.get(path)
            print(f'{what}: {took:.0f} ms, processor time {processor(process) - before} ms', flush=True)
        count = int(text.decode().split('data-count="')[1].split('"')[0])
        settings = text.decode().count('<option')
        first = ids_of(client, base, 0)
        for what, path in (('first case, page', f'{base}/{first[0]}/1'), ('first case, array', f'{base}/{first[0]}/1/array')):
            took, _ = client.get(path)
            print(f'{what}: {took:.0f} ms', flush=True)
        drawn = [ids_of(client, base, random.randrange(max(1, count - 64))) for _ in range(80)]
        sheets = [f'{base}/sheet?setting=0&ids=' + ','.join(ids) for ids in drawn]
        for sheet in sheets[:20]:  # which warm the machine that runs it
            client.get(sheet)
        for what, paths in (('sheets of 64, cold', sheets[20:]), ('sheets of 64, warm', sheets[20:]),
                            ('sheets of 64 under a setting, cold', [s.replace('setting=0', 'setting=1') for s in sheets[20:26]]),
                            ('changed images', [f'{base}/{one}/{s}/array' for s in range(1, settings) for one in first[:12]]),
                            ('pages of a case', [f'{base}/{one}/{s}' for s in range(1, settings) for one in first[:12]])):
            times = Times(process)
            for path in paths:
                times.add(client.get(path)[0])
            print(f'{what}: {times}', flush=True)
        status = open(f'/proc/{process.pid}/status').read()
        print('resident:', [line.split()[1] + ' kB' for line in status.split('\n') if line.startswith('VmRSS')])
    finally:
        process.terminate()
        process.wait()


main()

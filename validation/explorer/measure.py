#!/usr/bin/env python3
"""Times the explorer: every line of the table of docs/benchmarks.md.

measure.py FOLDER LAUNCHER     FOLDER as run.sh makes it, LAUNCHER starts Subtext: ./subtext
FOLDER/runs/large: many images; FOLDER/wide/wide: images of 2,048 pixels; FOLDER/many: a thousand runs.
Prints the clock, the processor time of the explorer and the load of the machine; the processor time compares where other
work goes on. In the browser (chromium with its driver; left out where there is none) it is the page's own clock.
Python 3 on Linux, nothing beside it.
"""
import http.client, os, random, statistics, subprocess, sys, time
from urllib.parse import urlsplit

from browser import Browser, is_there


def started(command):
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        if 'http://' in line:
            return process, line[line.index('http://'):].split()[0], 1000 * (time.monotonic() - begun)
    raise SystemExit('the explorer did not start')


def ended(process):
    process.terminate()
    process.wait()


class Client:
    def __init__(self, link):
        url = urlsplit(link)
        self.origin = f'http://{url.hostname}:{url.port}'
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


def resident(process):
    status = open(f'/proc/{process.pid}/status').read()
    return int(next(line.split()[1] for line in status.split('\n') if line.startswith('VmRSS'))) // 1024


def say(what, words):
    print(f'{what}: {words}  [load {os.getloadavg()[0]:.1f}]', flush=True)


def times(process, client, what, paths):
    begun = processor(process)
    walls = [client.get(path)[0] for path in paths]
    mean = (processor(process) - begun) / max(1, len(walls))
    say(what, f'median {statistics.median(walls):.0f} ms, p95 {p95(walls):.0f} ms, most {max(walls):.0f} ms,'
              f' processor time {mean:.0f} ms each ({len(walls)})')


def ids_of(client, base, start):
    text = client.get(f'{base}/ids?from={start}&count=64')[1].decode()
    return [line.split('\t')[0] for line in text.split('\n') if line]


def starts(command, count=7):
    walls, processors = [], []
    for _ in range(count):
        process, _, up = started(command)
        walls.append(up)
        processors.append(processor(process))
        ended(process)
    say('server up', f'median {statistics.median(walls):.0f} ms, least {min(walls):.0f} ms,'
                     f' processor time {statistics.median(processors):.0f} ms ({count})')


def first_figures(command, run, count=5):
    """From the link on: whoever is as fast as a program can be."""
    for path, what in ((f'/runs/{run}/findings', 'first figure (page Findings) right after the link'),):
        walls, agains = [], []
        for _ in range(count):
            process, link, _ = started(command)
            client = Client(link)
            walls.append(client.get(path)[0])
            agains.append(client.get(path)[0])
            ended(process)
        say(what, f'median {statistics.median(walls):.0f} ms ({count})')
        say('the same page again', f'median {statistics.median(agains):.0f} ms ({count})')


def server(command, run):
    base = f'/runs/{run}/images'
    process, link, _ = started(command)
    try:
        client = Client(link)
        begun = time.monotonic()
        before = processor(process)
        text = client.get(base)[1].decode()
        say('the run opened, from the link on', f'{1000 * (time.monotonic() - begun):.0f} ms,'
                                                f' processor time {processor(process) - before} ms')
        count = int(text.split('data-count="')[1].split('"')[0])
        settings = text.count('<option')
        drawn = [ids_of(client, base, random.randrange(max(1, count - 64))) for _ in range(54)]
        page = client.get(f'{base}/{drawn[0][0]}/1')[0]
        array = client.get(f'{base}/{drawn[0][0]}/1/array')[0]
        say('first image under a setting', f'page {page:.0f} ms and array {array:.0f} ms')
        times(process, client, 'unchanged image', [f'{base}/{ids[1]}/0/array' for ids in drawn[:30]])
        sheets = [f'{base}/sheet?setting=0&ids=' + ','.join(ids) for ids in drawn]
        times(process, client, 'sheets of 64, the first 20 of the process', sheets[:20])
        times(process, client, 'sheets of 64, cold', sheets[20:])
        times(process, client, 'sheets of 64, warm', sheets[20:])
        times(process, client, 'sheets of 64 under a setting, cold', [s.replace('setting=0', 'setting=1') for s in sheets[20:26]])
        times(process, client, 'changed image of 512 px', [f'{base}/{ids[0]}/{s}/array' for s in range(1, settings) for ids in drawn[:20]])
        times(process, client, 'page of a case', [f'{base}/{ids[0]}/{s}' for s in range(1, settings) for ids in drawn[:20]])
        say('resident memory of the explorer', f'{resident(process)} MB')
        if is_there():
            in_browser(client, base, drawn)
        say('resident memory of the explorer after the scroll', f'{resident(process)} MB')
    finally:
        ended(process)


def in_browser(client, base, drawn):
    with Browser(client.origin, client.cookie) as browser:
        browser.open(base)
        browser.wait('.sheet[data-ready]')
        scroll = browser.scrolled('#grid')
        say('scroll of the grid', f'{scroll["rows"]:.0f} rows at {scroll["rate"]:.0f} rows/s, {scroll["frames"]} frames: median'
                                  f' {scroll["median"]:.1f} ms, p95 {scroll["p95"]:.1f} ms, most {scroll["most"]:.1f} ms,'
                                  f' {scroll["slow"]} over 50 ms; long tasks {scroll["long"]}')
        say('nodes in the grid', f'at most {scroll["nodes"]}')
        looked = browser.looked('#grid', 200)
        say('sheets of the whole grid one after the other', f'{looked["seen"]} stops, median {looked["median"]:.0f} ms until'
                                                            f' drawn; at most {looked["nodes"]} nodes')
        say('page after the whole scroll', f'{browser.memory():.0f} MB of its process, JavaScript heap {browser.heap():.0f} MB')
        walls = []
        for ids in drawn[30:50]:
            browser.open(f'{base}/{ids[0]}/1')
            walls.append(browser.wait('canvas#changed[data-ready]'))
        say('image on the page, from the click on', f'median {statistics.median(walls):.0f} ms, p95 {p95(walls):.0f} ms ({len(walls)})')


def windows(command):
    process, link, _ = started(command)
    try:
        client = Client(link)
        base = '/runs/wide/images'
        client.get(base)
        with Browser(client.origin, client.cookie) as browser:
            browser.open(f'{base}/{ids_of(client, base, 0)[0]}/1')
            browser.wait('canvas#original[data-ready]')
            browser.wait('canvas#changed[data-ready]', 120)
            for zoom in (1, 4):
                took = browser.windowed(zoom)
                say(f'window and level, both panes, 2,048 px, zoom {zoom}',
                    f'median {statistics.median(took):.1f} ms, p95 {p95(took):.1f} ms, most {max(took):.1f} ms ({len(took)})')
    finally:
        ended(process)


def many(command):
    process, link, up = started(command)
    try:
        client = Client(link)
        before = processor(process)
        took = client.get('/')[0]
        say('1,000 runs: server up', f'{up:.0f} ms')
        say('1,000 runs listed, the first time, from the link on', f'{took:.0f} ms, processor time {processor(process) - before} ms')
        for _ in range(5):
            client.get('/')
        times(process, client, '1,000 runs listed', ['/'] * 20)
    finally:
        ended(process)


def main():
    folder, launcher = sys.argv[1:3]
    reason = ['--show-images', 'to time it, nobody looks']
    large = [launcher, 'explore', f'{folder}/runs']
    process, _, _ = started(large)  # which makes the archive of classes, where there is none
    ended(process)
    starts(large)
    first_figures(large, 'large')
    server(large + reason, 'large')
    if is_there():
        windows([launcher, 'explore', f'{folder}/wide'] + reason)
    many([launcher, 'explore', f'{folder}/many'])


if __name__ == '__main__':
    main()

"""Chromium, led by its driver in the W3C's protocol: pages timed by their own clock. Python 3 on Linux, nothing beside it."""
import http.client, json, os, subprocess, time

BROWSER = '/usr/bin/chromium'
DRIVER = '/usr/bin/chromedriver'
ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

# In every page before its own script: when elements became ready, and how long what draws a frame took.
WATCH = '''
window.readyAt = new Map();
window.drawn = [];
new MutationObserver(all => all.forEach(one => window.readyAt.set(one.target, performance.now())))
  .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });
const asked = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = does => asked(now => {
  const begun = performance.now();
  does(now);
  window.drawn.push(performance.now() - begun);
});
window.plainFrame = asked;
'''

SCROLL = '''
const [selector, rate, done] = arguments;
const grid = document.querySelector(selector);
const row = 72;
const gaps = [];
const long = [];
let nodes = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => long.push(Math.round(one.duration)))).observe({ type: 'longtask' });
grid.scrollTop = 0;
let begun = 0;
let last = 0;
const end = grid.scrollHeight - grid.clientHeight;
function step(now) {
  if (!begun) { begun = now; } else { gaps.push(now - last); }
  last = now;
  grid.scrollTop = (now - begun) / 1000 * rate * row;
  nodes = Math.max(nodes, grid.querySelectorAll('*').length);
  if (grid.scrollTop < end - 1) { window.plainFrame(step); return; }
  gaps.sort((a, b) => a - b);
  const at = share => gaps[Math.floor(share * (gaps.length - 1))];
  done({ rows: end / row, rate: end / row / ((now - begun) / 1000), frames: gaps.length, median: at(0.5), p95: at(0.95), most: at(1),
    slow: gaps.filter(gap => gap > 50).length, long, nodes });
}
window.plainFrame(step);
'''

LOOK = '''
const [selector, stops, done] = arguments;
const grid = document.querySelector(selector);
const end = grid.scrollHeight - grid.clientHeight;
(async () => {
  const took = [];
  let nodes = 0;
  for (let stop = 0; stop < stops; stop++) {
    const begun = performance.now();
    grid.scrollTop = end * stop / (stops - 1);
    await new Promise(next => setTimeout(next, 80));
    while (!grid.querySelector('.sheet') || grid.querySelector('.sheet:not([data-ready])')) {
      nodes = Math.max(nodes, grid.querySelectorAll('*').length);
      await new Promise(next => setTimeout(next, 4));
    }
    took.push(performance.now() - begun);
    nodes = Math.max(nodes, grid.querySelectorAll('*').length);
  }
  took.sort((a, b) => a - b);
  done({ seen: took.length, median: took[took.length >> 1], nodes });
})();
'''

WINDOW = '''
const [zoom, done] = arguments;
(async () => {
  const frame = () => new Promise(next => window.plainFrame(() => setTimeout(next, 0)));
  for (let i = 0; i < (zoom > 1 ? 6 : 0); i++) { document.getElementById('larger').click(); await frame(); }
  const level = document.getElementById('level');
  const took = [];
  for (let i = 0; i < 80; i++) {
    level.value = 0.3 + 0.005 * i;
    window.drawn.length = 0;
    level.dispatchEvent(new Event('change'));
    await frame();
    await frame();
    took.push(window.drawn.reduce((a, b) => a + b, 0));
  }
  done(took.slice(10));
})();
'''


def is_there():
    return os.access(BROWSER, os.X_OK) and os.access(DRIVER, os.X_OK)


class Browser:
    def __init__(self, origin, cookie):
        self.origin, self.cookie = origin, cookie

    def __enter__(self):
        self.driver = subprocess.Popen([DRIVER, '--port=0'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.driver.stdout:
            if 'successfully on port' in line:
                self.port = int(line.strip().rstrip('.').split()[-1])
                break
        options = {'binary': BROWSER, 'args': [
            '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--window-size=1200,900',
            '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-precise-memory-info',
            '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']}
        made = self.call('POST', '/session', {'capabilities': {'alwaysMatch': {
            'browserName': 'chrome', 'goog:chromeOptions': options, 'timeouts': {'script': 300_000, 'pageLoad': 120_000}}}})
        self.session = '/session/' + made['sessionId']
        self.process = made['capabilities']['goog:processID']
        self.cdp('Page.addScriptToEvaluateOnNewDocument', source=WATCH)
        name, value = self.cookie.split('=', 1)
        self.cdp('Network.setCookie', name=name, value=value, url=self.origin, httpOnly=True, sameSite='Strict')
        return self

    def __exit__(self, *_):
        try:
            self.call('DELETE', self.session)
        finally:
            self.driver.terminate()
            self.driver.wait()

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=400)
        connection.request(method, path, json.dumps(body or {}) if method == 'POST' else None, {'Content-Type': 'application/json'})
        value = json.loads(connection.getresponse().read())['value']
        if isinstance(value, dict) and 'error' in value:
            raise SystemExit(f'the browser: {value["message"][:400]}')
        return value

    def cdp(self, command, **parameters):
        return self.call('POST', self.session + '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def run(self, script, *arguments):
        return self.call('POST', self.session + '/execute/async', {'script': script, 'args': list(arguments)})

    def open(self, path):
        self.call('POST', self.session + '/url', {'url': self.origin + path})

    def wait(self, selector, seconds=60):
        """Milliseconds from the start of the page's loading until the element said that it is ready."""
        for _ in range(int(seconds / 0.05)):
            at = self.run('const e = document.querySelector(arguments[0]); arguments[1](e ? window.readyAt.get(e) ?? -1 : null)', selector)
            if at is not None:
                return at
            time.sleep(0.05)
        raise SystemExit(f'nothing became ready: {selector}')

    def scrolled(self, selector, rate=2000):
        return self.run(SCROLL, selector, rate)

    def looked(self, selector, stops):
        return self.run(LOOK, selector, stops)

    def windowed(self, zoom):
        return self.run(WINDOW, zoom)

    def heap(self):
        return self.run('arguments[0](performance.memory.usedJSHeapSize / 1048576)')

    def memory(self):
        """Megabytes that the page's process has for itself, with its share of what is shared."""
        most = 0
        for process in (name for name in os.listdir('/proc') if name.isdigit()):
            try:
                command = open(f'/proc/{process}/cmdline').read().replace('\0', ' ')
                if '--type=renderer' in command and self.is_below(int(process)):
                    rollup = open(f'/proc/{process}/smaps_rollup').read()
                    most = max(most, next(int(line.split()[1]) for line in rollup.split('\n') if line.startswith('Pss:')) / 1024)
            except OSError:
                continue
        return most

    def is_below(self, process):
        while process > 1:
            if process == self.process:
                return True
            process = int(open(f'/proc/{process}/stat').read().rsplit(')', 1)[1].split()[1])
        return False

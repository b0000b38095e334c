# Goes through pages in Chromium by keyboard alone and looks at every word of them by light and in
# the dark: python3 walk_pages.py CHROMIUM PAGE.html... Standard library only; the browser is spoken
# to through a pipe, so no port is opened. Prints what is wrong, then a line of counts.
import json, os, pathlib, subprocess, sys, tempfile

# Everything that can be focused in reading order, and everything that scrolls sideways.
LOOK = """(() => {
  const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility == 'visible';
  const scrolls = e => e.scrollWidth > e.clientWidth + 1
    && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
  window.label = e => e.getAttribute('aria-label') || e.textContent.trim();
  window.name_ = e => e.tagName + ' ' + label(e).slice(0, 30);
  window.wanted = [...document.querySelectorAll('*')].filter(e => shown(e)
    && (e.matches('a[href],button,input,select,textarea,summary,[tabindex]:not([tabindex="-1"])')
      || scrolls(e)));
  const number = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => [.2126, .7152, .0722].reduce((sum, weight, i) => {
    const v = c[i] / 255;
    return sum + weight * (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  }, 0);
  window.contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + .05) / (low + .05);
  };
  window.colour = number;
  window.ground = e => {
    for (; e; e = e.parentElement) {
      const c = number(getComputedStyle(e).backgroundColor);
      if (c.length == 3 || c[3] == 1) return c;
      if (c[3] != 0) return [NaN, NaN, NaN];
    }
    return matchMedia('(prefers-color-scheme:dark)').matches
      && getComputedStyle(document.documentElement).colorScheme.includes('dark')
      ? [18, 18, 18] : [255, 255, 255];
  };
  window.walk = [];
  document.addEventListener('focusin', ({target: e}) => {
    const s = getComputedStyle(e), r = e.getClientRects()[0], faults = [];
    if (s.outlineStyle == 'none' || parseFloat(s.outlineWidth) < 2) faults.push('no outline');
    else if (!(contrast(number(s.outlineColor), ground(e.parentElement)) >= 3))
      faults.push('pale outline');
    const x = Math.max(r.left, 0) + 2, y = Math.max(r.top, 0) + 2;
    const top = document.elementFromPoint(x, y);
    if (!top || !(e.contains(top) || top.contains(e))) faults.push('out of sight');
    walk.push([wanted.indexOf(e), faults, name_(e)]);
  });
  return {names: wanted.map(name_), silent: wanted.filter(e => e.tabIndex != 0
    || !label(e)).map(name_),
    unlabelled: wanted.filter(e => e.matches('[tabindex]:not([aria-label])')).map(name_),
    isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    hasMenu: !!document.querySelector('nav'),
    skip: wanted.length > 0 && wanted[0].matches('a[href^="#"]')};
})()"""

# Every text that is shown, its colour against the ground it stands on.
READ = """(() => {
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), pale = [];
  let count = 0;
  while (all.nextNode()) {
    const text = all.currentNode.data.trim(), e = all.currentNode.parentElement;
    if (!text || !e.getClientRects().length) continue;
    const s = getComputedStyle(e), size = parseFloat(s.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && s.fontWeight >= 700);
    const ratio = contrast(colour(e.closest('svg') ? s.fill : s.color), ground(e));
    count += 1;
    if (!(ratio >= (isLarge ? 3 : 4.5))) pale.push(`${text.slice(0, 20)}: ${ratio.toFixed(2)}`);
  }
  return {count, pale};
})()"""


class Browser:
    def __init__(self, program, folder):
        down, self.to = os.pipe()
        self.back, up = os.pipe()
        command = (
            'exec "$0" --headless --no-sandbox --disable-gpu --disable-smooth-scrolling '
            "--remote-debugging-pipe --user-data-dir=%s 3<&%d 4>&%d" % (folder, down, up))
        self.process = subprocess.Popen(
            ["bash", "-c", command, program], pass_fds=(down, up), stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": folder})
        os.close(down)
        os.close(up)
        self.rest, self.number, self.session, self.answers, self.events = b"", 0, None, {}, []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")
        self.ask("Emulation.setFocusEmulationEnabled", enabled=True)

    def send(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        return self.number

    def read(self):
        while b"\0" not in self.rest:
            part = os.read(self.back, 1 << 16)
            if not part:
                sys.exit("the browser ended")
            self.rest += part
        line, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(line)
        if "id" in message:
            self.answers[message["id"]] = message
        else:
            self.events.append(message["method"])

    def ask(self, method, **params):
        number = self.send(method, **params)
        while number not in self.answers:
            self.read()
        answer = self.answers.pop(number)
        assert "error" not in answer, (method, answer)
        return answer["result"]

    def value(self, script):
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def open(self, address, dark=False, width=1280):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800,
                 deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        # The page before may tell late that it is there.
        self.value("window.before = true")
        self.events.clear()
        self.ask("Page.navigate", url=address)
        while True:
            while "Page.loadEventFired" not in self.events:
                self.read()
            self.events.clear()
            if self.value("!window.before && document.readyState == 'complete'"):
                return

    def press(self, key, code, times=1, shift=False):
        """Presses a key; all strokes are on their way before the first is answered."""
        stroke = {"type": "keyDown", "text": "\r"} if key == "Enter" else {"type": "rawKeyDown"}
        for _ in range(times):
            last = self.send(
                "Input.dispatchKeyEvent", key=key, code=key, windowsVirtualKeyCode=code,
                modifiers=8 if shift else 0, **stroke)
        while times and last not in self.answers:
            self.read()
        self.answers.clear()


def check(browser, address, width, dark, complain):
    """Tab from the first stop to the last and back, what scrolls sideways, and all words."""
    browser.open(address, dark, width)
    seen = browser.value(LOOK)
    names = seen["names"]
    for name in seen["silent"]:
        complain("cannot be reached or has no name: " + name)
    for name in seen["unlabelled"]:
        complain("a group without a label: " + name)
    if seen["isWide"]:
        complain("the whole page scrolls sideways")
    read = browser.value(READ)
    for words in read["pale"]:
        complain("pale: " + words)
    if not names:
        return 0, 0, read["count"]
    browser.press("Tab", 9, len(names))
    browser.press("Tab", 9, len(names) - 1, shift=True)
    walk = browser.value("walk")
    there, back = walk[: len(names)], walk[len(names):]
    order = [place for place, _, _ in there]
    if order != list(range(len(names))):
        at = next((i for i, place in enumerate(order) if place != i), len(order))
        complain("Tab %d goes to %s" % (at + 1, there[at][2] if at < len(there) else "nothing"))
    if [place for place, _, _ in back] != list(range(len(names) - 1))[::-1]:
        complain("Shift and Tab do not go back the same way")
    for _, faults, name in walk:
        for fault in faults:
            complain("%s: %s" % (fault, name))
    return len(names), sideways(browser, complain), read["count"]


def sideways(browser, complain):
    """What scrolls sideways must do so by the arrow keys."""
    wide = "wanted.filter(e => e.tagName != 'A' && e.scrollWidth > e.clientWidth + 1)"
    count = browser.value(wide + ".length")
    for number in range(count):
        one = "%s[%d]" % (wide, number)
        browser.value("%s.focus(); %s.scrollLeft = 0" % (one, one))
        # The browser scrolls between two frames, perhaps after it has answered.
        for _ in range(20):
            browser.press("ArrowRight", 39)
            if browser.value("%s.scrollLeft" % one):
                break
        else:
            complain("the arrow keys do not scroll: " + browser.value("name_(%s)" % one))
    return count


def skip(browser, address, complain):
    """The first stop leads past the menu."""
    browser.open(address)
    seen = browser.value(LOOK)
    if not seen["hasMenu"]:
        return
    if not seen["skip"]:
        complain("the first stop is no way past the menu")
        return
    browser.press("Tab", 9)
    browser.press("Enter", 13)
    for _ in range(200):
        if browser.value("location.hash"):
            break
    browser.press("Tab", 9)
    first = "wanted.find(e => e.closest('main'))"
    if not browser.value("!%s || document.activeElement == %s" % (first, first)):
        end = browser.value("name_(document.activeElement)")
        complain("the way past the menu ends at " + end)


def main():
    wrong = []
    stops = regions = words = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(sys.argv[1], folder)
        for page in sys.argv[2:]:
            address = pathlib.Path(page).resolve().as_uri()
            # A wide screen by light, a narrow one (WCAG 1.4.10) in the dark.
            for width, dark in ((1280, False), (390, True)):
                def complain(what):
                    wrong.append("%s at %d: %s" % (page, width, what))
                counts = check(browser, address, width, dark, complain)
                stops, regions, words = (a + b for a, b in zip((stops, regions, words), counts))
            skip(browser, address, lambda what: wrong.append("%s: %s" % (page, what)))
        browser.send("Browser.close")
        browser.process.wait()
    for line in wrong:
        print(line)
    print("%d stops, %d regions, %d words" % (stops, regions, words))
    sys.exit(1 if wrong else 0)


main()

#!/usr/bin/env python3
"""Walks through the window as a person would: a new book, the sample, searches, the card and its history, many customers at
once, the calendar, the settings, a list through the wizard; everything that changes the book is also undone.

    smoke.py GENDAN [PICTURE-FOLDER]

GENDAN is an executable built with `--features inspection`; it is started on a book, a home and settings of its own in a
temporary folder, on the display of the environment. What to look for is read from the texts, the list of fields and the sample, never written here.
Needs nothing but Python's standard library. Exit status: 0 when every step held.
"""

import os
import pathlib
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
START_SECONDS = 90
SETTLE_FRAMES = 200


# ---- MessagePack, as far as the conversation needs it


def pack(value):
    """Encodes None, booleans, numbers, texts, lists and dictionaries."""
    if value is None:
        return b"\xc0"
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        return struct.pack("B", value) if 0 <= value < 0x80 else b"\xd3" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"\xcb" + struct.pack(">d", value)
    if isinstance(value, str):
        data = value.encode()
        return b"\xdb" + struct.pack(">I", len(data)) + data
    if isinstance(value, (list, tuple)):
        return b"\xdd" + struct.pack(">I", len(value)) + b"".join(map(pack, value))
    if isinstance(value, dict):
        pairs = b"".join(pack(key) + pack(item) for key, item in value.items())
        return b"\xdf" + struct.pack(">I", len(value)) + pairs
    raise TypeError(f"cannot be packed: {value!r}")


class Unpacker:
    """Decodes one message."""

    NUMBERS = {0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q", 0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q"}
    # Kind by first byte, and how many bytes tell the length.
    LENGTHS = {
        0xC4: ("bytes", ">B"), 0xC5: ("bytes", ">H"), 0xC6: ("bytes", ">I"),
        0xD9: ("text", ">B"), 0xDA: ("text", ">H"), 0xDB: ("text", ">I"),
        0xDC: ("list", ">H"), 0xDD: ("list", ">I"), 0xDE: ("pairs", ">H"), 0xDF: ("pairs", ">I"),
    }  # fmt: skip

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        part = self.data[self.at : self.at + count]
        if len(part) < count:
            raise ValueError("the message ends early")
        self.at += count
        return part

    def number(self, form):
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def value(self):
        first = self.number(">B")
        if first < 0x80:
            return first
        if first < 0x90:
            return self.of("pairs", first & 0x0F)
        if first < 0xA0:
            return self.of("list", first & 0x0F)
        if first < 0xC0:
            return self.of("text", first & 0x1F)
        if first >= 0xE0:
            return first - 0x100
        if first in (0xC0, 0xC2, 0xC3):
            return {0xC0: None, 0xC2: False, 0xC3: True}[first]
        if first in self.NUMBERS:
            return self.number(self.NUMBERS[first])
        if first in self.LENGTHS:
            kind, form = self.LENGTHS[first]
            return self.of(kind, self.number(form))
        raise ValueError(f"unknown kind of value: {first:#x}")

    def of(self, kind, count):
        if kind == "bytes":
            return self.take(count)
        if kind == "text":
            return self.take(count).decode()
        if kind == "list":
            return [self.value() for _ in range(count)]
        pairs = [(self.value(), self.value()) for _ in range(count)]
        return {key if not isinstance(key, list) else tuple(key): item for key, item in pairs}


# ---- The window


class Window:
    """A running window, through the accessibility tree that eframe's inspection serves."""

    def __init__(self, port, process):
        self.process = process
        deadline = time.monotonic() + START_SECONDS
        while True:
            if process.poll() is not None:
                raise AssertionError(f"the program ended with {process.returncode} before it showed a window")
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise AssertionError(f"no window after {START_SECONDS} seconds") from None
                time.sleep(0.2)
        if self.exactly(8) != b"eins\0\0\0\1":
            raise AssertionError("the program does not speak version 1 of the inspection protocol")

    def exactly(self, count):
        data = bytearray()
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise AssertionError("the program closed the connection")
            data += part
        return bytes(data)

    def ask(self, request, times=3):
        """Asks; again where no frame came within the twenty seconds that the other side waits: on a busy machine its wake-up gets lost."""
        body = pack(request)
        for left in reversed(range(times)):
            self.socket.sendall(struct.pack(">I", len(body)) + body)
            (length,) = struct.unpack(">I", self.exactly(4))
            reply = Unpacker(self.exactly(length)).value()
            if not (isinstance(reply, dict) and "Error" in reply):
                return reply
            if left == 0 or "not painting" not in str(reply["Error"]):
                raise AssertionError(f"the program answered {reply['Error']}")
            print("  no frame for twenty seconds, asked again", flush=True)

    def events(self, *events):
        """What a person does. Asked once: what waits for a frame is done by the next one."""
        try:
            self.ask({"ApplyEvents": [list(events)]}, times=1)
        except AssertionError as error:
            if "not painting" not in str(error):
                raise
            print("  no frame for twenty seconds, gone on", flush=True)
        self.settle()

    def settle(self):
        self.ask({"Settle": [SETTLE_FRAMES]})

    def widgets(self):
        """Every node of the tree that has words, as (role, words, bounds)."""
        _step, _scale, update = self.ask("GetTree")["Tree"]
        nodes = update["nodes"] if isinstance(update, dict) else update[0]
        found = []
        for _id, node in nodes:
            if isinstance(node, dict):
                role, facts = node.get("role"), node
            else:
                # A node is written as its role, flags, and what is known of it by name.
                role, facts = node[0], next((part for part in node[1:] if isinstance(part, dict)), {})
            words = [str(facts[key]) for key in ("label", "value", "placeholder") if facts.get(key)]
            if words and role != "textRun":
                found.append((role, words, facts.get("bounds")))
        return found

    def rows(self):
        """What the rows of the table in sight say."""
        return [words[0] for role, words, _ in self.widgets() if role == "row"]

    def shows(self, text):
        return any(text in word for _, words, _ in self.widgets() for word in words)

    def wait_until(self, what, holds, seconds=20):
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                seen = "\n".join(f"    {role}: {' | '.join(words)}" for role, words, _ in self.widgets())
                raise AssertionError(f"{what}: not within {seconds} seconds. The window shows\n{seen}")
            time.sleep(0.1)
            self.settle()

    def click(self, text, role=None, button="Primary"):
        """Presses what is called `text`, or begins so where nothing is; with `role`, only things of that kind."""
        named = [(words, bounds) for kind, words, bounds in self.widgets() if bounds and role in (None, kind)]
        hits = [b for words, b in named if text in words] or [b for words, b in named if any(w.startswith(text) for w in words)]
        if not hits:
            raise AssertionError(f"nothing is called {text!r}")
        bounds = hits[0]
        x0, y0, x1, y1 = bounds.values() if isinstance(bounds, dict) else bounds
        place = [(x0 + x1) / 2, (y0 + y1) / 2]
        plain = [False] * 5
        self.events(
            {"PointerMoved": place},
            {"PointerButton": [place, button, True, plain]},
            {"PointerButton": [place, button, False, plain]},
        )

    def key(self, key, modifier=None):
        is_ctrl = modifier == "Ctrl"
        # Alt, Ctrl, Shift, and Ctrl as macOS and as other systems name it.
        held = [False, is_ctrl, modifier == "Shift", False, is_ctrl]
        self.events({"Key": [key, None, True, False, held]}, {"Key": [key, None, False, False, held]})

    def type(self, text):
        self.events({"Text": text})

    def picture(self, path):
        self.settle()
        _size, png = self.ask({"GetScreenshot": [1.0]})["Screenshot"]
        path.write_bytes(png)


# ---- The walk


def words_of(language):
    """The texts of the window by key."""
    texts = sorted((ROOT / "assets" / "words" / language).glob("*.ftl"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in texts)
    return dict(re.findall(r"^([a-z][a-z0-9-]*) = (.+(?:\n(?: .*|}.*))*)$", text, re.MULTILINE))


def said(text, **given):
    """A text with what is given in its gaps, as it is for more than one."""
    text = re.sub(r"{ \$\w+ ->.*?\*\[other\] (.*?)\n}", r"\1", text, flags=re.DOTALL)
    return re.sub(r"{ \$(\w+) }", lambda gap: str(given[gap[1]]), text)


def field_label(key):
    """What a field is called in English, as the list of fields declares it."""
    fields = (ROOT / "src" / "model" / "field" / "list.rs").read_text(encoding="utf-8")
    return re.search(rf'^ +\w+ "{key}", .*?, "[^"]*", "([^"]*)"', fields, re.MULTILINE)[1]


def sample_customers():
    """The customers of the sample that have a name, by the keys of their fields."""
    lines = (ROOT / "assets" / "sample" / "customers.tsv").read_text(encoding="utf-8").splitlines()
    keys, rows = lines[0].split("\t"), (line.split("\t") for line in lines[1:])
    return [customer for customer in (dict(zip(keys, row)) for row in rows) if customer["company"]]


def walk(window, pictures, folder):
    english, chinese = words_of("en"), words_of("zh")
    customers = sample_customers()
    names = [customer["company"] for customer in customers]

    def done(what):
        if pictures:
            window.picture(pictures / f"{len(list(pictures.iterdir())) + 1:02}.png")
        print(f"  ok: {what}", flush=True)

    window.wait_until("the first start", lambda: window.shows(english["welcome-title"]))
    done("the first start asks for language and name")
    window.click(english["welcome-skip"])
    window.wait_until("the invitation of an empty book", lambda: window.shows(english["empty-book"]))
    done("the window opens on a new book and says what to do")

    window.click(english["empty-sample"])
    newest = names[-1]
    window.wait_until(f"{newest} in the table", lambda: any(newest in row for row in window.rows()))
    window.wait_until(f"{len(names)} counted", lambda: window.shows(said(english["customers-count"], shown=len(names))))
    before = window.rows()
    if len(before) < 8 or any(not any(name in row for name in names) for row in before):
        raise AssertionError(f"the table does not show the sample: {before}")
    done(f"the table shows the sample: {len(names)} customers, {len(before)} rows in sight")

    sought = "ferreteria"
    (hit,) = [name for name in names if "Ferretería" in name]
    window.click(english["command-search"])
    window.type(sought)
    window.wait_until(f"the search to leave {hit} alone", lambda: len(window.rows()) == 1 and hit in window.rows()[0])
    done(f"“{sought}” finds {hit} alone")
    window.click(english["search-clear"])
    window.wait_until("all rows again", lambda: sorted(window.rows()) == sorted(before))
    done("a cleared search shows all again")

    germans = {customer["company"] for customer in customers if customer["country"] == "德国"}
    window.click(english["command-search"])
    window.type("country:DE -tag:nobody")
    window.wait_until(
        "the German customers",
        lambda: len(window.rows()) == len(germans) and all(any(name in row for name in germans) for row in window.rows()),
    )
    done(f"a typed filter leaves {len(germans)} customers")
    window.click(english["search-clear"])
    window.wait_until("all rows again", lambda: sorted(window.rows()) == sorted(before))

    def row_of(name):
        return next(row for row in window.rows() if name in row)

    field = field_label("postcode")
    window.click(row_of(newest), "row")
    window.key("Enter")
    done("the card alone")
    window.click(field, "textInput")
    window.key("A", "Ctrl")
    window.type("Smoke walk")
    window.key("Enter")
    window.wait_until("what was typed on the card", lambda: any(field in words and "Smoke walk" in words for _, words, _ in window.widgets()))
    done(f"a field of {newest} is edited on its card")
    window.click(english["card-tab-history"])
    change = said(english["step-set-field"], field=field, name=newest)
    window.wait_until("the change in the history", lambda: window.shows(change))
    done("its history tells the change")
    window.click(english["card-tab-card"])
    window.click(english["command-back"])
    window.wait_until("the table", lambda: bool(window.rows()))
    window.key("Z", "Ctrl")
    window.wait_until("the undone change", lambda: window.shows(said(english["undone"], what=change)) and not window.shows("Smoke walk"))
    done("the change is undone")

    first = window.rows()[0]
    window.click(first, "row")
    window.key("ArrowDown", "Shift")
    window.key("ArrowDown", "Shift")
    window.wait_until("three selected", lambda: window.shows(said(english["customers-selected"], shown=3)))
    window.click(first, "row", button="Secondary")
    window.click(english["row-add-tag"])
    window.type("smoke walk")
    window.key("Enter")
    tagged = said(english["step-add-tags-many"], tags="smoke walk", count=3)
    window.wait_until("the notice of the tag", lambda: window.shows(said(english["many-done"], what=tagged)))
    window.click(english["command-search"])
    window.type('tag:"smoke walk"')
    window.wait_until("the three that have the tag", lambda: len(window.rows()) == 3)
    done("three selected customers get a tag in one step")
    window.key("Enter")
    window.key("Z", "Ctrl")
    window.wait_until("nobody with the tag", lambda: not window.rows())
    window.click(english["search-clear"])
    window.wait_until("all rows again", lambda: sorted(window.rows()) == sorted(before))
    done("one undo takes it from all of them")

    window.click(english["command-go-calendar"])
    months = english["month-names"].split()
    shown = next(month for month in months if any(re.search(rf"^{month} \d{{4}}$", word) for _, words, _ in window.widgets() for word in words))
    window.click(english["calendar-next"])
    following = months[(months.index(shown) + 1) % 12]
    window.wait_until(f"{following} after {shown}", lambda: any(re.search(rf"^{following} \d{{4}}$", word) for _, words, _ in window.widgets() for word in words))
    done("the calendar turns its pages")

    listed = folder / "smoke list.csv"
    listed.write_text("Company,Country,Contact\nNordlicht GmbH,Germany,Anna Berg\nRio Sul Ltda,Brazil,Bruno Lima\n", encoding="utf-8")
    window.click(english["command-import"])
    window.click(english["import-path"], "textInput")
    window.type(str(listed))
    window.key("Enter")
    window.wait_until("the columns of the list", lambda: window.shows(said(english["import-recognised"], count=3)))
    window.click(said(english["import-review"], shown=2))
    taking = said(english["import-take"], shown=2)
    window.wait_until("the review", lambda: window.shows(taking))
    window.click(taking)
    window.wait_until("the list in the book", lambda: window.shows(said(english["import-done"], file=listed.name)))
    done("a list goes through the wizard")
    window.click(english["import-done-show"])
    window.wait_until("its customers in the table", lambda: any("Nordlicht GmbH" in row for row in window.rows()))
    window.key("Z", "Ctrl")
    window.wait_until("the table without them", lambda: sorted(window.rows()) == sorted(before))
    done("one undo takes the list back")

    window.click(english["command-go-settings"])
    window.wait_until("the settings", lambda: window.shows(english["settings-language"]))
    window.click(english["settings-theme-dark"])
    done("the settings, dark")
    window.click("中文")
    window.wait_until("Chinese words", lambda: window.shows(chinese["command-new-customer"]) and not window.shows(english["command-new-customer"]))
    done("the language switches to Chinese at once")

    window.click(chinese["command-go-customers"])
    window.wait_until("the table", lambda: bool(window.rows()))
    done("the table in Chinese")
    window.click(chinese["undo-what"].split("{")[0].strip())
    window.wait_until("an empty book", lambda: window.shows(chinese["empty-book"]) and not window.rows())
    done("one undo takes the sample back")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]).resolve()
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob("*.png"):
            old.unlink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # A desk that is busy or a process that is still closing must not fail the removal of the folder.
    with tempfile.TemporaryDirectory(prefix="gendan-smoke-", ignore_cleanup_errors=True) as folder:
        folder = pathlib.Path(folder)
        environment = {key: value for key, value in os.environ.items() if key not in ("WAYLAND_DISPLAY", "WAYLAND_SOCKET")}
        environment |= {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(folder),
            "EGUI_INSPECTION": f"127.0.0.1:{port}",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "RUST_BACKTRACE": "1",
        }
        said = folder / "said.txt"
        with said.open("wb") as out:
            process = subprocess.Popen(
                [program, "--book", folder / "book", "--lang", "en"], env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )
        failure = None
        try:
            walk(Window(port, process), pictures, folder)
            if process.poll() is not None:
                failure = f"the program ended with {process.returncode}"
        except (AssertionError, OSError, ValueError) as error:
            failure = error
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        spoken = said.read_text(encoding="utf-8", errors="replace")
        if failure is None and "panicked at" in spoken:
            failure = "the program panicked"
        if failure is not None:
            print(f"  failed: {failure}\n  the program said:\n{spoken}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

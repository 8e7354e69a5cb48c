#!/usr/bin/env python3
"""Starts the chat server on loopback, talks to it as clients, a peer, a scraper and an operator, and stops it.

usage: client_test.py PATH_OF_CHAT_SERVER        exit: 0 all as expected, 1 not
Time limits only end a test that hangs; nothing is judged by how long it took.

The world around the server is slow here: pipes stand in the place of its files, and the peer neither accepts nor reads
at once. A server that waits for them on its loop shows it; it gives the same answers all the same.
"""
import fcntl, os, pathlib, select, signal, socket, subprocess, sys, tempfile, threading, time, traceback

LIMIT = 60   # seconds that any one answer may take
HELD = 0.25  # seconds that the world lets the server wait


def background(work):
    threading.Thread(target=work, daemon=True).start()


class SlowFile:
    """A pipe in the place of a file that the server writes. It takes one page at once; the rest waits for us."""

    def __init__(self, path, slow):
        self.path, self.slow, self.text = path, slow, ""
        self.copy = None  # where a file stands meanwhile
        self.arrives = threading.Event()
        self.lock = threading.Lock()
        os.mkfifo(path)
        self.pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        fcntl.fcntl(self.pipe, 1031, 4096)  # F_SETPIPE_SZ
        background(self.read_on)

    def read_on(self):
        poll = select.poll()
        poll.register(self.pipe, select.POLLIN)
        while True:
            if not any(event & select.POLLIN for _, event in poll.poll(100)):
                time.sleep(0.005)  # nobody writes
                continue
            self.arrives.set()
            if self.slow:
                time.sleep(HELD)
            while any(event & select.POLLIN for _, event in poll.poll(20)):
                self.take(os.read(self.pipe, 1 << 16).decode())

    def take(self, text):
        with self.lock:
            self.text += text
            if self.copy:
                self.copy.write(text)
                self.copy.flush()

    def turn_into_file(self):
        """From now on who opens the path finds a file with all that was written; who has the pipe keeps it."""
        with self.lock:
            fresh = self.path.with_suffix(".file")
            self.copy = fresh.open("a")
            self.copy.write(self.text)
            self.copy.flush()
            fresh.rename(self.path)


class Line:
    """A TCP connection that speaks lines."""

    def __init__(self, connection):
        connection.settimeout(LIMIT)
        self.socket = connection
        self.file = connection.makefile("r", encoding="utf-8", newline="\n")

    @classmethod
    def to(cls, port):
        return cls(socket.create_connection(("127.0.0.1", port), timeout=LIMIT))

    def say(self, text):
        self.socket.sendall((text + "\n").encode())

    def expect(self, wanted):
        """Reads until a line ends with `wanted`; returns all lines read."""
        seen = []
        for text in iter(self.file.readline, ""):
            seen.append(text.rstrip("\n"))
            if seen[-1].endswith(wanted):
                return seen
        raise AssertionError(f"connection closed before {wanted!r}; seen: {seen}")

    def expect_start(self, wanted):
        for text in iter(self.file.readline, ""):
            if text.startswith(wanted):
                return text.strip()
        raise AssertionError(f"connection closed before {wanted!r}")

    def expect_end(self):
        rest = self.file.read()
        assert rest == "", f"unexpected last words: {rest!r}"


def http(port, method, target, token=""):
    head = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\n"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as s:
        s.sendall((head + "\r\n").encode())
        answer = b"".join(iter(lambda: s.recv(4096), b"")).decode()
    head, _, body = answer.partition("\r\n\r\n")
    return int(head.split()[1]), body


def until(what, attempt):
    """Repeats an attempt until it is true; for effects that come in their own time."""
    deadline = time.monotonic() + LIMIT
    while not attempt():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.05)


def settings(folder, peer_port, motd, rate):
    return "\n".join([
        "# written by client_test.py", "port = 0", "http_port = 0", f"motd = {motd}",
        f"history_file = {folder / 'history'}", f"activity_file = {folder / 'activity'}",
        f"audit_file = {folder / 'audit'}", f"ban_file = {folder / 'bans'}",
        "peer_host = localhost", f"peer_port = {peer_port}", "admin_token = sesame",
        f"backup_command = cp {folder / 'history'} {folder / 'backup'}", f"messages_per_second = {rate}"]) + "\n"


def greeting(port):
    client = Line.to(port)
    return client.expect("you are in lobby")[0]


def meet_peer(listener, filler):
    """Only when the one place in the queue is free again, the server gets through."""
    time.sleep(HELD)
    listener.accept()[0].close()
    filler.close()
    return Line(listener.accept()[0])


def first_greeting(port, folder):
    client = Line.to(port)
    time.sleep(HELD)  # the bans are still being read
    (folder / "bans").write_text("203.0.113.9\n")
    return client.expect("you are in lobby")[0]


def chat(port, peer):
    north, south = Line.to(port), Line.to(port)
    for client, nick in ((north, "north"), (south, "south")):
        client.expect("you are in lobby")
        client.say(f"/nick {nick}")
        client.expect(f"you are {nick}")
        client.say("/join harbour")
        client.expect("you are in harbour")
    north.say("hello")
    south.expect("harbour north: hello")
    south.say("and hello back")
    north.expect("harbour south: and hello back")
    peer.expect("harbour south: and hello back")
    for i in range(14):  # more than the rate allows: held back, but not lost
        north.say(f"wave {i}")
    south.expect("north: wave 13")
    return north, south


def check_history(client, folder, history):
    until("the first lines are stored", lambda: "harbour north: hello" in history.text)
    history.turn_into_file()

    def shown():
        client.say("/history")
        return any(l.endswith("north: wave 13") for l in client.expect("# end"))
    until("the history shows the last line", shown)
    assert "harbour north: hello" in (folder / "history").read_text().splitlines()


def check_digest(north, south):
    seen = [digest_of(north), digest_of(south)]
    assert seen[0] == seen[1] and len(seen[0].split()[-1]) == 16, seen


def digest_of(client):
    client.say("/digest")
    return client.expect_start("* digest ")


def check_activity(north, south, activity):
    """While the table is being saved, somebody speaks."""
    for client in (north, south):  # a table of more than a page
        client.say("/nick " + "long" * 700)
        client.expect("longlong")
        client.say("/nick " + "wide" * 700)
        client.expect("widewide")
    for client, nick in ((north, "north"), (south, "south")):
        client.say(f"/nick {nick}")
        client.expect(f"you are {nick}")
    until("the long table is saved", lambda: "widewide" in activity.text)
    activity.arrives.clear()
    assert activity.arrives.wait(LIMIT), "the table is not saved again"
    north.say("still here")
    south.expect("north: still here")


def check_http(port, folder):
    status, body = http(port, "GET", "/metrics")
    values = dict(l.split() for l in body.splitlines())
    assert status == 200 and values["chat_sessions"] == "2" and values["chat_messages_total"] == "17", body
    assert http(port, "GET", "/nothing")[0] == 404
    assert http(port, "POST", "/backup")[0] == 403
    assert not (folder / "backup").exists()
    audit = []

    def read_audit():
        time.sleep(2 * HELD)
        audit.append((folder / "audit").read_text())

    background(read_audit)
    assert http(port, "POST", "/backup", "sesame")[0] == 200
    assert "harbour north: hello" in (folder / "backup").read_text()
    until("the backup is in the audit", lambda: audit and "status 0" in audit[0])


def reload(server, config, text, port):
    """The new settings come through a pipe, and not at once."""
    config.unlink()
    os.mkfifo(config)
    server.send_signal(signal.SIGHUP)
    time.sleep(HELD)
    config.write_text(text)
    until("the settings are read again", lambda: greeting(port) == "* good day")


def flood(port, peer):
    """Long lines, and more of them than fit on the way to a peer that does not read."""
    east = Line.to(port)
    east.expect("you are in lobby")
    east.say("/join quay")
    east.expect("you are in quay")
    sent = [0]

    def read_late():
        before = -1
        while before != sent[0]:  # until nothing moves
            before = sent[0]
            time.sleep(HELD)
        while peer.socket.recv(1 << 16):
            pass

    peer.socket.setblocking(True)
    background(read_late)
    for i in range(1200):
        east.say(f"{i} " + "x" * 4000)
        sent[0] += 1
    east.say("that is all")
    east.expect("that is all")
    return east


def crowd(port, folder):
    """Many ask for the same at once."""
    until("the last line is stored", lambda: "that is all" in (folder / "history").read_text()[-100:])
    clients = [Line.to(port) for _ in range(40)]
    for client in clients:
        client.say("/join quay")
        client.expect("you are in quay")
    for client in clients:
        client.say("/digest")
    digests = {client.expect_start("* digest ") for client in clients}
    assert len(digests) == 1, digests
    for client in clients:
        client.say("/history")
    for client in clients:
        assert client.expect("# end")[-2].endswith("that is all")


def play(server, folder, listener, filler, config, files):
    first = server.stdout.readline().split()
    assert first[:1] == ["chat"], f"the server did not say its ports: {first}"
    port, http_port = (int(first[i].rpartition(":")[2]) for i in (1, 3))
    peer = meet_peer(listener, filler)

    assert first_greeting(port, folder) == "* welcome"
    until("the greeter has left", lambda: "chat_sessions 0" in http(http_port, "GET", "/metrics")[1])
    north, south = chat(port, peer)
    check_history(north, folder, files["history"])
    check_digest(north, south)
    check_activity(north, south, files["activity"])
    check_http(http_port, folder)
    reload(server, config, settings(folder, listener.getsockname()[1], "good day", 1_000_000), port)
    east = flood(port, peer)
    crowd(port, folder)

    files["history"].slow = True
    for text in ("a" * 4000, "b" * 4000, "/quit"):  # more than the pipe takes
        south.say(text)
    south.expect("* bye")
    south.expect_end()
    north.expect("south: has left")
    server.send_signal(signal.SIGTERM)
    north.expect("* the server is going down")
    north.expect_end()
    east.socket.close()
    assert server.wait(LIMIT) == 0, f"exit status {server.returncode}"
    until("the nicks are saved", lambda: {"north", "south"} <= {l.split()[0] for l in files["activity"].text.splitlines()})
    until("the last line is stored", lambda: "harbour south: has left" in (folder / "history").read_text().splitlines())


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as name, socket.socket() as listener:
        folder = pathlib.Path(name)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        listener.settimeout(LIMIT)
        filler = socket.create_connection(listener.getsockname())
        for pipe in ("bans", "audit"):
            os.mkfifo(folder / pipe)
        files = {"history": SlowFile(folder / "history", False), "activity": SlowFile(folder / "activity", True)}
        config = folder / "settings"
        config.write_text(settings(folder, listener.getsockname()[1], "welcome", 10))
        server = subprocess.Popen([sys.argv[1], str(config)], stdout=subprocess.PIPE, text=True)
        try:
            play(server, folder, listener, filler, config, files)
        except (AssertionError, OSError, subprocess.TimeoutExpired) as failure:
            print(f"client_test: {failure!r}", file=sys.stderr)
            traceback.print_tb(failure.__traceback__)
            return 1
        finally:
            server.kill()
            server.wait()
    print("client_test: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

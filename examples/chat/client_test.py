#!/usr/bin/env python3
"""Starts the chat server on loopback, talks to it as two clients, a peer, a scraper and an operator, and stops it.

usage: client_test.py PATH_OF_CHAT_SERVER        exit: 0 all as expected, 1 not
Time limits only end a test that hangs; nothing is judged by how long it took.
"""
import pathlib, signal, socket, subprocess, sys, tempfile, time

LIMIT = 20  # seconds that any one answer may take


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


def settings(folder, peer_port, motd):
    return "\n".join([
        "# written by client_test.py", "port = 0", "http_port = 0", f"motd = {motd}",
        f"history_file = {folder / 'history'}", f"activity_file = {folder / 'activity'}",
        f"audit_file = {folder / 'audit'}", f"ban_file = {folder / 'bans'}",
        "peer_host = localhost", f"peer_port = {peer_port}", "admin_token = sesame",
        f"backup_command = cp {folder / 'history'} {folder / 'backup'}", "messages_per_second = 10"]) + "\n"


def greeting(port):
    client = Line.to(port)
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


def check_history(client, folder):
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
    for text in iter(client.file.readline, ""):
        if text.startswith("* digest "):
            return text.strip()
    raise AssertionError("no digest")


def check_http(port, folder):
    status, body = http(port, "GET", "/metrics")
    values = dict(l.split() for l in body.splitlines())
    assert status == 200 and values["chat_sessions"] == "2" and values["chat_messages_total"] == "16", body
    assert http(port, "GET", "/nothing")[0] == 404
    assert http(port, "POST", "/backup")[0] == 403
    assert not (folder / "backup").exists()
    assert http(port, "POST", "/backup", "sesame")[0] == 200
    assert "harbour north: hello" in (folder / "backup").read_text()
    audit = folder / "audit"
    until("the backup is in the audit", lambda: audit.exists() and "status 0" in audit.read_text())


def play(server, folder, listener, config):
    first = server.stdout.readline().split()
    assert first[:1] == ["chat"], f"the server did not say its ports: {first}"
    port, http_port = (int(first[i].rpartition(":")[2]) for i in (1, 3))
    peer = Line(listener.accept()[0])

    assert greeting(port) == "* welcome"
    until("the greeter has left", lambda: "chat_sessions 0" in http(http_port, "GET", "/metrics")[1])
    north, south = chat(port, peer)
    check_history(north, folder)
    check_digest(north, south)
    check_http(http_port, folder)

    config.write_text(settings(folder, listener.getsockname()[1], "good day"))
    server.send_signal(signal.SIGHUP)
    until("the settings are read again", lambda: greeting(port) == "* good day")

    south.say("/quit")
    south.expect("* bye")
    south.expect_end()
    north.expect("south: has left")
    server.send_signal(signal.SIGTERM)
    north.expect("* the server is going down")
    north.expect_end()
    assert server.wait(LIMIT) == 0, f"exit status {server.returncode}"
    nicks = {l.split()[0] for l in (folder / "activity").read_text().splitlines()}
    assert {"north", "south"} <= nicks, nicks
    assert "harbour south: has left" in (folder / "history").read_text().splitlines()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as listener:
        folder = pathlib.Path(name)
        listener.settimeout(LIMIT)
        (folder / "bans").write_text("203.0.113.9\n")
        config = folder / "settings"
        config.write_text(settings(folder, listener.getsockname()[1], "welcome"))
        server = subprocess.Popen([sys.argv[1], str(config)], stdout=subprocess.PIPE, text=True)
        try:
            play(server, folder, listener, config)
        except (AssertionError, OSError, subprocess.TimeoutExpired) as failure:
            print(f"client_test: {failure}", file=sys.stderr)
            return 1
        finally:
            server.kill()
            server.wait()
    print("client_test: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

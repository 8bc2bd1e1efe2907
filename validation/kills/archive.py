"""A DICOMweb archive on loopback, for pulls that are killed: so many studies of two instances, a little late each time."""
import json
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

BOUNDARY = "3f81bc"
CT = "1.2.840.10008.5.1.4.1.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
INSTANCES = 2


def uid(*numbers):
    return ".".join(["2.25.77", *map(str, numbers)])


def element(group, number, vr, value):
    value = value.encode() if isinstance(value, str) else value
    value += (b"\0" if vr in ("UI", "OB", "OW") else b" ") * (len(value) % 2)
    length = struct.pack("<HI", 0, len(value)) if vr in ("OB", "OW") else struct.pack("<H", len(value))
    return struct.pack("<HH", group, number) + vr.encode() + length + value


def file(study, number):
    """A CT image of 128 by 128, which holds nothing but its numbers."""
    shorts = [(0x0002, 1), (0x0010, 128), (0x0011, 128), (0x0100, 16), (0x0101, 12), (0x0102, 11), (0x0103, 0)]
    meta = b"".join([
        element(2, 0x0002, "UI", CT), element(2, 0x0003, "UI", uid(study, 1, number)),
        element(2, 0x0010, "UI", EXPLICIT)])
    head = [
        element(8, 0x0016, "UI", CT), element(8, 0x0018, "UI", uid(study, 1, number)), element(8, 0x0060, "CS", "CT"),
        element(0x10, 0x0020, "LO", f"P{study}"), element(0x20, 0x000D, "UI", uid(study)),
        element(0x20, 0x000E, "UI", uid(study, 1)),
        element(0x28, 0x0002, "US", struct.pack("<H", 1)), element(0x28, 0x0004, "CS", "MONOCHROME2")]
    rest = [element(0x28, tag, "US", struct.pack("<H", value)) for tag, value in shorts[1:]]
    samples = struct.pack("<H", study * 7 + number) * (128 * 128)
    return (b"\0" * 128 + b"DICM" + element(2, 0, "UL", struct.pack("<I", len(meta))) + meta + b"".join(head + rest)
            + element(0x7FE0, 0x0010, "OW", samples))


def entry(**values):
    return {tag[1:]: {"vr": vr, "Value": [value]} for tag, (vr, value) in values.items()}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        time.sleep(self.server.late)
        address = urlparse(self.path)
        parts = address.path.strip("/").split("/")
        numbers = [int(part.split(".")[-1]) for part in parts[1::2] if part[0].isdigit()]
        if address.path == "/studies":
            found = [entry(_0020000D=("UI", uid(n)), _00201208=("IS", INSTANCES)) for n in range(self.server.studies)]
            self.page(found, address)
        elif parts[-1] == "instances":
            study = int(parts[1].split(".")[3])
            found = [entry(_0020000E=("UI", uid(study, 1)), _00080018=("UI", uid(study, 1, n + 1)))
                     for n in range(INSTANCES)]
            self.page(found, address)
        else:
            study = int(parts[1].split(".")[3])
            asked = [numbers[-1]] if len(parts) == 6 else range(1, INSTANCES + 1)
            body = b"".join(
                f"--{BOUNDARY}\r\nContent-Type: application/dicom\r\n\r\n".encode() + file(study, n) + b"\r\n"
                for n in asked)
            self.send(f'multipart/related; type="application/dicom"; boundary="{BOUNDARY}"',
                      body + f"--{BOUNDARY}--".encode())

    def page(self, found, address):
        query = parse_qs(address.query)
        offset, limit = int(query.get("offset", ["0"])[0]), int(query.get("limit", ["1000"])[0])
        self.send("application/dicom+json", json.dumps(found[offset:offset + min(limit, 50)]).encode())

    def send(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(studies, late):
    """Starts an archive; returns its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.studies, server.late = studies, late
    server.handle_error = lambda *_: None  # of a client that was killed
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"

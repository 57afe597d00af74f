#!/usr/bin/env python3
"""Writes a data frame of an R package as CSV, without R: `rdata.py FILE OBJECT CSV [FIRST-COLUMN]`.

FILE is an .rda file, or the Rdata.rdb of a package's lazy-load database (its .rdx index lies beside it).
Understands what data frames consist of: numbers, texts, factors, dates and lists of columns in R's
serialization format, versions 2 and 3. A missing value becomes an empty field, a factor its label, a
date yyyy-mm-dd; a number is written in the shortest form that reads back as the same double.
"""
import bz2
import csv
import datetime
import gzip
import lzma
import struct
import sys
import zlib

NA_INT = -2147483648
NA_REAL_LOW_WORD = 1954


class Refused(Exception):
    pass


class Vector:
    """An R vector or list with its attributes."""

    def __init__(self, values):
        self.values = values
        self.attributes = {}


class Reader:
    def __init__(self, data):
        if data[:2] != b"X\n":
            raise Refused("not in R's binary serialization format (expected it to begin with X)")
        self.data, self.at, self.seen = data, 2, []
        version, _, _ = self.int(), self.int(), self.int()
        if version == 3:
            self.bytes(self.int())
        elif version != 2:
            raise Refused(f"serialization version {version} (expected 2 or 3)")

    def bytes(self, n):
        if n < 0 or self.at + n > len(self.data):
            raise Refused("ends in the middle of a value")
        self.at += n
        return self.data[self.at - n:self.at]

    def int(self):
        return struct.unpack(">i", self.bytes(4))[0]

    def ints(self):
        n = self.int()
        return list(struct.unpack(f">{n}i", self.bytes(4 * n)))

    def reals(self):
        n = self.int()
        raw = self.bytes(8 * n)
        values = list(struct.unpack(f">{n}d", raw))
        for i, value in enumerate(values):
            if value != value:
                low = struct.unpack(">I", raw[8 * i + 4:8 * i + 8])[0]
                values[i] = None if low == NA_REAL_LOW_WORD else value
        return values

    def item(self):
        flags = self.int()
        kind, attributed, tagged = flags & 0xFF, flags & 0x200, flags & 0x400
        if kind in (254, 253, 242, 241, 251, 250):  # NULL and the environments that everybody knows
            return None
        if kind == 255:
            return self.seen[(flags >> 8 or self.int()) - 1]
        if kind == 1:
            return self.remember(self.item())
        if kind in (2, 6, 239, 240):  # a pair list or a call
            return self.pairs(attributed or kind in (239, 240), tagged)
        if kind == 9:
            n = self.int()
            return None if n == -1 else self.bytes(n).decode("utf-8" if flags & 0x8000 else "latin-1")
        if kind == 4:  # an environment: of no use here, but others refer to it
            self.int()
            environment = self.remember({})
            for _ in range(4):
                self.item()
            return environment
        if kind in (249, 247):
            self.int()
            return self.remember([self.item() for _ in range(self.int())])
        if kind == 238:
            return self.compact()
        if kind in (10, 13):
            vector = Vector([None if v == NA_INT else v for v in self.ints()])
            if kind == 10:
                vector.values = [None if v is None else ("true" if v else "false") for v in vector.values]
        elif kind == 14:
            vector = Vector(self.reals())
        elif kind in (16, 19, 20):
            vector = Vector([self.item() for _ in range(self.int())])
        else:
            raise Refused(f"holds an R object of kind {kind}, which no table of numbers and texts has")
        if attributed:
            vector.attributes = dict(self.item() or [])
        return vector

    def remember(self, thing):
        self.seen.append(thing)
        return thing

    def pairs(self, attributed, tagged):
        found = []
        while True:
            if attributed:
                self.item()
            tag = self.item() if tagged else None
            found.append((tag, self.item()))
            flags = self.int()
            kind, attributed, tagged = flags & 0xFF, flags & 0x200, flags & 0x400
            if kind != 2:
                if kind != 254:
                    self.at -= 4
                    self.item()
                return found

    def compact(self):
        """A vector that R keeps in a short form: a range, a number not yet written as text, or a wrapper."""
        info, state, attributes = self.item(), self.item(), self.item()
        name = info[0][1]
        if name == "compact_intseq" or name == "compact_realseq":
            n, start, step = state.values
            vector = Vector([int(start + i * step) for i in range(int(n))])
        elif name.startswith("wrap_"):
            vector = (state.values if isinstance(state, Vector) else [pair[1] for pair in state])[0]
        else:
            raise Refused(f"holds a vector in R's short form {name}")
        if attributes:
            vector.attributes = dict(attributes)
        return vector


def unpacked(entry):
    """An entry of a lazy-load database: its length, perhaps a letter for the compression, and the bytes."""
    if entry[4:5] == b"2":
        return bz2.decompress(entry[5:])
    if entry[4:5] == b"Z":
        return lzma.decompress(entry[5:], lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2}])
    return zlib.decompress(entry[4:])


def from_database(path, name):
    with open(path[:-1] + "x", "rb") as file:
        index = Reader(zlib_or_gzip(file.read())).item()
    found = dict(zip(index.attributes["names"].values, index.values))
    variables = dict(zip(found["variables"].attributes["names"].values, found["variables"].values))
    if name not in variables:
        raise Refused(f"has no object {name} (it has: {', '.join(sorted(variables))})")
    offset, length = variables[name].values
    with open(path, "rb") as file:
        file.seek(offset)
        return Reader(unpacked(file.read(length))).item()


def zlib_or_gzip(data):
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else zlib.decompress(data)


def from_archive(path, name):
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    elif data[:3] == b"BZh":
        data = bz2.decompress(data)
    elif data[:6] == b"\xfd7zXZ\x00":
        data = lzma.decompress(data)
    if data[:5] not in (b"RDX2\n", b"RDX3\n"):
        raise Refused("is not an .rda file")
    objects = dict(Reader(data[5:]).item())
    if name not in objects:
        raise Refused(f"has no object {name} (it has: {', '.join(sorted(objects))})")
    return objects[name]


def texts(column):
    levels, classes = column.attributes.get("levels"), column.attributes.get("class")
    classes = classes.values if classes else []
    for value in column.values:
        if value is None:
            yield ""
        elif levels is not None:
            yield levels.values[int(value) - 1]
        elif "Date" in classes:
            yield (datetime.date(1970, 1, 1) + datetime.timedelta(days=int(value))).isoformat()
        elif isinstance(value, float):
            yield str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
        else:
            yield str(value)


def main(path, name, target, first=None):
    frame = from_database(path, name) if path.endswith(".rdb") else from_archive(path, name)
    columns = {header: list(texts(column))
               for header, column in zip(frame.attributes["names"].values, frame.values)}
    headers = sorted(columns, key=lambda header: header != first)
    with open(target, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(headers)
        rows.writerows(zip(*(columns[header] for header in headers)))


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except (Refused, OSError, EOFError, zlib.error, lzma.LZMAError) as refused:
        sys.exit(f"{sys.argv[1]}: {refused}")

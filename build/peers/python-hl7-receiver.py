#!/usr/bin/python3
"""A receiver that nobody here wrote: Debian's python3-hl7 listens over MLLP, parses what arrives and answers AA.

Prints {"port": N} first, then one JSON line for each message with what it parsed. Needs: apt install python3-hl7.
"""

import asyncio
import json
import sys

import hl7
from hl7.mllp import start_hl7_server


def tell(line):
    print(json.dumps(line, ensure_ascii=False), flush=True)


def parsed(message):
    names = message.segment("PID")(5)
    return {
        "controlId": str(message.segment("MSH")(10)),
        "kind": str(message.segment("MSH")(9)),
        "segments": [str(segment[0]) for segment in message],
        "names": [[str(component) for component in name] for name in names],
        "observations": {
            str(obx(3)(1)(1)): str(obx(5)) for obx in message if str(obx[0]) == "OBX"
        },
    }


async def serve(reader, writer):
    try:
        while not writer.is_closing():
            message = await reader.readmessage()
            tell(parsed(message))
            writer.writemessage(message.create_ack("AA"))
            await writer.drain()
    except asyncio.IncompleteReadError:
        pass
    finally:
        writer.close()


async def main():
    async with await start_hl7_server(serve, "127.0.0.1", 0, encoding="utf-8") as server:
        tell({"port": server.sockets[0].getsockname()[1], "library": hl7.__version__})
        await server.serve_forever()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(0)

"""The console's door in a container: what comes to 0.0.0.0:8080 is carried to the console, which listens on loopback only.

Nobody signs in to the console yet, so it refuses to listen anywhere else. The port is published on the loopback of the
machine, where `docker-compose.yml` says so; when people can sign in, this goes.
"""

from __future__ import annotations

import asyncio
import os


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Until one side has said all."""
    try:
        while part := await reader.read(65536):
            writer.write(part)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection from outside, and one to the console."""
    try:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", int(os.environ["FIL_PORT"]))
    except OSError:
        writer.close()
        return
    await asyncio.gather(carry(reader, inner_writer), carry(inner_reader, writer))


async def stand(port: int) -> None:
    """Listen for ever."""
    server = await asyncio.start_server(welcome, "0.0.0.0", port)  # noqa: S104 - inside a container
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(stand(int(os.environ.get("DOOR_PORT", "8080"))))

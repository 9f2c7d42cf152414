"""What goes over the wire: the JSON forms of docs/wire-format.md."""
from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any


def utc_now() -> str:
    """The time in UTC, ISO 8601 with six decimals and Z."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new_message_id(agent: str) -> str:
    """An id nobody else makes: agent, milliseconds since 1970, and 48 random bits in hex."""
    return f"{agent}_{time.time_ns() // 1_000_000}_{secrets.token_hex(6)}"


def to_json(value: Mapping[str, Any]) -> bytes:
    """The value as UTF-8 JSON in one line. TypeError, ValueError: it cannot be written as JSON."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can carry
        return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("utf-8")


def broker_envelope(message_id: str, sender: str, to: str, content: str | Mapping[str, Any], kind: str, priority: str,
                    context_id: str | None, metadata: Mapping[str, Any] | None) -> bytes:
    """Form 1: a message for another agent, stamped with the time. A text becomes `{"message": text}`."""
    envelope: dict[str, Any] = {
        "message_id": message_id,
        "timestamp": utc_now(),
        "from": sender,
        "to": to,
        "type": kind,
        "priority": priority,
        "content": {"message": content} if isinstance(content, str) else content,
    }
    if context_id is not None:
        envelope["context_id"] = context_id
    if metadata is not None:
        envelope["metadata"] = metadata
    return to_json(envelope)


def observation(event: str, agent: str, message: bytes) -> bytes:
    """Form 2: what an agent saw of a message, `sent` or `received`. The message is JSON in one line, kept as it is."""
    head = to_json({"event_type": event, "agent": agent, "timestamp": utc_now()})
    return b'%b,"message":%b}' % (head[:-1], message)


def flat(message: Mapping[str, Any]) -> bytes:
    """Form 3: the message as it is, stamped with the time if it has none, since it may be spooled for long."""
    if "timestamp" not in message and "Timestamp" not in message:
        message = {**message, "timestamp": utc_now()}
    return to_json(message)

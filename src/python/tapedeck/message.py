"""A message that another agent sent."""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Message:
    """A received message. What the sender left out is None, or empty where text is expected."""

    id: str
    sender: str
    to: str | None
    """The receiver it names; `topic` is what it was published under."""
    text: str
    """`content.message`, the content itself if that is text, else the texts in it joined by spaces."""
    content: Any
    type: str | None
    priority: str | None
    timestamp: str | None
    context_id: str | None
    topic: str
    envelope: Mapping[str, Any]
    """The whole JSON object as it was sent."""

    @classmethod
    def parse(cls, topic: bytes, payload: bytes) -> Message:
        """Reads form 1. ValueError: the payload is no JSON object in UTF-8, or one nested too deeply."""
        try:
            envelope = json.loads(payload.decode("utf-8"))
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if not isinstance(envelope, dict):
            raise ValueError("not a JSON object")
        content = envelope.get("content")
        return cls(
            id=_text(envelope.get("message_id")) or "",
            sender=_text(envelope.get("from")) or _text(envelope.get("sender_id")) or "unknown",
            to=_text(envelope.get("to")),
            text=_text_of(content),
            content=content,
            type=_text(envelope.get("type")),
            priority=_text(envelope.get("priority")),
            timestamp=_text(envelope.get("timestamp")),
            context_id=_text(envelope.get("context_id")),
            topic=topic.decode("utf-8", "replace"),
            envelope=envelope,
        )


def one_line(payload: bytes) -> bytes:
    """A message's JSON in one line, otherwise as it was sent: a line feed in JSON is never part of a text."""
    return payload.replace(b"\n", b" ")


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None if value is None else json.dumps(value)


def _text_of(content: Any) -> str:
    if isinstance(content, str):
        return content
    if not isinstance(content, dict):
        return ""
    message = content.get("message")
    if isinstance(message, str):
        return message
    return " ".join(value for value in content.values() if isinstance(value, str))

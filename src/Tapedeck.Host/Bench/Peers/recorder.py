"""A plain recorder: each message is parsed, tagged, appended and flushed before the next is read.

usage: recorder.py ENDPOINT FILE
"""
import hashlib
import json
import os
import re
import sys

import zmq

CHAINS = (
    ("photo_capture", ("photo", "image", "camera", "capture", "upload", "scan")),
    ("reconstruction", ("nerf", "gaussian", "mesh", "3d model", "reconstruction")),
    ("quality_assessment", ("quality", "f1 score", "artifacts", "accuracy")),
    ("unity_integration", ("unity", "gameobject", "import", "export", "lod")),
    ("token_optimization", ("token", "cost", "optimization", "efficiency")),
    ("system_architecture", ("architecture", "design", "framework", "pattern")),
    ("agent_collaboration", ("agent", "collaboration", "coordination", "handshake")),
    ("data_management", ("database", "storage", "persistence", "cache")),
    ("ui_ux", ("ui", "ux", "interface", "user", "display")),
    ("testing_validation", ("test", "validation", "qa", "benchmark")),
)
TIERS = (
    ("A", ("architecture", "design decision", "framework", "strategy")),
    ("C", ("should we", "what do you think", "consensus")),
)
TAGS = tuple((name, re.compile(pattern)) for name, pattern in (
    ("@Status-Ready", r"\b(?:ready|complete|done|finished|approved)\b"),
    ("@Status-Blocked", r"\b(?:blocked|waiting|issue|problem|error)\b"),
    ("@Decision-Made", r"\b(?:decided|approved|finalized|confirmed)\b"),
    ("@Question-Open", r"\?|how should|which|what if"),
    ("@Action-Required", r"\b(?:todo|fixme|implement|build|create)\b"),
))


def facts_of(text):
    lower = text.lower()
    hits = [(sum(word in lower for word in words), name) for name, words in CHAINS]
    most = max(count for count, _ in hits)
    chain = next(name for count, name in hits if count == most) if most else "system_architecture"
    tier = next((name for name, phrases in TIERS if any(phrase in lower for phrase in phrases)), "E")
    tags = [name for name, pattern in TAGS if pattern.search(lower)] + ["@Chain-" + chain]
    return {
        "chain_type": chain, "ace_tier": tier, "shl_tags": tags,
        "content_hash": hashlib.md5(text.encode()).hexdigest(),
        "word_count": len(text.split()), "char_count": len(text),
    }


def line_of(frame):
    message = json.loads(frame)
    if "event_type" in message:
        message = message["message"]
    content = message.get("content")
    text = content.get("message", "") if isinstance(content, dict) else content or ""
    return json.dumps({
        "Id": message.get("message_id"), "Timestamp": message.get("timestamp"), "SpeakerName": message.get("from"),
        "SpeakerRole": "Agent", "Message": json.dumps(content), "ConversationType": 0,
        "ContextId": message.get("context_id", "unknown"), "Metadata": facts_of(text),
    }, ensure_ascii=False)


def main(endpoint, path):
    socket = zmq.Context.instance().socket(zmq.PULL)
    socket.bind(endpoint)
    with open(path, "a", encoding="utf-8") as file:
        while True:
            file.write(line_of(socket.recv()) + "\n")
            file.flush()
            os.fsync(file.fileno())


main(*sys.argv[1:])

"""An agent as today's clients are: sends every message of a file to the recording port, in both forms.

usage: push_both_forms.py ENDPOINT MESSAGES_JSONL
Each message goes out wrapped in an observation (its id ends in -wrapped), then flat (-flat).
"""
import json
import sys

import zmq

endpoint, path = sys.argv[1:]
context = zmq.Context()
socket = context.socket(zmq.PUSH)
socket.setsockopt(zmq.LINGER, 30_000)
socket.connect(endpoint)

with open(path, encoding="utf-8") as messages:
    for line in messages:
        message = json.loads(line)
        wrapped = dict(message, message_id=message["message_id"] + "-wrapped")
        socket.send_json({
            "event_type": "sent", "agent": message["from"], "timestamp": message["timestamp"], "message": wrapped})
        flat = dict(message, message_id=message["message_id"] + "-flat", sender_id=message["from"],
                    metadata={"sender_role": "Agent"})
        socket.send_json(flat)

socket.close()
context.term()

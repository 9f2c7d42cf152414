"""An agent as agents are that know nothing of Tapedeck's own client: pyzmq, a PUB, a SUB and a PUSH.

usage: plain_agent.py NAME PEER COUNT PUBLISH SUBSCRIBE PUSH first|second
Prints "connected", waits for a line on stdin, then talks: each answers the other, COUNT messages each. Every message that it
sends or receives it reports to the recorder, without waiting. Ids are the name and the milliseconds, so some collide.
"""
import json
import sys
import time
from datetime import datetime

import zmq

name, peer, count, publish, subscribe, push, turn = sys.argv[1:]
count = int(count)
context = zmq.Context()
publisher = context.socket(zmq.PUB)
publisher.connect(publish)
subscriber = context.socket(zmq.SUB)
subscriber.setsockopt_string(zmq.SUBSCRIBE, name)
subscriber.setsockopt(zmq.RCVTIMEO, 30_000)
subscriber.connect(subscribe)
recorder = context.socket(zmq.PUSH)
recorder.setsockopt(zmq.LINGER, 30_000)
recorder.connect(push)
time.sleep(0.5)  # PUB and SUB do not say when they are joined: such agents wait a moment
print("connected", flush=True)
sys.stdin.readline()


def observe(event, message):
    recorder.send_json(
        {"event_type": event, "agent": name, "timestamp": datetime.now().isoformat(), "message": message},
        flags=zmq.NOBLOCK)


def say(number):
    message = {
        "message_id": f"{name}_{int(time.time() * 1000)}", "timestamp": datetime.now().isoformat(), "from": name,
        "to": peer, "type": "request", "priority": "NORMAL",
        "content": {"message": f"{name} says {number} of {count}: ü, \"quoted\", 漢字", "number": number}}
    publisher.send_multipart([peer.encode(), json.dumps(message).encode()])
    observe("sent", message)


def hear():
    topic, payload = subscriber.recv_multipart()
    assert topic.decode() == name, topic
    observe("received", json.loads(payload))


for number in range(1, count + 1):
    if turn == "first":
        say(number)
        hear()
    else:
        hear()
        say(number)

for socket in (publisher, subscriber, recorder):
    socket.close()
context.term()
print("done", flush=True)

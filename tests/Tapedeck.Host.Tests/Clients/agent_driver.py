"""Drives the Python client by lines: one JSON command a line comes in, one JSON answer a line goes out.

usage: agent_driver.py AGENT --mode acknowledged|fire-and-forget --publish E --subscribe E --record E --push E
                       --spool DIR [--spool-limit N] [--curve-server FILE --curve-certificate FILE]

Prints {"ready":true} first. At the end of the input it exits without flushing. The package `tapedeck` must be
importable.
"""
import argparse
import dataclasses
import json
import sys
import time

from tapedeck import Agent, Curve


def main():
    options = parse_arguments()
    curve = Curve.load(options.curve_server, options.curve_certificate) if options.curve_server else None
    agent = Agent(
        options.agent, mode=options.mode, publish=options.publish, subscribe=options.subscribe,
        record_to=options.record, push_to=options.push, spool=options.spool, spool_limit=options.spool_limit,
        curve=curve)
    answer({"ready": True})
    for line in sys.stdin:
        command = json.loads(line)
        verb = VERBS.get(command.get("do"))
        try:
            answer(verb(agent, command) if verb else {"error": f"unknown command {command.get('do')!r}"})
        except (KeyError, TypeError, ValueError, RuntimeError) as error:
            answer({"error": repr(error)})
        if verb is close:
            return
    agent.close(timeout=0)


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("agent")
    parser.add_argument("--mode", default="acknowledged")
    parser.add_argument("--publish")
    parser.add_argument("--subscribe")
    parser.add_argument("--record")
    parser.add_argument("--push")
    parser.add_argument("--spool")
    parser.add_argument("--spool-limit", type=int, default=256 << 20)
    parser.add_argument("--curve-server")
    parser.add_argument("--curve-certificate")
    return parser.parse_args()


def send(agent, command):
    text, count = command["text"], command.get("count", 1)
    texts = [text] if count == 1 else [f"{text} {index}" for index in range(count)]
    return {"ids": [agent.send(command["to"], text, type=command.get("type", "message")) for text in texts]}


def receive(agent, command):
    messages = []
    until = time.monotonic() + command.get("timeout", 5)
    while len(messages) < command.get("count", 1):
        message = agent.receive(timeout=max(0.0, until - time.monotonic()))
        if message is None:
            break
        messages.append({"id": message.id, "from": message.sender, "text": message.text})
    return {"messages": messages}


def record(agent, command):
    message, count, first = command["message"], command.get("count", 1), command.get("first", 0)
    if count == 1:
        agent.record(message)
    else:
        for index in range(first, first + count):
            agent.record(dict(message, message_id=f"{message['message_id']}-{index}"))
    return {"ok": True}


def flush(agent, command):
    return {"stored": agent.flush(timeout=command.get("timeout", 10))}


def stats(agent, command):
    return dataclasses.asdict(agent.stats())


def close(agent, command):
    agent.close()
    return {"ok": True}


def answer(value):
    print(json.dumps(value), flush=True)


VERBS = {"send": send, "receive": receive, "record": record, "flush": flush, "stats": stats, "close": close}

if __name__ == "__main__":
    main()
